import type { ReadContext } from '../../chatops/context.ts'
import type { TrailPerson } from '../../chatops/trail.ts'
import type { AuditHead, AuditRecord } from '../../storage/audit/entry.ts'
import { findCheckpoints } from '../../storage/audit/prune.ts'
import { findRemovedEnd } from '../../storage/audit/read.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import type { AuditArgs } from './args.ts'
import { readWanted, toFilter, type Wanted } from './filter.ts'
import { gatherLog, type LogData } from './gather-log.ts'
import type { KnownActions } from './topics.ts'

export interface TrailData {
  readonly source: 'trail'
  readonly records: readonly AuditRecord[]
  readonly hasOlder: boolean
  /** By their random ids. */
  readonly people: ReadonlyMap<string, TrailPerson>
  readonly actions: KnownActions
  readonly wanted: Wanted
  readonly head: AuditHead | undefined
  /** Older entries were removed, from before this moment. */
  readonly removedBefore?: Date
  readonly now: Date
}

export type AuditData = TrailData | (LogData & { readonly source: 'mistral'; readonly skip: number })

const pageSize = 10

export async function gatherAudit(context: ReadContext, args: AuditArgs): Promise<AuditData> {
  if (args.source === 'trail') return gatherTrail(context, args)
  const log = await gatherLog(context, args)
  if (log.entries.length > 0) await context.trail.record('audit.viewed', { source: 'mistral' })
  return { source: 'mistral', skip: args.skip, ...log }
}

async function gatherTrail(
  { trail, clock, config, features, tables, organization }: ReadContext,
  { words, before }: Extract<AuditArgs, { source: 'trail' }>,
): Promise<TrailData> {
  const { auditActions: actions } = features
  const people = await trail.people()
  const now = clock.now()
  // Where nobody may see names, asking for one would tell whose entries these are.
  const wanted = readWanted(words, { people: config.people.privacy === 'anonymous' ? [] : people, actions, now })
  const page = { limit: pageSize + 1, ...(before === undefined ? {} : { before }) }
  const found = await trail.read(toFilter(wanted, actions), page)
  const records = found.slice(0, pageSize)
  // First the trace, then the look: nobody reads names unseen.
  if (records.length > 0) await trail.record('audit.viewed', { source: 'trail' })
  const hasRemoved = (await findRemovedEnd(tables, organization)) > 0
  const removed = hasRemoved ? (await findCheckpoints(tables.query<AuditTables>(), organization)).at(-1) : undefined
  return {
    source: 'trail',
    ...(removed ? { removedBefore: new Date(removed.before) } : {}),
    records,
    hasOlder: found.length > pageSize,
    people: new Map(people.map((person) => [person.personId, person])),
    actions,
    wanted,
    head: await trail.head(),
    now,
  }
}
