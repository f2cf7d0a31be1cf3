import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Database, DatabaseReads } from '../database.ts'
import type { AuditHead, AuditRecord } from './entry.ts'
import type { AuditTables } from './schema.ts'

export interface AuditFilter {
  readonly organization: string
  readonly actorIds?: readonly string[]
  /** Whole actions or their topics: "limit" finds "limit.requested". */
  readonly actions?: readonly string[]
  readonly exceptActions?: readonly string[]
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
export async function readAudit(db: DatabaseReads, filter: AuditFilter, page: AuditPage): Promise<AuditRecord[]> {
  const { actorIds, actions, exceptActions, subject, from, until } = filter
  // An empty list is no SQL on PostgreSQL, and nobody's entries everywhere.
  if (actorIds?.length === 0 || actions?.length === 0) return []
  let query = selectRecords(db.query<AuditTables>(), filter.organization)
  if (actorIds) query = query.where('actor_id', 'in', actorIds)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  if (from) query = query.where('at', '>=', from.getTime())
  if (until) query = query.where('at', '<', until.getTime())
  if (page.before !== undefined) query = query.where('audit_entries.sequence', '<', page.before)
  if (actions) query = query.where((is) => is.or(actions.map((action) => isOf(is, action))))
  if (exceptActions) query = query.where((is) => is.not(is.or(exceptActions.map((action) => isOf(is, action)))))
  return await query.orderBy('audit_entries.sequence', 'desc').limit(page.limit).execute()
}

/** "/" follows "." in the order of bytes, and LIKE knows letters differently on each engine. */
const isOf = (is: ExpressionBuilder<AuditTables, 'audit_entries'>, action: string) =>
  is.or([is('action', '=', action), is.and([is('action', '>', `${action}.`), is('action', '<', `${action}/`)])])

/** The end of the chain; undefined before its first entry. */
export async function readHead(db: Database, organization: string): Promise<AuditHead | undefined> {
  return await db
    .query<AuditTables>()
    .selectFrom('audit_head')
    .select(['sequence', 'hash'])
    .where('organization', '=', organization)
    .executeTakeFirst()
}

/** Each with a trail of its own. */
export async function listOrganizations(db: Database): Promise<string[]> {
  const rows = await db
    .query<AuditTables>()
    .selectFrom('audit_head')
    .select('organization')
    .orderBy('organization')
    .execute()
  return rows.map(({ organization }) => organization)
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

function selectRecords(db: Pick<Kysely<AuditTables>, 'selectFrom'>, organization: string) {
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
      'actor_hash as actorHash',
      'subject',
      'before',
      'after',
      'outcome',
      'text_hash as textHash',
      'seals',
      'previous_hash as previousHash',
      'hash',
      'text',
      'salt',
    ])
    .where('audit_entries.organization', '=', organization)
}

export async function findAuditEntry(
  db: Database,
  organization: string,
  sequence: number,
): Promise<{ at: number; after: string | null; hash: string } | undefined> {
  return await db
    .query<AuditTables>()
    .selectFrom('audit_entries')
    .select(['at', 'after', 'hash'])
    .where('organization', '=', organization)
    .where('sequence', '=', sequence)
    .executeTakeFirst()
}

/** The hashes of those entries, as far as they are there. */
export async function findAuditHashes(
  db: DatabaseReads,
  organization: string,
  sequences: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (sequences.length === 0) return new Map()
  const rows = await db
    .query<AuditTables>()
    .selectFrom('audit_entries')
    .select(['sequence', 'hash'])
    .where('organization', '=', organization)
    .where('sequence', 'in', sequences)
    .execute()
  return new Map(rows.map(({ sequence, hash }) => [sequence, hash]))
}

/** Up to where old entries were removed; 0: nowhere. */
export async function findRemovedEnd(db: DatabaseReads, organization: string): Promise<number> {
  const row = await db
    .query<AuditTables>()
    .selectFrom('audit_head')
    .select('pruned_through as border')
    .where('organization', '=', organization)
    .executeTakeFirst()
  return row?.border ?? 0
}
