import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  listSchedules,
  nextOccurrence,
  planOccurrences,
  readOccurrence,
  removeSchedule,
  type ScheduleRule,
  type ScheduleTables,
  scheduleMigrations,
  setSchedule,
} from '../../src/scheduler/occurrences.ts'
import { jobMigrations } from '../../src/scheduler/schema.ts'
import type { Database } from '../../src/storage/database.ts'
import { describeOnEachDatabase, describeOnSqlite } from '../support/databases.ts'

const kind = 'digest.post'
const rule: ScheduleRule = { kind, subject: 'a', cron: '0 9 * * 1', zone: 'Europe/Paris', catchUp: 'latest' }
const migrations = [...jobMigrations, ...scheduleMigrations]
const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']

const set = async (db: Database, wanted: ScheduleRule) => {
  const now = await db.now()
  await db.transaction<ScheduleTables, void>((tx) => setSchedule(tx, 'main', wanted, now))
}
const occurrences = async (db: Database) => {
  const jobs = await db.query<ScheduleTables>().selectFrom('jobs').select('subject').orderBy('subject').execute()
  return jobs.map(({ subject }) => readOccurrence(subject))
}
const times = async (db: Database) => (await occurrences(db)).map(({ dueAt }) => dueAt.toISOString())

/** What happens between two moments. */
function listBetween(schedule: Pick<ScheduleRule, 'cron' | 'zone'>, from: string, to: string): Date[] {
  const found: Date[] = []
  for (let at = nextOccurrence(schedule, new Date(from)); at < new Date(to); at = nextOccurrence(schedule, at))
    found.push(at)
  return found
}

