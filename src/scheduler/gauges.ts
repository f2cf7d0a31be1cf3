import { sql } from 'kysely'
import type { Gauge, Reading } from '../domain/measures.ts'
import { databaseNow } from '../storage/columns.ts'
import type { Database } from '../storage/database.ts'
import type { JobTables } from './schema.ts'

const states = ['waiting', 'due', 'running', 'dead'] as const

/** Of all Organizations together, in one query. */
export const jobGauges = {
  gauges: [
    {
      name: 'chatops_jobs',
      help: 'Background jobs: waiting for their time, due, running, or given up',
      label: { name: 'state', values: states },
    },
    { name: 'chatops_oldest_due_job_seconds', help: 'How long the oldest job that is due has waited' },
  ] satisfies readonly Gauge[],
  async read(db: Pick<Database, 'query'>): Promise<Readonly<Record<string, Reading>>> {
    const isRunning = sql`dead_at is null and lease_until >= ${databaseNow}`
    const isDue = sql`dead_at is null and due_at <= ${databaseNow} and (lease_until is null or lease_until < ${databaseNow})`
    const sum = (condition: typeof isDue) => sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`
    const row = await db
      .query<JobTables>()
      .selectFrom('jobs')
      .select([
        sql<number>`count(*)`.as('all'),
        sum(isDue).as('due'),
        sum(isRunning).as('running'),
        sum(sql`dead_at is not null`).as('dead'),
        sql<number | null>`${databaseNow} - min(case when ${isDue} then due_at end)`.as('oldestMs'),
      ])
      .executeTakeFirstOrThrow()
    const [all, due, running, dead] = [row.all, row.due, row.running, row.dead].map(Number) as [
      number,
      number,
      number,
      number,
    ]
    return {
      chatops_jobs: { due, running, dead, waiting: all - due - running - dead },
      chatops_oldest_due_job_seconds: { '': Math.max(0, Number(row.oldestMs ?? 0)) / 1000 },
    }
  },
}
