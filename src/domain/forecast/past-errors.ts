import { mean, sum } from '../statistics.ts'
import { weekdayOf } from '../time/time.ts'
import type { DailyAmount } from '../usage/usage.ts'

/** A level is read from so many days. */
export const levelDays = 14
/** A forecast is tried again at every week of the past. */
const stepDays = 7
/** Errors of forecasts that look ahead further than the past goes are learnt from so many days at least. */
const fewestAhead = 14

/**
 * How wrong it would have been, at each week of the past, to expect the level of a fortnight to go on for as many days as
 * are to come: the mean square, as a share of the level. 0 where there is too little past to try.
 */
export function pastErrors(days: readonly DailyAmount[], pattern: readonly number[], daysAhead: number): number {
  const levelOf = (some: readonly DailyAmount[]) => {
    const usual = sum(some.map(({ day }) => pattern[weekdayOf(day)]!))
    return usual > 0 ? sum(some.map(({ amount }) => amount)) / usual : 0
  }
  const fewest = Math.min(daysAhead, fewestAhead)
  const errors: number[] = []
  for (let origin = levelDays; origin + fewest <= days.length; origin += stepDays) {
    const expected = levelOf(days.slice(origin - levelDays, origin))
    const came = levelOf(days.slice(origin, origin + daysAhead))
    // What began from next to nothing has doubled many times, and says no more than that it began.
    if (expected > 0) errors.push(Math.max(-1, Math.min(1, came / expected - 1)))
  }
  return mean(errors.map((error) => error ** 2))
}
