import { median } from '../statistics.ts'
import { addDays, addMonths, daysBetween, monthOf, weekdayOf } from '../time/time.ts'
import type { Day } from './usage.ts'

/** A day that cost much more, or much less, than its weekday usually does. */
export interface Anomaly {
  readonly day: Day
  readonly amount: number
  /** The median of the same weekday. */
  readonly usual: number
  readonly difference: number
  /** How many earlier days of that weekday it rests on. */
  readonly weeks: number
}

/** What is older says little about now. */
export const anomalyWeeks = 8
const warmUpDays = 14
/** At least half as much again, or half as much less. */
const leastChange = 0.5
/** And beyond what days usually differ by, as a multiple of their median deviation: about three standard deviations. */
const spreads = 4.5
/** What these days cost tells where a team that grows, or shrinks, has got to. */
const levelDays = 14

/**
 * Medians, not means: one earlier spike must neither hide the next nor make the days after it look low. Days that people
 * called expected (a load test, a holiday) are no measure for others. undefined: the day is as usual, or there is too
 * little to go by.
 */
export function findAnomaly(
  amounts: ReadonlyMap<Day, number>,
  day: Day,
  expected: ReadonlySet<Day> = new Set(),
): Anomaly | undefined {
  const first = [...amounts].flatMap(([each, amount]) => (amount > 0 ? [each] : [])).toSorted(compareDays)[0]
  if (first === undefined || daysBetween(first, day) < warmUpDays) return undefined
  const isMeasure = (each: Day) => !expected.has(each)
  const before = daysBefore(day, first).filter(isMeasure)
  const same = sameWeekdays(day, first)
    .filter(isMeasure)
    .map((each) => amounts.get(each) ?? 0)
  if (same.length === 0) return undefined
  const usual = median(same)
  const amount = amounts.get(day) ?? 0
  const difference = amount - usual
  const everyDay = median(before.map((each) => amounts.get(each) ?? 0))
  // Half of a usual day: what a quiet Sunday doubles to is nobody's concern.
  if (Math.abs(difference) < everyDay / 2) return undefined
  const byWeekday = mediansByWeekday(amounts, before)
  if (isMonthly(amounts, byWeekday, { day, difference, first })) return undefined
  const ratios = ratiosOf(amounts, byWeekday, before)
  const spread = median(ratios.map(({ ratio }) => Math.abs(Math.log(ratio))))
  const level = median(ratios.filter(({ day: each }) => daysBetween(each, day) <= levelDays).map(({ ratio }) => ratio))
  // Far from the median, and from where it has got to by now: a launch that stays is no news for two months.
  const isFar = isFarFrom(usual, amount, spread) && isFarFrom(usual * (level || 1), amount, spread)
  return isFar ? { day, amount, usual, difference, weeks: same.length } : undefined
}

const isFarFrom = (usual: number, amount: number, spread: number): boolean =>
  Math.abs(amount - usual) > usual * leastChange && Math.abs(Math.log(amount / usual)) > spreads * spread

type ByWeekday = ReadonlyMap<number, number>

const mediansByWeekday = (amounts: ReadonlyMap<Day, number>, days: readonly Day[]): ByWeekday =>
  new Map(
    [...Map.groupBy(days, weekdayOf)].map(([weekday, some]) => [
      weekday,
      median(some.map((each) => amounts.get(each) ?? 0)),
    ]),
  )

/** Each day as a multiple of its weekday's median: over all weekdays, since few are alike. Days without use say nothing. */
function ratiosOf(
  amounts: ReadonlyMap<Day, number>,
  usual: ByWeekday,
  days: readonly Day[],
): { readonly day: Day; readonly ratio: number }[] {
  return days.flatMap((day) => {
    const ratio = (amounts.get(day) ?? 0) / (usual.get(weekdayOf(day)) || Number.POSITIVE_INFINITY)
    return ratio > 0 ? [{ day, ratio }] : []
  })
}

/** The same date a month ago stood out as far: a job of the first of the month, and no surprise. */
function isMonthly(
  amounts: ReadonlyMap<Day, number>,
  usual: ByWeekday,
  { day, difference, first }: { readonly day: Day; readonly difference: number; readonly first: Day },
): boolean {
  const then = `${addMonths(monthOf(day), -1)}-${day.slice(8)}` as Day
  const before = amounts.get(then)
  if (before === undefined || then < first) return false
  const stoodOut = before - (usual.get(weekdayOf(then)) ?? 0)
  return Math.abs(stoodOut - difference) <= Math.abs(difference) * leastChange
}

export interface Explanation {
  readonly name: string
  readonly difference: number
}

/** Of models, or of Workspaces: the one that moved most in the same direction against its own usual. */
export function explainAnomaly(
  groups: ReadonlyMap<string, ReadonlyMap<Day, number>>,
  { day, difference }: Pick<Anomaly, 'day' | 'difference'>,
  expected: ReadonlySet<Day> = new Set(),
): Explanation | undefined {
  const direction = Math.sign(difference)
  const moves = [...groups].map(([name, amounts]) => {
    const same = sameWeekdays(day, addDays(day, -7 * anomalyWeeks)).filter((each) => !expected.has(each))
    const usual = median(same.map((each) => amounts.get(each) ?? 0))
    return { name, difference: (amounts.get(day) ?? 0) - usual }
  })
  const [most] = moves.toSorted((a, b) => direction * (b.difference - a.difference))
  return most && most.difference * direction > 0 ? most : undefined
}

const compareDays = (a: Day, b: Day): number => (a < b ? -1 : 1)

const sameWeekdays = (day: Day, first: Day): Day[] =>
  Array.from({ length: anomalyWeeks }, (_, index) => addDays(day, -7 * (index + 1))).filter((each) => each >= first)

const daysBefore = (day: Day, first: Day): Day[] =>
  Array.from({ length: 7 * anomalyWeeks }, (_, index) => addDays(day, -(index + 1))).filter((each) => each >= first)
