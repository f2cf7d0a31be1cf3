import { addDays, dayOf, fractionOfDay, lastDayOf, listDays, monthOf, startOfDay, weekdayOf } from './time.ts'
import type { Day } from './usage.ts'

/** Estimates, so doubles: money that was spent is never computed here. */
export interface Forecast {
  /** Where the month ends, and the range that holds four times out of five. */
  readonly landing: number
  readonly low: number
  readonly high: number
  /** What each remaining day is expected to add; today with what is left of it. */
  readonly days: readonly { readonly day: Day; readonly expected: number }[]
}

export interface DailyAmount {
  readonly day: Day
  readonly amount: number
}

const fewestDays = 7
const longestDays = 56
const levelDays = 14
/** Of a normal distribution, 80 % lie within this many standard deviations. */
const within80 = 1.2816

/**
 * Weekday-aware: a Sunday is expected to be like Sundays. The weekdays' pattern comes from up to eight weeks, the level
 * from the last two, with single days far off (an outage, a runaway batch) drawn in, so that one bad day does not
 * become the expectation of every other. Fewer than seven whole days are too few to say anything.
 */
export function forecastMonth(
  history: readonly DailyAmount[],
  spentThisMonth: number,
  now: Date,
): Forecast | undefined {
  const today = dayOf(now)
  const whole = history.filter(({ day }) => day < today && day >= addDays(today, -longestDays))
  if (whole.length < fewestDays) return undefined
  const pattern = weekdayPattern(whole)
  const recent = whole.slice(-levelDays).map(({ day, amount }) => amount / pattern[weekdayOf(day)]!)
  const typical = median(recent)
  const spread = 1.4826 * median(recent.map((value) => Math.abs(value - typical)))
  const tamed = recent.map((value) => clamp(value, typical - 3 * spread, typical + 3 * spread))
  const level = mean(tamed)
  const deviation = Math.sqrt(mean(tamed.map((value) => (value - level) ** 2)))

  const spentToday = history.find(({ day }) => day === today)?.amount ?? 0
  const days = listDays(today, lastDayOf(monthOf(today))).map((day) => {
    const expected = level * pattern[weekdayOf(day)]!
    return { day, expected: day === today ? restOfToday(expected, spentToday, now) : expected }
  })
  const rest = sum(days.map(({ expected }) => expected))
  const weights = days.map(({ day }) => pattern[weekdayOf(day)]! * (day === today ? 1 - fractionOfDay(now) : 1))
  // Days scatter on their own, and the level itself is known from a sample only.
  const ownScatter = deviation ** 2 * sum(weights.map((weight) => weight ** 2))
  const levelScatter = (deviation ** 2 / tamed.length) * sum(weights) ** 2
  const margin = within80 * Math.sqrt(ownScatter + levelScatter)
  const landing = spentThisMonth + rest
  return { landing, low: Math.max(spentThisMonth, landing - margin), high: landing + margin, days }
}

/** By noon half of the day's amount is expected; a day that runs ahead of that goes on at its own pace. */
function restOfToday(expected: number, spent: number, now: Date): number {
  const passed = fractionOfDay(now)
  const pace = passed > 0.25 ? Math.max(expected, spent / passed) : expected
  return Math.max(0, pace * (1 - passed))
}

/** How each weekday compares with the mean of all days; a single sample leans towards 1. */
function weekdayPattern(days: readonly DailyAmount[]): number[] {
  const overall = mean(days.map(({ amount }) => amount))
  return [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const amounts = days.filter(({ day }) => weekdayOf(day) === weekday).map(({ amount }) => amount)
    if (amounts.length === 0 || overall <= 0) return 1
    const ratio = median(amounts) / overall
    const trust = amounts.length > 1 ? 1 : 0.5
    return Math.max(0.02, trust * ratio + (1 - trust))
  })
}

/** When the expected days carry `use` to `limit`; undefined: not before the month ends. */
export function expectReach(forecast: Forecast, use: number, limit: number, now: Date): Date | undefined {
  if (use >= limit) return now
  let reached = use
  for (const { day, expected } of forecast.days) {
    if (expected > 0 && reached + expected >= limit) {
      const begin = Math.max(startOfDay(day).getTime(), now.getTime())
      const end = startOfDay(addDays(day, 1)).getTime()
      return new Date(begin + ((limit - reached) / expected) * (end - begin))
    }
    reached += expected
  }
  return undefined
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length)
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
