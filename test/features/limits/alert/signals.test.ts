import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import {
  isNews,
  isOldCounter,
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
