import type { Day, Month } from '../usage/usage.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

export const dayOf = (date: Date): Day => date.toISOString().slice(0, 10) as Day
export const monthOf = (day: Day): Month => day.slice(0, 7) as Month
export const startOfDay = (day: Day): Date => new Date(`${day}T00:00:00Z`)
export const addDays = (day: Day, count: number): Day => afterDays(startOfDay(day).getTime(), count)
/** Whole days from one day to another: 0 for the same day. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / dayMs)
/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => startOfDay(day).getUTCDay()
export const firstDayOf = (month: Month): Day => `${month}-01` as Day
export const lastDayOf = (month: Month): Day => addDays(firstDayOf(addMonths(month, 1)), -1)

export function addMonths(month: Month, count: number): Month {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7) as Month
}

/** When the month of that moment is over, as Mistral counts months. */
export const endOfMonth = (moment: Date): Date => startOfDay(firstDayOf(addMonths(monthOf(dayOf(moment)), 1)))

export function listDays(from: Day, to: Day): Day[] {
  const start = startOfDay(from).getTime()
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => afterDays(start, index))
}

const afterDays = (startMs: number, count: number): Day => dayOf(new Date(startMs + count * dayMs))

export function listMonths(from: Day, to: Day): Month[] {
  const months: Month[] = []
  for (let month = monthOf(from); month <= monthOf(to); month = addMonths(month, 1)) months.push(month)
  return months
}

/** Whoever asks in one minute gets one answer, and one picture: it is drawn once for all of them. */
export const startOfMinute = (moment: Date): Date => new Date(Math.floor(moment.getTime() / minuteMs) * minuteMs)

/** How much of its day has passed at that moment, in whole minutes, from 0 to 1. */
export const fractionOfDay = (moment: Date): number => (startOfMinute(moment).getTime() % dayMs) / dayMs
