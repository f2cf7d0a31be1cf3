import { describe, expect, test } from 'vitest'
import { forecastMonth } from '../../../src/domain/forecast/forecast.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { spreadFigures } from '../../../src/domain/statement/spread-figures.ts'
import { addDays, listDays, weekdayOf } from '../../../src/domain/time/time.ts'
import type { DailyAmount, Day } from '../../../src/domain/usage/usage.ts'
import { createRandom } from '../../bench/random.ts'

const now = new Date('2026-11-18T18:00:00Z')
const month = listDays('2026-11-01', '2026-11-30')
const isPast = (day: Day) => day <= '2026-11-18'

/** A month of a team: workdays of some hundred, calm weekends, and days that scatter by half of that. */
function pretend(seed: number): DailyAmount[] {
  const random = createRandom(seed)
  const noise = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6)
  return month.map((day) => {
    const usual = [0, 6].includes(weekdayOf(day)) ? 30 : 150
    return { day, amount: Math.max(0, usual * (1 + 0.5 * noise())) }
  })
}

/** What somebody typed from the Billing page on those days of the month, as days. */
function typedOn(days: readonly number[], truth: readonly DailyAmount[]): DailyAmount[] {
  const figures = days.map((number) => {
    const last = addDays('2026-11-01', number - 1)
    const used = truth.filter(({ day }) => day <= last).reduce((sum, { amount }) => sum + amount, 0)
    return { asOf: new Date(`${last}T18:00:00Z`), used: Decimal.of(used.toFixed(2)) }
  })
  return spreadFigures(figures, '2026-11-01', Decimal.zero).map((day) => ({ ...day, amount: day.amount.toNumber() }))
}

/** In how many of so many months the range holds the truth. */
function coverage(days: readonly number[], change: (known: DailyAmount[]) => DailyAmount[] = (known) => known): number {
  const seeds = Array.from({ length: 200 }, (_, index) => index + 1)
  const hits = seeds.filter((seed) => {
    const truth = pretend(seed)
    const spent = truth.filter(({ day }) => isPast(day)).reduce((sum, { amount }) => sum + amount, 0)
    const total = truth.reduce((sum, { amount }) => sum + amount, 0)
    const forecast = forecastMonth(change(typedOn(days, truth)), spent, now)!
    return forecast.low <= total && total <= forecast.high
  })
  return hits.length / seeds.length
}

describe('a forecast from figures of the Billing page', () => {
  test.each([
    ['one figure', [18]],
    ['two figures', [9, 18]],
    ['a figure each Monday, and today', [2, 9, 16, 18]],
    ['a figure every other day', [2, 4, 6, 8, 10, 12, 14, 16, 18]],
  ])('of %s holds four times out of five, or oftener', (_, days) => {
    expect(coverage(days)).toBeGreaterThanOrEqual(0.8)
  })

  test('would be far too sure of itself if days that were divided evenly passed for days that are alike', () => {
    const forgetful = (known: DailyAmount[]) => known.map(({ day, amount }) => ({ day, amount }))
    expect(coverage([18], forgetful)).toBeLessThan(0.3)
  })

  test('of days that are each known is what it was', () => {
    const truth = pretend(7).filter(({ day }) => isPast(day))
    const asDays = truth.map((one) => ({ ...one, spreadOver: 1 }))
    expect(forecastMonth(asDays, 2000, now)).toEqual(forecastMonth(truth, 2000, now))
  })
})
