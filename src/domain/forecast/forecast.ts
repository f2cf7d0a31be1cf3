import { mean, median, sum } from '../statistics.ts'
import {
  addDays,
  dayOf,
  fractionOfDay,
  lastDayOf,
  listDays,
  monthOf,
  startOfDay,
  startOfMinute,
  weekdayOf,
} from '../time/time.ts'
import type { DailyAmount, Day } from '../usage/usage.ts'
import { levelDays, pastErrors } from './past-errors.ts'
import { varianceOfSpread } from './spread-days.ts'

/** Estimates, so doubles: money that was spent is never computed here. */
export interface DailyForecast {
  /** Where the month ends, and the range that holds four times out of five. */
  readonly landing: number
  readonly low: number
  readonly high: number
  /** What each remaining day is expected to add; today with what is left of it. */
  readonly days: readonly { readonly day: Day; readonly expected: number }[]
}

const fewestDays = 7
/** The weekdays' pattern and the present level come from so many days. */
const longestDays = 56
/** How wrong it has been is learnt from so many. */
export const rememberedDays = 70
/** Where the level is moving, a day this long ago says half as much of it as yesterday. */
const halfLifeDays = 2
/** Below this the move may well be chance. */
const enoughSurety = 0.5
/** How much of a single day's variance the level itself gains each day: nobody knows what next week brings. */
const unrestADay = 0.01
/** 80 % lie within this many standard deviations, when those are known from two weeks only (Student, 13 degrees). */
const within80 = 1.35
/** The same of errors that were made before: ten weeks hold two or three that do not overlap, so it is more. */
const within80OfErrors = 2.4
/** A weekday below this share of the mean says nothing about the level: dividing by next to nothing is noise. */
const tellingShare = 0.1

/**
 * Weekday-aware: a Sunday is expected to be like Sundays. The weekdays' pattern comes from up to eight weeks, the level
 * from the last two, with single days far off (an outage, a runaway batch) drawn in, so that one bad day does not
 * become the expectation of every other. The range is as wide as the days scatter and the level moves and, early
 * in a month, as forecasts have missed in the weeks before. Fewer than seven whole days are too few to say anything.
 */
export function forecastMonth(
  history: readonly DailyAmount[],
  spentThisMonth: number,
  now: Date,
): DailyForecast | undefined {
  const today = dayOf(now)
  const [firstRemembered, firstOfPattern] = [addDays(today, -rememberedDays), addDays(today, -longestDays)]
  const remembered = fillGaps(history.filter(({ day }) => day < today && day >= firstRemembered))
  const whole = remembered.filter(({ day }) => day >= firstOfPattern)
  if (whole.length < fewestDays) return undefined
  const pattern = weekdayPattern(whole)
  const levels = readLevels(whole.slice(-levelDays), pattern)
  const ofOneDay = Math.max(variance(levels, whole.length), varianceOfSpread(whole) ?? 0)
  const level = Math.max(0, presentLevel(levels, ofOneDay))

  const spentToday = history.find(({ day }) => day === today)?.amount ?? 0
  const days = listDays(today, lastDayOf(monthOf(today))).map((day) => {
    const expected = level * pattern[weekdayOf(day)]!
    return { day, expected: day === today ? restOfToday(expected, spentToday, now) : expected }
  })
  const weights = days.map(({ day }) => ({
    day,
    weight: pattern[weekdayOf(day)]! * (day === today ? 1 - fractionOfDay(now) : 1),
  }))
  const ofDays = ofOneDay * scatter(weights, levels.length, whole.length)
  const toCome = sum(weights.map(({ weight }) => weight))
  const ofDrift = drift(whole, pattern) * toCome ** 2
  // A level that wanders a little each day: its variance over the days to come adds up to a third of their cube.
  const ofUnrest = (unrestADay * ofOneDay * toCome ** 3) / 3
  // For a fortnight ahead the days themselves say how sure they are; beyond it counts how wrong such forecasts have been.
  const beyond = Math.max(0, 1 - levelDays / days.length)
  const ofErrors = beyond * pastErrors(remembered, pattern, days.length) * (level * toCome) ** 2
  const margin = Math.hypot(within80 * Math.sqrt(ofDays + ofDrift + ofUnrest), within80OfErrors * Math.sqrt(ofErrors))
  const landing = spentThisMonth + sum(days.map(({ expected }) => expected))
  return { landing, low: Math.max(spentThisMonth, landing - margin), high: landing + margin, days }
}

/** Between two days with amounts, a day without one cost nothing; after the last one, Mistral may merely be late. */
function fillGaps(history: readonly DailyAmount[]): DailyAmount[] {
  const amounts = new Map(history.map((one) => [one.day, one]))
  const known = [...amounts.keys()].sort()
  const [first, last] = [known.at(0), known.at(-1)]
  if (!first || !last) return []
  return listDays(first, last).map((day) => amounts.get(day) ?? { day, amount: 0 })
}

function drawInOutliers(values: readonly number[]): readonly number[] {
  const typical = median(values)
  // Where most days cost nothing, the few that cost something are the pattern and not its exceptions.
  if (typical <= 0) return values
  const reach = 3 * 1.4826 * median(values.map((value) => Math.abs(value - typical)))
  return values.map((value) => clamp(value, typical - reach, typical + reach))
}

/** What each day says of the level, whatever weekday it is. */
function readLevels(days: readonly DailyAmount[], pattern: readonly number[]): readonly number[] {
  const telling = days.filter(({ day }) => pattern[weekdayOf(day)]! >= tellingShare)
  return drawInOutliers(telling.map(({ day, amount }) => amount / pattern[weekdayOf(day)]!))
}

