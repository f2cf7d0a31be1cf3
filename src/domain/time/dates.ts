import { nameDayOfMonth, nameQuarter } from '../language.ts'
import type { Day, Month } from '../usage/usage.ts'
import type { Period } from './period.ts'
import { firstDayOf, lastDayOf, monthOf, startOfDay } from './time.ts'

/** Dates in the reader's language. Days are UTC days, so they are printed in UTC whatever the reader's zone. */
const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(dayFirst(locale), { timeZone: 'UTC', ...options })
  formats.set(key, made)
  return made
}

/** The parts as one text, with the first of a month as one says it. */
const join = (parts: readonly { readonly type: string; readonly value: string }[], locale: string): string =>
  parts.map(({ type, value }) => (type === 'day' ? nameDayOfMonth(value, locale) : value)).join('')

/** Plain English reads "1–18 Oct"; who set American English in Slack reads "Oct 1 – 18". */
const dayFirst = (locale: string): string => (locale === 'en' ? 'en-GB' : locale)

/** "18 Nov"; the year only where it is not this one. */
export function formatDay(day: Day, locale: string, thisYear: string): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...yearUnless(day, thisYear) }
  return join(format(locale, options).formatToParts(startOfDay(day)), locale)
}

/** "Wed 18 Nov". */
export function formatWeekday(day: Day, locale: string): string {
  return join(
    format(locale, { weekday: 'short', day: 'numeric', month: 'short' }).formatToParts(startOfDay(day)),
    locale,
  )
}

/** "3 hours", "3.5 hours". */
export const formatHours = (hours: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 1 }).format(
    hours,
  )

/** "1–18 Oct". */
export function formatDays(from: Day, to: Day, locale: string, thisYear: string): string {
  if (from === to) return formatDay(from, locale, thisYear)
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...yearUnless(from, thisYear) }
  return join(format(locale, options).formatRangeToParts(startOfDay(from), startOfDay(to)), locale).replace(
    /\s?–\s?/,
    '–',
  )
}

/** "November", "October 2025", "Q3 2026", "2025", "Nov 2025 – Oct 2026", "1–15 Oct": what people call the period. */
export function nameOfPeriod(period: Pick<Period, 'kind' | 'from' | 'to'>, locale: string, thisYear: string): string {
  const { kind, from, to } = period
  if (kind === 'month') {
    const name = format(locale, { month: 'long', ...yearUnless(from, thisYear) }).format(startOfDay(from))
    return name.charAt(0).toUpperCase() + name.slice(1)
  }
  if (kind === 'quarter') return nameQuarter(Math.ceil(Number(from.slice(5, 7)) / 3), from.slice(0, 4), locale)
  if (kind === 'year' && to.endsWith('-12-31')) return from.slice(0, 4)
  if (kind === 'months' && isEndOfMonth(to)) return formatMonths(from, to, locale)
  return formatDays(from, to, locale, thisYear)
}

/** "November", "October 2025". */
export const nameOfMonth = (month: Month, locale: string, now: Date): string =>
  nameOfPeriod({ kind: 'month', from: firstDayOf(month), to: lastDayOf(month) }, locale, now.toISOString().slice(0, 4))

/** "Nov 2025 – Oct 2026". */
const formatMonths = (from: Day, to: Day, locale: string): string =>
  format(locale, { month: 'short', year: 'numeric' }).formatRange(startOfDay(from), startOfDay(to))

const isEndOfMonth = (day: Day): boolean => lastDayOf(monthOf(day)) === day

/** "Wed 25 Nov, 14:00" in the reader's zone: moments, unlike days, belong to whoever reads. */
export function formatMoment(at: Date, locale: string, timeZone: string): string {
  const parts = format(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  return join(parts, locale)
}

const yearUnless = (day: Day, thisYear: string): Intl.DateTimeFormatOptions =>
  day.startsWith(thisYear) ? {} : { year: 'numeric' }
