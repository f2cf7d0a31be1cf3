import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOldCounter } from '../../../../src/domain/limit/counter.ts'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import {
  isNews,
  isOfPastMonth,
  judge,
  readPace,
  readSignals,
  remember,
  type Signals,
  type Told,
} from '../../../../src/features/limits/alert/signals.ts'
import type { LimitFacts } from '../../../../src/features/limits/store/types.ts'

const zone = 'Europe/Paris'
const wednesday = new Date('2026-11-18T15:00:00Z')

const factsOf = (use: number | undefined, change: Partial<LimitFacts> = {}): LimitFacts => ({
  now: wednesday,
  fetchedAt: wednesday,
  limit: Decimal.of(45_000),
  use: use === undefined ? undefined : Decimal.of(use),
  currency: 'EUR',
  isReached: false,
  spent: { amount: Decimal.of(use ?? 0), currency: 'EUR' },
  forecast: undefined,
  driver: undefined,
  caps: [],
  ...change,
})

const poll = (minutesAgo: number, use: number, now = wednesday) => ({
  at: new Date(now.getTime() - minutesAgo * 60_000),
  use: Decimal.of(use),
})
const about = { month: '2026-11' as const, limit: '45000', use: Decimal.of(0) }

describe('the pace of this hour', () => {
  test('is read from the look half an hour ago', () => {
    const pace = readPace([poll(60, 40_000), poll(30, 42_700), poll(5, 42_900)], factsOf(43_000))
    expect(pace).toMatchObject({ perHour: 600, minutes: 30 })
    expect(pace?.stopsAt).toEqual(new Date('2026-11-18T18:20:00Z'))
  })

  test.each([
    ['no look is that old', [poll(10, 42_000)], factsOf(43_000)],
    ['the last look was before a standstill', [poll(400, 42_000)], factsOf(43_000)],
    ['the counter was reset', [poll(30, 44_000)], factsOf(100)],
    ['Mistral does not say the use', [poll(30, 44_000)], factsOf(undefined)],
  ])('is unknown where %s', (_why, polls, facts) => expect(readPace(polls, facts)).toBeUndefined())

  test('stops nothing where nothing moves, or nothing limits it', () => {
    expect(readPace([poll(30, 43_000)], factsOf(43_000))?.stopsAt).toBeUndefined()
    expect(readPace([poll(30, 42_000)], factsOf(43_000, { limit: 'unlimited' }))?.stopsAt).toBeUndefined()
  })
})

describe('what is urgent', () => {
  const burst = (now: Date, perHour: number) => {
    const facts = factsOf(40_000, { now })
    return readSignals(facts, readPace([poll(30, 40_000 - perHour / 2, now)], facts), zone).isUrgent
  }
  test('is what stops within twelve hours', () => {
    expect(burst(wednesday, 5_000 / 11)).toBe(true)
    expect(burst(wednesday, 5_000 / 30)).toBe(false)
  })
  test('is what stops over a weekend, before people are back', () => {
    const friday = new Date('2026-11-20T18:00:00Z')
    expect(burst(friday, 5_000 / 60)).toBe(true)
    expect(burst(friday, 5_000 / 70)).toBe(false)
  })
})

describe('levels', () => {
  test.each([
    [35_999, 0],
    [36_000, 80],
    [42_750, 95],
    [44_999, 95],
    [45_000, 100],
  ])('%d of 45,000 is level %d', (use, level) => expect(readSignals(factsOf(use), undefined, zone).level).toBe(level))
  test('of no limit, or one that is not stated, are none', () => {
    expect(readSignals(factsOf(99_999, { limit: 'unlimited' }), undefined, zone).level).toBe(0)
    expect(readSignals(factsOf(99_999, { limit: undefined }), undefined, zone).level).toBe(0)
  })
})

