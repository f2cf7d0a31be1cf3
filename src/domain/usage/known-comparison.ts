import type { Origin } from '../fetched.ts'
import type { Comparison } from '../time/period.ts'
import { addDays, daysBetween, lastDayOf, listMonths, monthOf, startOfDay } from '../time/time.ts'
import type { Day, Month } from './usage.ts'

/** Where the figures of a month come from; undefined: Mistral’s Admin API, which knows all of it. */
export interface MonthOrigin {
  readonly month: Month
  readonly origin: Origin | undefined
}

/**
 * Files and typed figures end some day: half a month held against a whole one would look cheap. The days of the period
 * end there, and so many days are compared. undefined: there is a hole, and no comparison would be true.
 */
export function knownComparison(comparison: Comparison, months: readonly MonthOrigin[]): Comparison | undefined {
  const { of, against } = comparison
  const knownTo = findKnownEnd(of, months)
  if (knownTo === undefined) return undefined
  const isCut = knownTo < of.to
  const length = daysBetween(of.from, knownTo)
  const end = addDays(against.from, length)
  const cut: Comparison = isCut
    ? {
        of: { ...of, to: knownTo },
        against: { ...against, to: end < against.to ? end : against.to },
        isWhole: false,
      }
    : comparison
  // That nothing at all is known of the days before is said as such.
  const before = listMonths(cut.against.from, cut.against.to)
  if (before.every((month) => isUnknown(month, months))) return cut
  return findKnownEnd(cut.against, months) === cut.against.to ? cut : undefined
}

/** The last whole day that is known, within the range; undefined: a month before its last one has a hole, or nothing is. */
function findKnownEnd({ from, to }: Comparison['of'], months: readonly MonthOrigin[]): Day | undefined {
  const wanted = listMonths(from, to)
  const last = monthOf(to)
  for (const month of wanted) {
    const known = lastKnownDay(month, months)
    if (known === undefined || known < from) return undefined
    if (month !== last && known < lastDayOf(month)) return undefined
    if (month === last && known < to) return known
  }
  return to
}

const isUnknown = (month: Month, months: readonly MonthOrigin[]): boolean =>
  months.some((one) => one.month === month && one.origin?.kind === 'nothing')

function lastKnownDay(month: Month, months: readonly MonthOrigin[]): Day | undefined {
  let known: Day = lastDayOf(month)
  for (const { month: other, origin } of months) {
    if (other !== month || !origin) continue
    if (origin.kind === 'nothing' || !origin.through) return undefined
    // What was exported or typed during a day knows a part of that day.
    const isWholeDay = origin.asOf >= startOfDay(addDays(origin.through, 1))
    const day = isWholeDay ? origin.through : addDays(origin.through, -1)
    if (day < known) known = day
  }
  return known
}

/** Months of which nobody brought figures: their sum is not zero, it is not known. */
export const monthsWithoutFigures = (months: readonly MonthOrigin[]): Month[] =>
  [...new Set(months.flatMap(({ month, origin }) => (origin?.kind === 'nothing' ? [month] : [])))].toSorted()
