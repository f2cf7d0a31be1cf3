import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { databaseNow } from '../storage/columns.ts'
import type { Database } from '../storage/database.ts'
import type { JobTables } from './schema.ts'

export interface Job {
  readonly kind: string
  /** What it is about: a request's id. */
  readonly subject: string
  /** 1 for the first; more after a crash, a failure or a postponement. */
  readonly attempt: number
  /** Names this very try: written into what it posts, so that a repeat finds it. */
  readonly claim: string
}

/** Long enough for any handler; an instance that died gives its job back after it. */
const leaseMs = 3 * 60_000

/** Within the caller's transaction: the job stands or falls with what asks for it. A second call moves the first. */
export async function scheduleJob(
  tx: Transaction<JobTables>,
  organization: string,
  job: { readonly kind: string; readonly subject: string; readonly dueAt?: Date },
): Promise<void> {
  const { kind, subject, dueAt } = job
  const due = dueAt ? dueAt.getTime() : databaseNow
  await tx
    .insertInto('jobs')
    .values({ organization, kind, subject, due_at: due, attempt: 0, lease_until: null, claim: null })
    // Whoever is at it now does not finish what was asked for after they began: attempt 0 tells them.
    .onConflict((conflict) =>
      conflict.columns(['organization', 'kind', 'subject']).doUpdateSet({ due_at: due, attempt: 0 }),
    )
    .execute()
}

export async function cancelJob(
  tx: Transaction<JobTables>,
  organization: string,
  { kind, subject }: { readonly kind: string; readonly subject: string },
): Promise<void> {
  await tx
    .deleteFrom('jobs')
    .where('organization', '=', organization)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .execute()
}

/** Takes the job that has waited longest, if any is due. Two instances never get the same one while its lease lasts. */
export async function claimJob(db: Database, organization: string, kinds: readonly string[]): Promise<Job | undefined> {
  if (kinds.length === 0) return undefined
  const claim = randomUUID()
  return db.transaction<JobTables, Job | undefined>(async (tx) => {
    const isFree = sql<boolean>`due_at <= ${databaseNow} and (lease_until is null or lease_until < ${databaseNow})`
    const next = await tx
      .selectFrom('jobs')
      .select(['kind', 'subject'])
      .where('organization', '=', organization)
      .where('kind', 'in', kinds)
      .where(isFree)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst()
    if (!next) return undefined
    const claimed = await tx
      .updateTable('jobs')
      .set({ lease_until: sql<number>`${databaseNow} + ${leaseMs}`, attempt: sql<number>`attempt + 1`, claim })
      .where('organization', '=', organization)
      .where('kind', '=', next.kind)
      .where('subject', '=', next.subject)
      // Said again here: on PostgreSQL another instance may have taken it since the look.
      .where(isFree)
      .returning('attempt')
      .executeTakeFirst()
    return claimed && { ...next, attempt: claimed.attempt, claim }
  })
}

/** Done: gone, unless it was asked for again meanwhile; then it is due as asked. */
export async function finishJob(db: Database, organization: string, job: Job): Promise<void> {
  await db.transaction<JobTables, void>(async (tx) => {
    await ownRow(tx.deleteFrom('jobs'), organization, job).where('attempt', '>', 0).execute()
    await giveBack(tx, organization, job)
  })
}

/** Later, after a failure or because it is not yet time; what was asked for meanwhile is due as asked. */
export async function postponeJob(db: Database, organization: string, job: Job, delayMs: number): Promise<void> {
  await db.transaction<JobTables, void>(async (tx) => {
    await ownRow(tx.updateTable('jobs').set({ due_at: sql<number>`${databaseNow} + ${delayMs}` }), organization, job)
      .where('attempt', '>', 0)
      .execute()
    await giveBack(tx, organization, job)
  })
}

async function giveBack(tx: Transaction<JobTables>, organization: string, job: Job): Promise<void> {
  await ownRow(tx.updateTable('jobs').set({ lease_until: null, claim: null }), organization, job).execute()
}

interface Filtered<Query> {
  where(column: 'organization' | 'kind' | 'subject' | 'claim', operator: '=', value: string): Query
}

/** The row as long as it is ours: a lease that ran out may have made it somebody else's. */
const ownRow = <Query extends Filtered<Query>>(query: Query, organization: string, job: Job): Query =>
  query
    .where('organization', '=', organization)
    .where('kind', '=', job.kind)
    .where('subject', '=', job.subject)
    .where('claim', '=', job.claim)

/** Milliseconds until one of those kinds is due; undefined: none waits. */
export async function untilNextJob(
  db: Database,
  organization: string,
  kinds: readonly string[],
): Promise<number | undefined> {
  if (kinds.length === 0) return undefined
  const row = await db
    .query<JobTables>()
    .selectFrom('jobs')
    .select(
      sql<
        number | null
      >`min(case when lease_until is null or lease_until < due_at then due_at else lease_until end) - ${databaseNow}`.as(
        'ms',
      ),
    )
    .where('organization', '=', organization)
    .where('kind', 'in', kinds)
    .executeTakeFirst()
  return row?.ms ?? undefined
}
