import { sql } from 'kysely'
import type { Gauge, Reading } from '../domain/measures.ts'
import { databaseNow } from '../storage/columns.ts'
import type { Database } from '../storage/database.ts'
import { worthTelling } from './jobs.ts'
import type { JobTables } from './schema.ts'

/** Each job is in one. One that fails is in none of the first three: each failure moves it ahead, so it looks like one that waits. */
const states = ['waiting', 'due', 'running', 'failing', 'dead'] as const

type Counts = [number, number, number, number]

/** Of all Organizations together, in one query. */
export const jobGauges = {
  gauges: [
    {
      name: 'chatops_jobs',
      help: 'Background jobs: waiting for their time, due, running, failing again and again, or given up',
      label: { name: 'state', values: states },
    },
    { name: 'chatops_oldest_due_job_seconds', help: 'How long the oldest job that is due has waited' },
  ] satisfies readonly Gauge[],
  async read(db: Pick<Database, 'query'>): Promise<Readonly<Record<string, Reading>>> {
    const isRunning = sql`dead_at is null and lease_until >= ${databaseNow}`
    const isDue = sql`dead_at is null and due_at <= ${databaseNow} and (lease_until is null or lease_until < ${databaseNow})`
    const isFailing = sql`failures >= ${worthTelling}`
    const sum = (condition: typeof isDue) => sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`
    const row = await db
      .query<JobTables>()
      .selectFrom('jobs')
      .select([
        sql<number>`count(*)`.as('all'),
        sum(sql`${isDue} and not ${isFailing}`).as('due'),
        sum(sql`${isRunning} and not ${isFailing}`).as('running'),
        sum(sql`dead_at is null and ${isFailing}`).as('failing'),
        sum(sql`dead_at is not null`).as('dead'),
        sql<number | null>`${databaseNow} - min(case when ${isDue} then due_at end)`.as('oldestMs'),
      ])
      .executeTakeFirstOrThrow()
    const [due, running, failing, dead] = [row.due, row.running, row.failing, row.dead].map(Number) as Counts
    const waiting = Number(row.all) - due - running - failing - dead
    return {
      chatops_jobs: { waiting, due, running, failing, dead },
      chatops_oldest_due_job_seconds: { '': Math.max(0, Number(row.oldestMs ?? 0)) / 1000 },
    }
  },
}