describe.each(zones)('a year in %s', (zone) => {
  const local = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
  const parts = (at: Date) => Object.fromEntries(local.formatToParts(at).map(({ type, value }) => [type, value]))

  test('has a Monday at nine in each of its weeks', () => {
    const mondays = listBetween({ cron: '0 9 * * 1', zone }, '2026-01-01T12:00:00Z', '2027-01-01T12:00:00Z').map(parts)
    expect(mondays).toHaveLength(52)
    expect(new Set(mondays.map(({ weekday, hour, minute }) => `${weekday} ${hour}:${minute}`))).toEqual(
      new Set(['Mon 09:00']),
    )
    expect(new Set(mondays.map(({ month, day }) => `${month}-${day}`)).size).toBe(52)
  })

  test('has half past two of each Sunday once, also of those on which the clocks change', () => {
    const nights = listBetween({ cron: '30 2 * * 0', zone }, '2026-01-01T12:00:00Z', '2027-01-01T12:00:00Z').map(parts)
    expect(new Set(nights.map(({ month, day }) => `${month}-${day}`)).size).toBe(52)
    expect(nights).toHaveLength(52)
    for (const { weekday, hour, minute } of nights)
      expect(`${weekday} ${hour}:${minute}`).toMatch(/^Sun 0(2:30|3:[03]0)$/)
    expect(nights.filter(({ hour }) => hour !== '02').length).toBeLessThanOrEqual(1)
  })

  test('has a first working day in each of its months', () => {
    const days = listBetween({ cron: '0 9 1W * *', zone }, '2025-12-31T12:00:00Z', '2026-12-31T12:00:00Z').map(parts)
    expect(days.map(({ month }) => month).toSorted((left, right) => Number(left) - Number(right))).toEqual(
      Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0')),
    )
    for (const { weekday, day } of days) {
      expect(Number(day)).toBeLessThanOrEqual(3)
      expect(['Sat', 'Sun']).not.toContain(weekday)
      if (day !== '01') expect(weekday).toBe('Mon')
    }
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
    await set(db, { ...rule, catchUp })
    await planOccurrences(db, 'main', [kind])
    expect(await times(db)).toEqual([])
    now = new Date('2026-12-01T12:00:00Z')
    await planOccurrences(db, 'main', [kind])
    expect(await times(db)).toEqual(wanted)
    await planOccurrences(db, 'main', [kind])
    expect(await times(db)).toEqual(wanted)
  })

  test.each([
    ['skip', []],
    ['latest', ['2026-03-30T00:30:00.000Z']],
    ['all', ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']],
  ] as const)('after two days of downtime over the change of the clocks: %s', async (catchUp, wanted) => {
    now = new Date('2026-03-28T12:00:00Z')
    const db = await open(migrations, clock)
    await set(db, { ...rule, cron: '30 2 * * *', catchUp })
    now = new Date('2026-03-30T12:00:00Z')
    await planOccurrences(db, 'main', [kind])
    expect(await times(db)).toEqual(wanted)
    now = new Date('2026-03-31T00:31:00Z')
    await planOccurrences(db, 'main', [kind])
    expect(await times(db)).toEqual([...wanted, '2026-03-31T00:30:00.000Z'])
  })

  test('the same rule again changes nothing, and another one begins with what is to come', async () => {
    now = new Date('2026-11-16T07:00:00Z')
    const db = await open(migrations, clock)
    await set(db, rule)
    now = new Date('2026-11-20T12:00:00Z')
    await set(db, rule)
    expect(await listSchedules(db, 'main')).toEqual([{ kind, subject: 'a', nextAt: new Date('2026-11-16T08:00:00Z') }])
    await set(db, { ...rule, cron: '0 9 * * 5' })
    await planOccurrences(db, 'main', [kind])
    expect(await times(db)).toEqual([])
    expect(await listSchedules(db, 'main')).toEqual([{ kind, subject: 'a', nextAt: new Date('2026-11-27T08:00:00Z') }])
  })

  test('two subjects of one kind have each their own, and none once it is removed', async () => {
    now = new Date('2026-11-16T07:00:00Z')
    const db = await open(migrations, clock)
    await set(db, rule)
    await set(db, { ...rule, subject: 'b@c', cron: '0 10 * * 1' })
    await set(db, { ...rule, subject: 'gone' })
    await db.transaction<ScheduleTables, void>((tx) => removeSchedule(tx, 'main', { kind, subject: 'gone' }))
    now = new Date('2026-11-16T12:00:00Z')
    await planOccurrences(db, 'main', [kind, 'nothing.here'])
    expect(await occurrences(db)).toEqual([
      { subject: 'a', dueAt: new Date('2026-11-16T08:00:00Z') },
      { subject: 'b@c', dueAt: new Date('2026-11-16T09:00:00Z') },
    ])
  })

  test('are not planned by a program that does not know their kind', async () => {
    now = new Date('2026-11-16T07:00:00Z')
    const db = await open(migrations, clock)
    await set(db, rule)
    now = new Date('2026-11-17T07:00:00Z')
    await planOccurrences(db, 'main', ['other.kind'])
    expect(await times(db)).toEqual([])
  })

  test('each moment of a year is planned once, however often and irregularly it is looked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 20, maxLength: 60 }),
        fc.constantFrom(...zones),
        async (hours, zone) => {
          now = new Date('2026-01-01T00:00:00Z')
          const db = await open(migrations, clock)
          await db.query<ScheduleTables>().deleteFrom('jobs').execute()
          await db.query<ScheduleTables>().deleteFrom('calendar').execute()
          const every: ScheduleRule = { ...rule, zone, catchUp: 'all' }
          await set(db, every)
          for (const hour of hours) {
            now = new Date(now.getTime() + hour * 3_600_000)
            await planOccurrences(db, 'main', [kind])
          }
          const wanted = listBetween(every, '2026-01-01T00:00:00Z', new Date(now.getTime() + 1).toISOString())
          expect(await times(db)).toEqual(wanted.map((at) => at.toISOString()))
        },
      ),
      { numRuns: 10 },
    )
  })
})

describeOnEachDatabase('of three instances that look at the same moment', (open) => {
  test('one plans the occurrence', async () => {
    const databases = [await open(migrations), await open(migrations), await open(migrations)]
    const [first] = databases
    await set(first!, { ...rule, cron: '* * * * *' })
    await first!
      .query<ScheduleTables>()
      .updateTable('calendar')
      .set({ next_at: Date.now() - 90_000 })
      .execute()
    await Promise.all(databases.flatMap((db) => [1, 2, 3].map(() => planOccurrences(db, 'main', [kind]))))
    expect(await times(first!)).toHaveLength(1)
  })
})
