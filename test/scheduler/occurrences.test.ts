import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  nextOccurrence,
  planOccurrences,
  type ScheduleRule,
  scheduleMigration,
} from '../../src/scheduler/occurrences.ts'
import { type JobTables, jobMigrations } from '../../src/scheduler/schema.ts'
import type { Database } from '../../src/storage/database.ts'
import { describeOnEachDatabase, describeOnSqlite } from '../support/databases.ts'

const rule: ScheduleRule = { name: 'digest.weekly', cron: '0 9 * * 1', zone: 'Europe/Paris', catchUp: 'latest' }
const migrations = [...jobMigrations, scheduleMigration]
const subjects = async (db: Database) =>
  (await db.query<JobTables>().selectFrom('jobs').select('subject').orderBy('subject').execute()).map(
    ({ subject }) => subject,
  )

describe('a year of Mondays at nine', () => {
  test.each(['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'])('in %s', (zone) => {
    const hour = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    })
    const times: Date[] = []
    for (let at = new Date('2026-01-01T00:00:00Z'); times.length < 52; times.push(at))
      at = nextOccurrence({ ...rule, zone }, at)
    expect(new Set(times.map((at) => hour.format(at)))).toEqual(new Set(['Mon 09:00']))
    expect(new Set(times.map((at) => at.toISOString().slice(0, 10))).size).toBe(52)
  })
})

test('half past two happens at three on the day that has none, and once on the day that has two', () => {
  const night = { cron: '30 2 * * *', zone: 'Europe/Paris' }
  const spring = nextOccurrence(night, new Date('2026-03-28T12:00:00Z'))
  expect(spring.toISOString()).toMatch(/^2026-03-29T01:(00|30)/)
  const autumn = nextOccurrence(night, new Date('2026-10-24T12:00:00Z'))
  expect(nextOccurrence(night, autumn).toISOString()).toBe('2026-10-26T01:30:00.000Z')
})

describeOnSqlite('occurrences', (open) => {
  let now = new Date('2026-11-16T07:00:00Z')
  const clock = { now: () => now, sleep: async () => {} }

  test.each([
    ['skip', []],
    ['latest', ['2026-11-30T08:00:00.000Z']],
    ['all', ['2026-11-16T08:00:00.000Z', '2026-11-23T08:00:00.000Z', '2026-11-30T08:00:00.000Z']],
  ] as const)('after a standstill of two weeks: %s', async (catchUp, wanted) => {
    now = new Date('2026-11-16T07:00:00Z')
    const db = await open(migrations, clock)
    await planOccurrences(db, 'main', [{ ...rule, catchUp }])
    expect(await subjects(db)).toEqual([])
    now = new Date('2026-12-01T12:00:00Z')
    await planOccurrences(db, 'main', [{ ...rule, catchUp }])
    expect(await subjects(db)).toEqual(wanted)
    await planOccurrences(db, 'main', [{ ...rule, catchUp }])
    expect(await subjects(db)).toEqual(wanted)
  })

  test('another rule begins with what is to come', async () => {
    now = new Date('2026-11-16T07:00:00Z')
    const db = await open(migrations, clock)
    await planOccurrences(db, 'main', [rule])
    now = new Date('2026-11-20T12:00:00Z')
    await planOccurrences(db, 'main', [{ ...rule, cron: '0 9 * * 5' }])
    expect(await subjects(db)).toEqual([])
  })

  test('each moment of a year is planned once, however often and irregularly it is looked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 20, maxLength: 60 }), async (hours) => {
        now = new Date('2026-01-01T00:00:00Z')
        const db = await open(migrations, clock)
        await db.query<JobTables>().deleteFrom('jobs').execute()
        const name = `digest.${Math.random()}`
        const every: ScheduleRule = { ...rule, name, catchUp: 'all' }
        await planOccurrences(db, 'main', [every])
        for (const hour of hours) {
          now = new Date(now.getTime() + hour * 3_600_000)
          await planOccurrences(db, 'main', [every])
        }
        const wanted: string[] = []
        for (
          let at = nextOccurrence(every, new Date('2026-01-01T00:00:00Z'));
          at <= now;
          at = nextOccurrence(every, at)
        )
          wanted.push(at.toISOString())
        expect(await subjects(db)).toEqual(wanted)
      }),
      { numRuns: 10 },
    )
  })
})

describeOnEachDatabase('of three instances that look at the same moment', (open) => {
  test('one plans the occurrence', async () => {
    const databases = [await open(migrations), await open(migrations), await open(migrations)]
    const [first] = databases
    const often: ScheduleRule = { ...rule, cron: '* * * * *', catchUp: 'latest' }
    await planOccurrences(first!, 'main', [often])
    await first!
      .query<{ schedules: { next_at: number } }>()
      .updateTable('schedules')
      .set({ next_at: Date.now() - 90_000 })
      .execute()
    await Promise.all(databases.flatMap((db) => [1, 2, 3].map(() => planOccurrences(db, 'main', [often]))))
    expect(await subjects(first!)).toHaveLength(1)
  })
})