/**
 * The mean of two weeks where days only scatter around it. Where the last few days differ by more than chance explains
 * (a launch, a customer who left), it goes with them, the further the surer that is: James and Stein's shrinkage.
 */
function presentLevel(levels: readonly number[], ofOneDay: number): number {
  const recency = levels.map((_, index) => 0.5 ** ((levels.length - 1 - index) / halfLifeDays))
  const usual = mean(levels)
  const move = weightedMean(levels, recency) - usual
  const surety = 1 - ofOneDay / effectiveCount(recency) / move ** 2
  return surety > enoughSurety ? usual + surety * move : usual
}

/**
 * How far the level moves from one fortnight to the next, squared, beyond what scattered days explain: an Organization
 * that launches, migrates or was on holiday is less certain to go on as it is.
 */
function drift(days: readonly DailyAmount[], pattern: readonly number[]): number {
  const fortnights: (readonly number[])[] = []
  for (let end = days.length; end >= levelDays; end -= levelDays) {
    fortnights.push(readLevels(days.slice(end - levelDays, end), pattern))
  }
  const moves = fortnights.slice(1).map((before, index) => {
    const after = fortnights[index]!
    const explained = variance(before, days.length) / before.length + variance(after, days.length) / after.length
    return (mean(after) - mean(before)) ** 2 - explained
  })
  return Math.max(0, mean(moves))
}

/** Of single days around the level. The pattern was fitted to the same days, so they look calmer than they are. */
function variance(values: readonly number[], daysOfPattern: number): number {
  const level = mean(values)
  const fitted = daysOfPattern / Math.max(daysOfPattern - 7, daysOfPattern / 2)
  return (fitted * sum(values.map((value) => (value - level) ** 2))) / Math.max(1, values.length - 1)
}

/** Days scatter on their own; the level is known from a sample only, and so is each weekday's part in the pattern. */
function scatter(
  weights: readonly { readonly day: Day; readonly weight: number }[],
  daysOfLevel: number,
  daysOfPattern: number,
): number {
  const own = sum(weights.map(({ weight }) => weight ** 2))
  const ofLevel = sum(weights.map(({ weight }) => weight)) ** 2 / daysOfLevel
  const byWeekday = [...Map.groupBy(weights, ({ day }) => weekdayOf(day)).values()]
  const ofPattern = sum(byWeekday.map((same) => sum(same.map(({ weight }) => weight)) ** 2)) / (daysOfPattern / 7)
  return own + ofLevel + ofPattern
}

/** By noon half of the day's amount is expected; a day that runs ahead of that goes on at its own pace. */
function restOfToday(expected: number, spent: number, now: Date): number {
  const passed = fractionOfDay(now)
  const pace = passed > 0.25 ? Math.max(expected, spent / passed) : expected
  return Math.max(0, pace * (1 - passed))
}

/**
 * How each weekday compares with the days around it, so that a level that rose or fell meanwhile does not pass for a
 * difference between weekdays; a single sample leans towards 1.
 */
function weekdayPattern(days: readonly DailyAmount[]): number[] {
  const shares = days.flatMap(({ day, amount }, index) => {
    const around = mean(weekAround(days, index).map((near) => near.amount))
    return around > 0 ? [{ weekday: weekdayOf(day), share: amount / around }] : []
  })
  const typical = [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const same = shares.filter((each) => each.weekday === weekday).map(({ share }) => share)
    const trust = same.length > 1 ? 1 : 0.5
    return Math.max(0, trust * median(same) + (1 - trust))
  })
  const overall = mean(typical)
  const pattern = typical.map((share) => (overall > 0 ? share / overall : 1))
  return shares.length > 0 && pattern.some((share) => share >= tellingShare) ? pattern : pattern.map(() => 1)
}

/** Seven days with that one in their middle, as far as the ends allow: each weekday is in them once. */
function weekAround(days: readonly DailyAmount[], index: number): readonly DailyAmount[] {
  const start = clamp(index - 3, 0, days.length - 7)
  return days.slice(start, start + 7)
}

/** When the expected days carry `use` to `limit`; undefined: not before the month ends. */
export function expectReach(forecast: DailyForecast, use: number, limit: number, now: Date): Date | undefined {
  const asked = startOfMinute(now)
  if (use >= limit) return asked
  let reached = use
  for (const { day, expected } of forecast.days) {
    if (expected > 0 && reached + expected >= limit) {
      const begin = Math.max(startOfDay(day).getTime(), asked.getTime())
      const end = startOfDay(addDays(day, 1)).getTime()
      return new Date(begin + ((limit - reached) / expected) * (end - begin))
    }
    reached += expected
  }
  return undefined
}

/** The same days, each costing as much more as it takes to end at the upper end of the range. */
export function atUpperEnd(forecast: DailyForecast): DailyForecast {
  const { days, landing, high } = forecast
  const expected = sum(days.map((one) => one.expected))
  if (expected <= 0) return forecast
  const factor = (expected + high - landing) / expected
  return { ...forecast, landing: high, days: days.map((one) => ({ ...one, expected: one.expected * factor })) }
}

const weightedMean = (values: readonly number[], weights: readonly number[]): number =>
  values.length === 0 ? 0 : sum(values.map((value, index) => value * weights[index]!)) / sum(weights)
/** As many values of one weight each would say as much as these do. */
const effectiveCount = (weights: readonly number[]): number =>
  weights.length === 0 ? 1 : sum(weights) ** 2 / sum(weights.map((weight) => weight ** 2))
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
