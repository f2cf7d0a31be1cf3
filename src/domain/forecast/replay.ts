import { addDays, addMonths, firstDayOf, lastDayOf, startOfDay } from '../time/time.ts'
import { computeSpend } from '../usage/spend.ts'
import type { Month, UsageMonth } from '../usage/usage.ts'
import { forecastMonth } from './forecast.ts'
import { dailyAmounts } from './month-forecast.ts'

/** After how many whole days of a past month the forecast is asked for again. */
const replayedAfter = [5, 10, 20] as const
export type ReplayedAfter = (typeof replayedAfter)[number]

/** What would have been said of a month that is over, from what was known on those days. */
export interface Replay {
  readonly month: Month
  /** What it came to. Mistral gives some amounts by the month alone: those are taken as known from its first day. */
  readonly total: number
  readonly said: readonly Foretold[]
}

export interface Foretold {
  readonly after: ReplayedAfter
  readonly landing: number
  readonly low: number
  readonly high: number
  /** Against what it came to: 0.05 was 5 % too high. */
  readonly error: number
  readonly isWithinRange: boolean
}

/** Pure: the forecast of today, tried on a past month. undefined: nothing was spent, or too little was known before. */
export function replayMonth(months: readonly UsageMonth[], month: Month): Replay | undefined {
  const daily = dailyAmounts(months.filter((known) => known.month <= month))
  const [from, to] = [firstDayOf(month), lastDayOf(month)]
  const sumUntil = (last: string) =>
    daily.reduce((sum, { day, amount }) => (day >= from && day <= last ? sum + amount : sum), 0)
  const undated = sumUndated(months, month)
  const total = undated + sumUntil(to)
  if (!(total > 0)) return undefined
  const said = replayedAfter.flatMap((after): Foretold[] => {
    const today = addDays(from, after)
    const known = daily.filter(({ day }) => day < today)
    const forecast = forecastMonth(known, undated + sumUntil(addDays(today, -1)), startOfDay(today))
    if (!forecast) return []
    const { landing, low, high } = forecast
    // Sums of the same days in another order differ in their last digit.
    const slack = total * 1e-9
    const isWithinRange = low - slack <= total && total <= high + slack
    return [{ after, landing, low, high, error: landing / total - 1, isWithinRange }]
  })
  return said.length > 0 ? { month, total, said } : undefined
}

function sumUndated(months: readonly UsageMonth[], month: Month): number {
  const whole = { from: firstDayOf(month), to: lastDayOf(month) }
  const { lines } = computeSpend(
    months.filter((known) => known.month === month),
    whole,
  )
  return lines.reduce((sum, { day, amount }) => (day === null ? sum + amount.toNumber() : sum), 0)
}

/** How far off it was on average, whichever way, after so many days of each month. */
export function meanErrors(replays: readonly Replay[]): { readonly after: ReplayedAfter; readonly error: number }[] {
  const said = replays.flatMap((replay) => replay.said)
  return replayedAfter.flatMap((after) => {
    const errors = said.filter((one) => one.after === after).map(({ error }) => Math.abs(error))
    return errors.length > 0 ? [{ after, error: errors.reduce((sum, error) => sum + error, 0) / errors.length }] : []
  })
}

/** The months that are replayed before a day, oldest first. */
export const monthsToReplay = (month: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, index) => addMonths(month, index - count))

/** The months that must be known to replay that one: it, and those that its forecast rested on. */
export const monthsBehind = (month: Month): Month[] => [addMonths(month, -2), addMonths(month, -1), month]