describe('news', () => {
  const signal = fc.record({
    level: fc.constantFrom(0, 80, 95, 100),
    isUrgent: fc.boolean(),
    isSuspended: fc.boolean(),
    stopsAt: fc.option(
      fc.integer({ min: 18, max: 30 }).map((day) => new Date(`2026-11-${day}T12:00:00Z`)),
      {
        nil: undefined,
      },
    ),
  })

  test('is never the same twice, whatever flaps', () =>
    fc.assert(
      fc.property(fc.array(signal, { minLength: 1 }), (signals) => {
        let told: Told | undefined
        for (const each of signals) {
          if (isNews(each, told)) told = remember(each, told, about)
          expect(isNews(each, told)).toBe(false)
        }
      }),
    ))

  test('of levels comes at most once each, and suspension once, however often they are crossed', () =>
    fc.assert(
      fc.property(fc.array(signal), (signals) => {
        let told: Told | undefined
        let posts = 0
        for (const each of signals.map((one) => ({ ...one, stopsAt: undefined }))) {
          if (!isNews(each, told)) continue
          posts += 1
          told = remember(each, told, about)
        }
        expect(posts).toBeLessThanOrEqual(5)
      }),
    ))

  test('is a date of the forecast that moved by three days, not by one', () => {
    const stops = (day: number): Signals => ({
      level: 0,
      isUrgent: false,
      isSuspended: false,
      stopsAt: new Date(`2026-11-${day}T12:00:00Z`),
    })
    const told = remember(stops(25), undefined, about)
    expect(isNews(stops(24), told)).toBe(false)
    expect(isNews(stops(22), told)).toBe(true)
  })

  test('waits on the first days until the counter of the new month was reset', () => {
    const told = remember({ level: 95, isUrgent: false, isSuspended: false, stopsAt: undefined }, undefined, {
      ...about,
      use: Decimal.of(43_000),
    })
    const first = new Date('2026-12-01T01:00:00Z')
    expect(isOldCounter(told, '2026-12', factsOf(43_500, { now: first }))).toBe(true)
    expect(isOldCounter(told, '2026-12', factsOf(12, { now: first }))).toBe(false)
    expect(isOldCounter(told, '2026-12', factsOf(43_500, { now: new Date('2026-12-03T01:00:00Z') }))).toBe(false)
  })
})

