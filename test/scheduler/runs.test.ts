import { expect, test } from 'vitest'
import { scheduleJob } from '../../src/scheduler/jobs.ts'
import { type ScheduleTables, scheduleMigrations, setSchedule } from '../../src/scheduler/occurrences.ts'
import { findBackgroundWork, recordRun } from '../../src/scheduler/runs.ts'
import { type JobTables, jobMigrations } from '../../src/scheduler/schema.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { createMovableTime } from '../support/movable-time.ts'

describeOnEachDatabase('what runs in the background', (open, place) => {
  const minute = 60_000

  async function setUp() {
    const time = await createMovableTime(place)
    const db = await open([...jobMigrations, ...scheduleMigrations], time.clock)
    const ask = (organization: string, kind: string, subject: string, dueAt: Date) =>
      db.transaction<JobTables, void>((tx) => scheduleJob(tx, organization, { kind, subject, dueAt }))
    return { db, ask, now: await db.now() }
  }

  test('is listed by kind, with the earliest that waits, the last run and how that ended', async () => {
    const { db, ask, now } = await setUp()
    const later = new Date(now.getTime() + 5 * minute)
    await ask('org', 'watch', 'late', new Date(now.getTime() + 9 * minute))
    await ask('org', 'watch', 'early', later)
    await ask('other', 'theirs', 'one', later)
    await recordRun(db, 'org', 'watch', undefined)
    await recordRun(db, 'org', 'tell', 'Error: no')
    await recordRun(db, 'org', 'done', 'Error: once')
    await recordRun(db, 'org', 'done', undefined)
    const work = await findBackgroundWork(db, 'org')
    expect(work).toEqual([
      { kind: 'tell', lastAt: expect.any(Date), nextAt: undefined, lastError: 'Error: no' },
      { kind: 'watch', lastAt: expect.any(Date), nextAt: later, lastError: undefined },
    ])
    expect(work[1]?.lastAt?.getTime()).toBeGreaterThanOrEqual(now.getTime())
  })

  test('has of each kind of schedule the occurrence that comes first', async () => {
    const { db, now } = await setUp()
    await db.transaction<ScheduleTables, void>(async (tx) => {
      const daily = { kind: 'daily', zone: 'UTC', catchUp: 'latest' } as const
      await setSchedule(tx, 'org', { ...daily, subject: 'late', cron: '0 23 31 12 *' }, now)
      await setSchedule(tx, 'org', { ...daily, subject: 'early', cron: '0 8 * * *' }, now)
      await setSchedule(tx, 'other', { ...daily, subject: 'earlier', cron: '* * * * *' }, now)
    })
    const work = await findBackgroundWork(db, 'org')
    expect(work).toEqual([{ kind: 'daily', lastAt: undefined, nextAt: expect.any(Date), lastError: undefined }])
    expect(work[0]?.nextAt?.getUTCHours()).toBe(8)
  })
})
