import { sql } from 'kysely'
import type { Database } from '../storage/database.ts'
import { leaseMs } from './jobs.ts'

/** When an instance last showed that it lives: it looked for work, took or renewed a job, or ended one. undefined: never. */
export async function findLastSign(db: Pick<Database, 'query'>): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`select max(at) as at from (
    select checked_at as at from readiness
    union all select lease_until - ${sql.lit(leaseMs)} as at from jobs where lease_until is not null
    union all select ended_at as at from job_runs) as signs`.execute(db.query())
  return rows[0]?.at ?? undefined
}