describe('one look after another', () => {
  interface Look {
    readonly at: string
    readonly use: number | undefined
    readonly perHour?: number
    readonly change?: Partial<LimitFacts>
  }

  /** What each look found worth telling. */
  function watch(looks: readonly Look[]): (Signals | 'nothing')[] {
    let last: Told | undefined
    return looks.map(({ at, use, perHour, change }) => {
      const now = new Date(at)
      const facts = factsOf(use, { now, ...change })
      const pace =
        perHour === undefined || use === undefined ? undefined : readPace([poll(30, use - perHour / 2, now)], facts)
      const { signals, hasNews, told } = judge(facts, pace, last, zone)
      last = told
      return hasNews ? signals : 'nothing'
    })
  }
  const level = (of: number) => expect.objectContaining({ level: of })
  const urgent = expect.objectContaining({ isUrgent: true })

  test('tells of a burst on the first days, whatever was used when people were last told something', () => {
    expect(
      watch([
        { at: '2026-11-10T12:00:00Z', use: 36_100 },
        { at: '2026-11-30T23:55:00Z', use: 42_000 },
        { at: '2026-12-01T00:10:00Z', use: 500 },
        { at: '2026-12-02T10:00:00Z', use: 36_200 },
        { at: '2026-12-02T12:00:00Z', use: 40_000, perHour: 2_000 },
      ]),
    ).toEqual([level(80), 'nothing', 'nothing', level(80), urgent])
  })

  test('goes on with the old month while its counter stands: once for each level, and a burst as well', () => {
    expect(
      watch([
        { at: '2026-11-29T12:00:00Z', use: 36_100 },
        { at: '2026-12-01T00:10:00Z', use: 37_000 },
        { at: '2026-12-01T00:40:00Z', use: 42_900 },
        { at: '2026-12-01T00:45:00Z', use: undefined },
        { at: '2026-12-01T01:10:00Z', use: 43_900, perHour: 2_000 },
        { at: '2026-12-01T01:40:00Z', use: 45_000, change: { isReached: true } },
        { at: '2026-12-01T02:00:00Z', use: 45_000, change: { isReached: true } },
        { at: '2026-12-01T02:10:00Z', use: 36_500 },
      ]),
    ).toEqual([
      level(80),
      'nothing',
      level(95),
      'nothing',
      urgent,
      expect.objectContaining({ isSuspended: true }),
      'nothing',
      level(80),
    ])
  })

  test('is not told after the end of its month, but for a payment that failed', () => {
    const november = judge(factsOf(40_000), undefined, undefined, zone)
    expect(november.hasNews).toBe(true)
    expect(isOfPastMonth(november.told, november)).toBe(false)
    const now = new Date('2026-12-01T00:20:00Z')
    const december = judge(factsOf(12, { now }), undefined, november.told, zone)
    expect(isOfPastMonth(november.told, december)).toBe(true)
    // The counter of November still stands: so does what is to be said.
    const still = judge(factsOf(40_100, { now }), undefined, november.told, zone)
    expect(isOfPastMonth(november.told, still)).toBe(false)
    const unpaid = judge(factsOf(12, { now, hasPaymentFailed: true }), undefined, november.told, zone)
    expect(isOfPastMonth(november.told, unpaid)).toBe(false)
  })

  test('holds the forecast of a new month against no old counter', () => {
    const forecast = { reachesLimitAt: new Date('2026-12-04T10:00:00Z') } as LimitFacts['forecast']
    expect(
      watch([
        { at: '2026-11-30T12:00:00Z', use: 30_000 },
        { at: '2026-12-01T00:10:00Z', use: 30_010, change: { forecast } },
        { at: '2026-12-01T06:00:00Z', use: 100, change: { forecast } },
      ]),
    ).toEqual(['nothing', 'nothing', expect.objectContaining({ stopsAt: forecast?.reachesLimitAt })])
  })

  test('takes the counter for the old month’s on its first two days alone, and only of the month before', () => {
    expect(
      watch([
        { at: '2026-09-30T12:00:00Z', use: 36_100 },
        { at: '2026-11-01T01:00:00Z', use: 36_200 },
        { at: '2026-11-03T00:10:00Z', use: 36_300 },
      ]),
    ).toEqual([level(80), level(80), level(80)])
  })

  test('tells of a second burst after a day without one, and of none that flaps', () => {
    const burst = (at: string) => ({ at, use: 30_000, perHour: 2_000 })
    expect(
      watch([
        burst('2026-11-10T12:00:00Z'),
        { at: '2026-11-10T12:05:00Z', use: 30_000 },
        burst('2026-11-10T12:10:00Z'),
        { at: '2026-11-11T12:05:00Z', use: 30_000 },
        burst('2026-11-11T12:06:00Z'),
        { at: '2026-11-12T12:07:00Z', use: 30_000 },
        burst('2026-11-12T12:10:00Z'),
      ]),
    ).toEqual([urgent, 'nothing', 'nothing', 'nothing', 'nothing', 'nothing', urgent])
  })

  test('tells of a payment that failed once, with a suspension in one, and again after one that went through', () => {
    const unpaid = { hasPaymentFailed: true }
    expect(
      watch([
        { at: '2026-11-18T12:00:00Z', use: 30_000, change: unpaid },
        { at: '2026-11-18T12:05:00Z', use: 30_000, change: { ...unpaid, limit: Decimal.of(50_000) } },
        { at: '2026-11-18T12:10:00Z', use: 30_000, change: { limit: Decimal.of(50_000) } },
        { at: '2026-11-18T12:15:00Z', use: 50_000, change: { ...unpaid, limit: Decimal.of(50_000), isReached: true } },
        { at: '2026-12-05T12:15:00Z', use: 100, change: { ...unpaid, limit: Decimal.of(50_000) } },
      ]),
    ).toEqual([
      expect.objectContaining(unpaid),
      'nothing',
      'nothing',
      expect.objectContaining({ ...unpaid, isSuspended: true }),
      'nothing',
    ])
  })

  test('does not take a limit that Mistral leaves out once for another one', () => {
    expect(
      watch([
        { at: '2026-11-18T12:00:00Z', use: 43_000 },
        { at: '2026-11-18T12:05:00Z', use: 43_000, change: { limit: undefined } },
        { at: '2026-11-18T12:10:00Z', use: 43_000 },
      ]),
    ).toEqual([level(95), 'nothing', 'nothing'])
  })
})
