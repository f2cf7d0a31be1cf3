import { UpstreamError } from '../domain/errors.ts'
import { appendAudit } from '../storage/audit/append.ts'
import type { AuditFigures, AuditHead, AuditOutcome, AuditRecord } from '../storage/audit/entry.ts'
import { exportAudit } from '../storage/audit/export.ts'
import { type AuditFilter, type AuditPage, readAudit, readHead } from '../storage/audit/read.ts'
import type { AuditTables } from '../storage/audit/schema.ts'
import { personIdFor } from '../storage/people/registry.ts'
import type { PeopleTables } from '../storage/people/schema.ts'
import type { Core } from './context.ts'
import type { Asker } from './people/identity.ts'

/** Somebody whom the trail knows by a random id, as far as they are not erased. */
export interface TrailPerson {
  readonly personId: string
  readonly slackId: string | null
  readonly email: string | null
  readonly name: string | null
}

export type TrailFilter = Omit<AuditFilter, 'organization'>

export interface RecordOptions {
  readonly outcome?: AuditOutcome
  /** What they typed: it may hold a name, so it lies beside the chain, and goes with them. */
  readonly text?: string
}

/** The audit trail as one asker may use it: to read, and to add what they themselves did. */
export interface Trail {
  /** Entries from the newest back. */
  read(filter: TrailFilter, page: AuditPage): Promise<readonly AuditRecord[]>
  people(): Promise<readonly TrailPerson[]>
  head(): Promise<AuditHead | undefined>
  /** The whole chain as lines of JSON, to be verified elsewhere. */
  lines(): AsyncIterable<string>
  /** Who looked at names or took them along is in the trail as well. */
  record(action: `${string}.${string}`, figures: AuditFigures, more?: RecordOptions): Promise<void>
}

export function openTrail({ db, organization }: Pick<Core, 'db' | 'organization'>, asker: Asker): Trail {
  return {
    read: (filter, page) => readAudit(db, { ...filter, organization }, page),
    people: () =>
      db
        .query<PeopleTables>()
        .selectFrom('people')
        .select(['person_id as personId', 'slack_id as slackId', 'email', 'name'])
        .where('organization', '=', organization)
        .execute(),
    head: () => readHead(db, organization),
    lines: () => exportAudit(db, organization),
    async record(action, after, { outcome = 'done', text } = {}) {
      const { id: slackId, name } = asker.profile
      await db.transaction<PeopleTables & AuditTables, void>(async (tx) => {
        const actorId = await personIdFor(tx, organization, { slackId, name })
        await appendAudit(tx, {
          organization,
          action,
          actorId,
          after,
          outcome,
          ...(text === undefined ? {} : { text }),
        })
      })
    },
  }
}

/**
 * Something leaves the bot: that it is about to is written down first, so that no crash hides it, and how it ended
 * afterwards.
 */
export async function recordLeaving<Result>(
  trail: Pick<Trail, 'record'>,
  actions: { readonly before: `${string}.${string}`; readonly after: `${string}.${string}` },
  figures: AuditFigures,
  leave: () => Promise<Result>,
  typed: Pick<RecordOptions, 'text'> = {},
): Promise<Result> {
  await trail.record(actions.before, figures, typed)
  try {
    const result = await leave()
    await trail.record(actions.after, figures, typed)
    return result
  } catch (error) {
    const isUnknown = error instanceof UpstreamError && error.outcomeUnknown
    await trail.record(actions.after, figures, { ...typed, outcome: isUnknown ? 'unknown' : 'failed' })
    throw error
  }
}
