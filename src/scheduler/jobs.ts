import { randomUUID } from 'node:crypto'
import { sql, type Transaction, type UpdateObject } from 'kysely'
import { requestId } from '../domain/request.ts'
import { databaseNow } from '../storage/columns.ts'
import type { Database, DatabaseReads } from '../storage/database.ts'
import type { JobTables } from './schema.ts'

export interface Job {
  readonly kind: string
  /** What it is about: a request's id. */
  readonly subject: string
  /** 1 for the first; more after a crash, a failure or a postponement. */
  readonly attempt: number
  /** Names this very try: only who holds it may end the job. */
  readonly claim: string
  /** Names what was asked for, the same at every try: what a crash left half done is found by it. */
  readonly run: string
  /** How often it failed in a row. */
  readonly failures: number
  /** Since when it is asked for and not done, on the database's clock; null: by an older version. */
  readonly askedAt: number | null
  /** The request that asked for it, as the log names it. */
  readonly request: string | null
}

/**
 * Short, and renewed while the work runs, so that the work of an instance that died is taken up within seconds. Who lost
 * a lease may still be at work (a paused machine): what must not happen twice is claimed by its own row as well.
 */
export const leaseMs = 15_000
/** About a day, with the scheduler's delays: long enough for an outage, and an end to what fails for ever. */
export const mostFailures = 100

export interface NewJob {
  readonly kind: string
  readonly subject: string
  readonly dueAt?: Date
  /** What was asked for before, at most with other figures: if that failed, it is tried at once and goes on counting its failures. */
  readonly isRepeated?: boolean
}

/** Within the caller's transaction: the job stands or falls with what asks for it. A second call moves the first. */
export async function scheduleJob(
  tx: Transaction<JobTables>,
  organization: string,
  { kind, subject, dueAt, isRepeated = false }: NewJob,
): Promise<void> {
  const due_at = dueAt ? dueAt.getTime() : databaseNow
  const asked = { run: randomUUID(), request: requestId() ?? null, due_at, attempt: 0 }
  const tried = { failures: 0, last_error: null, dead_at: null }
  const keepsTrying = sql`jobs.failures > 0 and jobs.dead_at is null`
  const kept = {
    failures: sql<number>`case when ${keepsTrying} then jobs.failures else 0 end`,
    last_error: sql<string | null>`case when ${keepsTrying} then jobs.last_error end`,
  }
  await tx
    .insertInto('jobs')
    .values({
      ...{ organization, kind, subject, ...asked, ...tried },
      ...{ asked_at: databaseNow, lease_until: null, claim: null },
    })
    // Whoever is at it now does not finish what was asked for after they began: attempt 0 tells them.
    .onConflict((conflict) =>
      conflict.columns(['organization', 'kind', 'subject']).doUpdateSet({
        ...{ ...asked, ...tried, ...(isRepeated ? kept : {}) },
        // What is not done has been waited for since it was asked for first.
        asked_at: sql`coalesce(jobs.asked_at, ${databaseNow})`,
      }),
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
    const isFree = sql<boolean>`dead_at is null and due_at <= ${databaseNow} and (lease_until is null or lease_until < ${databaseNow})`
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
      .returning(['attempt', 'run', 'failures', 'asked_at as askedAt', 'request'])
      .executeTakeFirst()
    return claimed && { ...next, ...claimed, claim }
  })
}

/** Still at it: false where the lease was lost, since another instance may be at it by now. */
export async function renewJob(db: Database, organization: string, job: Job): Promise<boolean> {
  const leaseUntil = sql<number>`${databaseNow} + ${leaseMs}`
  const renewed = await ownRow(
    db.query<JobTables>().updateTable('jobs').set({ lease_until: leaseUntil }),
    organization,
    job,
  )
    .returning('claim')
    .executeTakeFirst()
  return renewed !== undefined
}

/** Done: gone, unless it was asked for again meanwhile; then it is due as asked. */
export async function finishJob(db: Database, organization: string, job: Job): Promise<void> {
  await db.transaction<JobTables, void>(async (tx) => {
    await ownRow(tx.deleteFrom('jobs'), organization, job).where('attempt', '>', 0).execute()
    // Nothing says when that was: while this ran.
    await giveBack(tx, organization, job, { ...wentWell, asked_at: databaseNow })
  })
}

/** Later, because it is not yet time; what was asked for meanwhile is due as asked. */
export async function postponeJob(db: Database, organization: string, job: Job, delayMs: number): Promise<void> {
  await db.transaction<JobTables, void>(async (tx) => {
    const later = tx.updateTable('jobs').set({ due_at: inMs(delayMs) })
    await ownRow(later, organization, job).where('attempt', '>', 0).execute()
    await giveBack(tx, organization, job, wentWell)
  })
}

const wentWell = { failures: 0, last_error: null }

/**
 * Tried again later; after too many failures it is kept with its last error, for a person to see. What was asked for
 * meanwhile is due as asked, and this failure counts all the same.
 */
export async function failJob(
  db: Database,
  organization: string,
  job: Job,
  { delayMs, error }: { readonly delayMs: number; readonly error: string },
): Promise<void> {
  const isAskedAnew = sql`attempt = 0`
  const failed = {
    due_at: sql<number>`case when ${isAskedAnew} then due_at else ${inMs(delayMs)} end`,
    failures: sql<number>`failures + 1`,
    last_error: error,
    dead_at: sql<number | null>`case when failures + 1 >= ${mostFailures} then ${databaseNow} end`,
  }
  await db.transaction<JobTables, void>((tx) => giveBack(tx, organization, job, failed))
}

/** A start is a new chance for what was given up: a person may have mended what was wrong. */
export async function reviveJobs(db: Database, organization: string, kinds: readonly string[]): Promise<void> {
  if (kinds.length === 0) return
  await db
    .query<JobTables>()
    .updateTable('jobs')
    .set({ dead_at: null, failures: 0, due_at: databaseNow })
    .where('organization', '=', organization)
    .where('kind', 'in', kinds)
    .where('dead_at', 'is not', null)
    .execute()
}

const inMs = (ms: number) => sql<number>`${databaseNow} + ${ms}`

async function giveBack(
  tx: Transaction<JobTables>,
  organization: string,
  job: Job,
  facts: UpdateObject<JobTables, 'jobs'>,
): Promise<void> {
  await ownRow(tx.updateTable('jobs').set({ ...facts, lease_until: null, claim: null }), organization, job).execute()
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
    .where('dead_at', 'is', null)
    .executeTakeFirst()
  return row?.ms ?? undefined
}

/** What does not work, for people to see: its last error, and whether it is still tried. */
export interface FailingJob {
  readonly kind: string
  readonly failures: number
  readonly lastError: string
  readonly isGivenUp: boolean
}

/** One failure that the next try mends is nobody's concern. */
export const worthTelling = 3

export async function findFailingJobs(db: DatabaseReads, organization: string): Promise<FailingJob[]> {
  const rows = await db
    .query<JobTables>()
    .selectFrom('jobs')
    .select(['kind', 'failures', 'last_error', 'dead_at'])
    .where('organization', '=', organization)
    .where('failures', '>=', worthTelling)
    .orderBy('kind')
    .execute()
  return rows.map((row) => ({
    kind: row.kind,
    failures: row.failures,
    lastError: row.last_error ?? '',
    isGivenUp: row.dead_at !== null,
  }))
}
