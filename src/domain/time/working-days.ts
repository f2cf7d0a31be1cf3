import { Cron } from 'croner'
import type { Day } from '../usage/usage.ts'

/** When a request that nobody decides lapses: after its time, but never before the next working day has ended. */
export function expiryOf(createdAt: Date, ttlMs: number, timeZone: string): Date {
  const byTtl = createdAt.getTime() + ttlMs
  return new Date(Math.max(byTtl, endOfNextWorkingDay(createdAt, timeZone).getTime()))
}

/** 18:00 of the first Monday to Friday after that moment's own day, as its zone counts days. */
export function endOfNextWorkingDay(moment: Date, timeZone: string): Date {
  const evenings = new Cron('0 18 * * 1-5', { timezone: timeZone, paused: true }).nextRuns(2, moment)
  const [first, second] = evenings
  if (!first || !second) throw new RangeError('no working day ahead')
  return localDay(first, timeZone) === localDay(moment, timeZone) ? second : first
}

/** The next 10:00 of a Monday to Friday: by then somebody has read what came overnight or over the weekend. */
export function nextWorkingMorning(moment: Date, timeZone: string): Date {
  const morning = new Cron('0 10 * * 1-5', { timezone: timeZone, paused: true }).nextRun(moment)
  if (!morning) throw new RangeError('no working day ahead')
  return morning
}

/** The day that the clocks of that zone show. */
export const localDay = (moment: Date, timeZone: string): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(moment) as Day

/** The first moment of a day, in that zone: midnight, or the first minute that exists. */
export function startOfLocalDay(day: string, timeZone: string): Date {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 36 * 3_600_000)
  const runs = new Cron('0 0 * * *', { timezone: timeZone, paused: true }).nextRuns(4, before)
  const found = runs.find((run) => localDay(run, timeZone) === day)
  if (!found) throw new RangeError('no such day')
  return found
}
