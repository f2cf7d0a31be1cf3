export const dayMs = 86_400_000

/** Each row of an answer is written with its day, and the days are always the same. */
const isoDays = new Map<number, string>()

/** Days are counted from 1970-01-01, in UTC: what the API calls a day. */
export const dayOf = (ms: number): number => Math.floor(ms / dayMs)
export const isoDay = (day: number): string => {
  const known = isoDays.get(day) ?? new Date(day * dayMs).toISOString().slice(0, 10)
  isoDays.set(day, known)
  return known
}
export const parseDay = (iso: string): number => dayOf(Date.parse(`${iso}T00:00:00Z`))

export interface CalendarMonth {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
}

export function monthOf(ms: number): CalendarMonth {
  const date = new Date(ms)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}

export const firstDay = ({ year, month }: CalendarMonth): number => dayOf(Date.UTC(year, month - 1, 1))
export const lastDay = ({ year, month }: CalendarMonth): number => dayOf(Date.UTC(year, month, 1)) - 1
export const isoMonth = ({ year, month }: CalendarMonth): string => `${year}-${String(month).padStart(2, '0')}`

export const isWeekend = (day: number): boolean => {
  const weekday = new Date(day * dayMs).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** The Organization signed up on this day; there is nothing before it. */
export const foundingDay = parseDay('2023-11-02')

/** An S-curve: slow at first, steep around the end of 2025, close to its ceiling from 2027 on, so that any year is plausible. */
export function growthAt(day: number): number {
  if (day < foundingDay) return 0
  const monthsFromMiddle = (day - parseDay('2025-12-01')) / 30.44
  return 1 / (1 + Math.exp(-monthsFromMiddle / 5))
}

/** Holidays, and months that start a little busier than they end (invoices and reports go out in their first days). */
export function seasonAt(day: number): number {
  const date = new Date(day * dayMs)
  const month = date.getUTCMonth() + 1
  const dayOfMonth = date.getUTCDate()
  if ((month === 12 && dayOfMonth >= 24) || (month === 1 && dayOfMonth === 1)) return 0.45
  const summer = month === 8 ? 0.82 : 1
  return summer * (1.04 - 0.0025 * dayOfMonth)
}

/** Once a year a batch of the Support-bot runs away for a day: the first Thursday of November. */
export function isRunaway(day: number): boolean {
  const date = new Date(day * dayMs)
  return date.getUTCMonth() === 10 && date.getUTCDay() === 4 && date.getUTCDate() <= 7
}

/** How the work of a day falls on its hours, in UTC. */
export type DayShape = 'office' | 'around the clock' | 'nightly batches'

const hourlyWeights: Record<DayShape, readonly number[]> = {
  office: [1, 1, 1, 1, 1, 2, 6, 18, 32, 36, 34, 22, 24, 36, 36, 34, 26, 16, 8, 5, 4, 3, 2, 1],
  'around the clock': [7, 6, 6, 6, 8, 14, 22, 30, 34, 34, 32, 30, 28, 30, 32, 32, 30, 28, 26, 24, 20, 16, 12, 9],
  'nightly batches': [30, 52, 56, 50, 40, 22, 8, 6, 8, 9, 9, 8, 8, 9, 9, 8, 7, 6, 5, 5, 5, 6, 8, 14],
}

const sum = (weights: readonly number[]): number => weights.reduce((total, weight) => total + weight, 0)

/** The part of the day's work that is done by then: 0 before the day, 1 after it, never falling in between. */
export function shareOfDay(day: number, ms: number, shape: DayShape): number {
  const hours = (ms - day * dayMs) / 3_600_000
  if (hours <= 0) return 0
  if (hours >= 24) return 1
  const weights = hourlyWeights[shape]
  const hour = Math.floor(hours)
  return (sum(weights.slice(0, hour)) + (weights[hour] ?? 0) * (hours % 1)) / sum(weights)
}
