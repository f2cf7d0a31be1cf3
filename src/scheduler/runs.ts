import { sql } from 'kysely'
import { databaseNow } from '../storage/columns.ts'
import type { Database, DatabaseReads } from '../storage/database.ts'
import { listSchedules, type ScheduleTables } from './occurrences.ts'
import type { JobTables } from './schema.ts'

/** How the last job of each kind ended: what is done leaves the queue, and people still want to know when it was. */
export interface BackgroundWork {
  readonly kind: string
  /** undefined: it has not run since this is recorded. */
  readonly lastAt: Date | undefined
  /** undefined: nothing of the kind waits. */
  readonly nextAt: Date | undefined
  /** Of its last run; undefined: it went well. */
  readonly lastError: string | undefined
}

export async function recordRun(
  db: Database,
  organization: string,
  kind: string,
  error: string | undefined,
): Promise<void> {
  const row = { ended_at: databaseNow, last_error: error ?? null }
  await db
    .query<JobTables>()
    .insertInto('job_runs')
    .values({ organization, kind, ...row })
    .onConflict((conflict) => conflict.columns(['organization', 'kind']).doUpdateSet(row))
    .execute()
}

/** What repeats or waits, and what failed last. */
export async function findBackgroundWork(db: DatabaseReads, organization: string): Promise<BackgroundWork[]> {
  const runs = await db
    .query<JobTables>()
    .selectFrom('job_runs')
    .select(['kind', 'ended_at', 'last_error'])
    .where('organization', '=', organization)
    .execute()
  const waiting = await db
    .query<JobTables & ScheduleTables>()
    .selectFrom('jobs')
    .select(['kind', sql<number>`min(due_at)`.as('due_at')])
    .where('organization', '=', organization)
    .where('dead_at', 'is', null)
    .groupBy('kind')
    .execute()
  const planned = await listSchedules(db, organization)
  const next = new Map([
    // The earliest of a kind comes last, and stays.
    ...planned.toReversed().map(({ kind, nextAt }) => [kind, nextAt.getTime()] as const),
    // An occurrence that is due comes before the next one.
    ...waiting.map(({ kind, due_at }) => [kind, Number(due_at)] as const),
  ])
  const failed = runs.flatMap(({ kind, last_error }) => (last_error === null ? [] : [kind]))
  return [...new Set([...next.keys(), ...failed])].sort(byName).map((kind) => {
    const run = runs.find((one) => one.kind === kind)
    const nextAt = next.get(kind)
    return {
      kind,
      lastAt: run && new Date(run.ended_at),
      nextAt: nextAt === undefined ? undefined : new Date(nextAt),
      lastError: run?.last_error ?? undefined,
    }
  })
}

const byName = (a: string, b: string): number => (a < b ? -1 : 1)
