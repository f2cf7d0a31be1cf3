import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { coreMigrations } from '../../src/chatops/migrations.ts'
import { registerFeatures } from '../../src/chatops/routing/registry.ts'
import { newRequestId, runAsRequest } from '../../src/domain/request.ts'
import { features } from '../../src/features/index.ts'
import { jobGauges } from '../../src/scheduler/gauges.ts'
import { claimJob, scheduleJob } from '../../src/scheduler/jobs.ts'
import { type JobTables, jobMigrations } from '../../src/scheduler/schema.ts'
import type { Database } from '../../src/storage/database.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const organization = 'main'
const schedule = (db: Database, subject: string, dueAt?: Date) =>
  db.transaction<JobTables, void>((tx) =>
    scheduleJob(tx, organization, { kind: 'test.job', subject, ...(dueAt ? { dueAt } : {}) }),
  )

describeOnEachDatabase('what can be counted of jobs', (open) => {
  test('is what waits, is due, runs, fails and was given up, and how long the oldest has waited', async () => {
    const db = await open(jobMigrations)
    const none = { waiting: 0, due: 0, running: 0, failing: 0, dead: 0 }
    expect(await jobGauges.read(db)).toEqual({
      chatops_jobs: none,
      chatops_oldest_due_job_seconds: { '': 0 },
    })
    const now = await db.now()
    await schedule(db, 'running', new Date(now.getTime() - 90_000))
    await claimJob(db, organization, ['test.job'])
    await schedule(db, 'due', new Date(now.getTime() - 60_000))
    await schedule(db, 'waiting', new Date(now.getTime() + 3_600_000))
    await schedule(db, 'dead')
    await sql`update jobs set dead_at = 1, failures = 100 where subject = 'dead'`.execute(db.query())
    // Each failure moves it ahead, so that it is hardly ever due.
    await schedule(db, 'failing', new Date(now.getTime() + 900_000))
    await schedule(db, 'failing and due', new Date(now.getTime() - 1_000))
    await sql`update jobs set failures = 3 where subject like 'failing%'`.execute(db.query())
    await schedule(db, 'failed twice', new Date(now.getTime() + 60_000))
    await sql`update jobs set failures = 2 where subject = 'failed twice'`.execute(db.query())
    const read = await jobGauges.read(db)
    expect(read.chatops_jobs).toEqual({ waiting: 2, due: 1, running: 1, failing: 2, dead: 1 })
    expect(read.chatops_oldest_due_job_seconds?.['']).toBeGreaterThanOrEqual(60)
    expect(read.chatops_oldest_due_job_seconds?.['']).toBeLessThan(90)
  })

  test('a job carries the request that asked for it, and when; asked for again, that of the last', async () => {
    const db = await open(jobMigrations)
    const [first, second] = [newRequestId(), newRequestId()]
    await runAsRequest(first, () => schedule(db, 'a'))
    await runAsRequest(second, () => schedule(db, 'a'))
    const job = await claimJob(db, organization, ['test.job'])
    expect(job?.request).toBe(second)
    expect(Math.abs((await db.now()).getTime() - (job?.askedAt ?? 0))).toBeLessThan(60_000)
    await schedule(db, 'b')
    expect((await claimJob(db, organization, ['test.job']))?.request).toBeNull()
  })

  test('what the features count of their tables can be read on an empty database', async () => {
    const registry = registerFeatures(features)
    const db = await open([...coreMigrations, ...registry.migrations])
    const read = await Promise.all(registry.gauges.map((group) => group.read(db)))
    expect(read).toEqual([{ chatops_limit_requests: {} }, { chatops_last_good_poll_timestamp_seconds: {} }])
  })
})
