import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DailyForecast } from '../../../src/domain/forecast/forecast.ts'
import { forecastAgainst, holdAgainst, monthsForForecast } from '../../../src/domain/forecast/month-forecast.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { addDays, daysBetween, firstDayOf } from '../../../src/domain/time/time.ts'
import type { Day, UsageMonth } from '../../../src/domain/usage/usage.ts'
import { november, october, september, steady, unpricedIn, usage } from '../../features/spend/sources.ts'

const now = new Date('2026-11-18T12:00:00Z')

/** 100 a day until the month ends, 50 of it still today. */
const forecast: DailyForecast = {
  landing: 3_050,
  low: 2_900,
  high: 3_200,
  days: Array.from({ length: 13 }, (_, index) => ({
    day: addDays('2026-11-18' as Day, index),
    expected: index === 0 ? 50 : 100,
  })),
}

const hold = (limit: number | 'unlimited' | undefined, use = 1_800) =>
  holdAgainst(forecast, { spent: 1_800, use, limit: typeof limit === 'number' ? Decimal.of(limit) : limit }, now)

describe('a limit', () => {
  test('is reached at the hour that the expected days carry the use to it', () => {
    expect(hold(1_900).reachesLimitAt).toEqual(new Date('2026-11-19T12:00:00Z'))
  })
  test('that is used up is reached now', () => {
    expect(hold(1_800).reachesLimitAt).toEqual(now)
    expect(hold(1_700).reachesLimitAt).toEqual(now)
  })
  test('between the expected and the upper end may be reached', () => {
    expect(hold(3_100)).toMatchObject({ reachesLimitAt: undefined, mayReachLimit: true })
    expect(hold(3_201)).toMatchObject({ reachesLimitAt: undefined, mayReachLimit: false })
  })
  test('counts from what Mistral counts, which may be more than what was spent', () => {
    expect(hold(3_300)).toMatchObject({ mayReachLimit: false })
    expect(hold(3_300, 2_000)).toMatchObject({ mayReachLimit: true })
  })
  test.each([['unlimited'], [undefined]] as const)('that is %s is never reached', (limit) => {
    expect(hold(limit)).toMatchObject({ reachesLimitAt: undefined, mayReachLimit: false })
  })
  test('that is higher is never reached earlier', () => {
    const amount = fc.integer({ min: 0, max: 5_000 })
    fc.assert(
      fc.property(amount, amount, amount, (a, b, use) => {
        const [low, high] = [hold(Math.min(a, b), use), hold(Math.max(a, b), use)]
        if (high.reachesLimitAt)
          expect(low.reachesLimitAt?.getTime()).toBeLessThanOrEqual(high.reachesLimitAt.getTime())
        if (high.mayReachLimit) expect(low.mayReachLimit).toBe(true)
      }),
    )
  })
})

test('without a week of data there is no forecast', () => {
  expect(forecastAgainst([], { spent: 0, use: 0, limit: Decimal.of(1) }, now)).toBeUndefined()
})

describe('a month before', () => {
  const early = new Date('2026-11-03T12:00:00Z')
  const begun = usage('2026-11', steady('2026-11-01', '2026-11-03'))
  const look = (before: UsageMonth, present = begun) =>
    forecastAgainst([before, present], { spent: 2_500, use: 2_500, limit: undefined }, early)
  const unread = { unreadable: { completion: 200 } }

  test('teaches what days cost', () => expect(look(october)).toBeDefined())
  test.each([
    ['that could not be read', { ...october, ...unread }, begun],
    ['that could not be read, as this one', { ...october, ...unread }, { ...begun, unreadable: { completion: 1 } }],
    ['in another currency', { ...october, currency: 'USD' }, begun],
  ])('%s teaches nothing', (_, before, present) => expect(look(before, present)).toBeUndefined())
})

describe('a month of which not everything is known', () => {
  const look = (present: UsageMonth, use?: number) =>
    forecastAgainst([september, october, present], { spent: 19_800, use, limit: Decimal.of(45_000) }, now)
  const unread = { ...november, unreadable: { completion: 1 } }
  const unpriced = unpricedIn(november, '2026-11-05', 3_000)

  test('lands “at least” somewhere', () => {
    for (const month of [unread, unpriced]) {
      expect(look(month)).toMatchObject({ isAtLeast: true })
      expect(look(month, 25_000)).toMatchObject({ isAtLeast: true })
    }
    expect(look(november)).not.toHaveProperty('isAtLeast')
  })

  test('is sure again where Mistral’s own counter confirms the sum', () => {
    for (const month of [unread, unpriced]) expect(look(month, 19_800)).not.toHaveProperty('isAtLeast')
  })
})

test('the months that are read hold eight weeks of history, whatever the day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000 }), (days) => {
      const today = addDays('2024-01-01' as Day, days)
      const months = monthsForForecast(today)
      expect(months.at(-1)).toBe(today.slice(0, 7))
      expect(daysBetween(firstDayOf(months[0]!), today)).toBeGreaterThanOrEqual(56)
    }),
  )
})
