import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { AuditRecord } from './entry.ts'
import type { AuditTables } from './schema.ts'

export interface AuditFilter {
  readonly organization: string
  readonly actorId?: string
  /** A whole action or its topic: "limit" finds "limit.requested". */
  readonly action?: string
  readonly subject?: string
  readonly from?: Date
  /** Exclusive. */
  readonly until?: Date
}

export interface AuditPage {
  /** The lowest sequence of the page before. */
  readonly before?: number
  readonly limit: number
}

/** Entries from the newest back. */
export async function readAudit(db: Database, filter: AuditFilter, page: AuditPage): Promise<AuditRecord[]> {
  const { actorId, action, subject, from, until } = filter
  let query = selectRecords(db.query<AuditTables>(), filter.organization)
  if (actorId !== undefined) query = query.where('actor_id', '=', actorId)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  if (from) query = query.where('at', '>=', from.getTime())
  if (until) query = query.where('at', '<', until.getTime())
  if (page.before !== undefined) query = query.where('audit_entries.sequence', '<', page.before)
  if (action !== undefined) {
    query = query.where((is) =>
      // "/" follows "." in the order of bytes, and LIKE knows letters differently on each engine.
      is.or([is('action', '=', action), is.and([is('action', '>', `${action}.`), is('action', '<', `${action}/`)])]),
    )
  }
  return await query.orderBy('audit_entries.sequence', 'desc').limit(page.limit).execute()
}

const pageSize = 500

/** The whole chain from its first entry on, in pages: a cursor would hold the connection. */
export async function* readChain(
  db: Database,
  organization: string,
  lastSequence: number,
): AsyncGenerator<AuditRecord> {
  for (let after = 0; after < lastSequence; ) {
    const page = await selectRecords(db.query<AuditTables>(), organization)
      .where('audit_entries.sequence', '>', after)
      .where('audit_entries.sequence', '<=', lastSequence)
      .orderBy('audit_entries.sequence')
      .limit(pageSize)
      .execute()
    yield* page
    if (page.length < pageSize) return
    after = page.at(-1)!.sequence
  }
}

function selectRecords(db: Kysely<AuditTables>, organization: string) {
  return db
    .selectFrom('audit_entries')
    .leftJoin('audit_texts', (join) =>
      join
        .onRef('audit_texts.organization', '=', 'audit_entries.organization')
        .onRef('audit_texts.sequence', '=', 'audit_entries.sequence'),
    )
    .select([
      'audit_entries.organization',
      'audit_entries.sequence',
      'at',
      'action',
      'actor_id as actorId',
      'subject',
      'before',
      'after',
      'outcome',
      'text_hash as textHash',
      'previous_hash as previousHash',
      'hash',
      'text',
      'salt',
    ])
    .where('audit_entries.organization', '=', organization)
}
