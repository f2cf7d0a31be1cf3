import { InvalidInput } from '../errors.ts'
import type { Day, Month } from '../usage/usage.ts'
import { addDays, addMonths, dayOf, daysBetween, firstDayOf, lastDayOf, listMonths, monthOf } from './time.ts'

/** UTC days, both ends included, never beyond today. */
export interface Period {
  readonly from: Day
  readonly to: Day
  /** What the days are called: decides the words, and what they are compared with. */
  readonly kind: 'month' | 'quarter' | 'year' | 'months' | 'days'
  /** Today is in it, so its last day is not over. */
  readonly isRunning: boolean
}

const longestDays = 732
const mostMonths = 60
const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
]

/** Reads "", "last month", "2026-10", "oct", "7d", "q3", "ytd", "12 months", "2025", "2025-11..2026-10", "2026-10-01..2026-10-15". */
export function parsePeriod(text: string, now: Date): Period {
  const today = dayOf(now)
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const found =
    readNamed(words, today) ??
    readMonth(words, today) ??
    readMonths(words, today) ??
    readQuarter(words, today) ??
    readDays(words, today)
  const examples = ['last month', addMonths(monthOf(today), -1), '7d']
  if (found && found.from > found.to) {
    const turned = `${found.to}..${found.from}`
    throw new InvalidInput('reversed', text, [turned], turned)
  }
  if (!found || isTooLong(found)) throw new InvalidInput('period', text, examples)
  if (found.from > today) throw new InvalidInput('future', text, examples)
  return { ...found, to: found.to > today ? today : found.to, isRunning: found.to >= today }
}

type Span = Pick<Period, 'from' | 'to' | 'kind'>

const isTooLong = ({ kind, from, to }: Span): boolean =>
  kind === 'days' ? daysBetween(from, to) >= longestDays : listMonths(from, to).length > mostMonths

const wholeMonth = (month: Month): Span => ({ kind: 'month', from: firstDayOf(month), to: lastDayOf(month) })

function wholeQuarter(firstMonth: Month): Span {
  return { kind: 'quarter', from: firstDayOf(firstMonth), to: lastDayOf(addMonths(firstMonth, 2)) }
}

const wholeYear = (year: number): Span => ({ kind: 'year', from: `${year}-01-01` as Day, to: `${year}-12-31` as Day })

function wholeMonths(first: Month, last: Month): Span {
  return first === last ? wholeMonth(first) : { kind: 'months', from: firstDayOf(first), to: lastDayOf(last) }
}

const quarterOf = (day: Day): Month => {
  const month = Number(day.slice(5, 7))
  return addMonths(monthOf(day), -((month - 1) % 3))
}

function readNamed(words: string, today: Day): Span | undefined {
  const month = monthOf(today)
  const days = (from: Day, to: Day): Span => ({ kind: 'days', from, to })
  const named: Record<string, () => Span> = {
    '': () => wholeMonth(month),
    month: () => wholeMonth(month),
    'this month': () => wholeMonth(month),
    'last month': () => wholeMonth(addMonths(month, -1)),
    quarter: () => wholeQuarter(quarterOf(today)),
    'this quarter': () => wholeQuarter(quarterOf(today)),
    'last quarter': () => wholeQuarter(addMonths(quarterOf(today), -3)),
    ytd: () => wholeYear(Number(today.slice(0, 4))),
    year: () => wholeYear(Number(today.slice(0, 4))),
    'this year': () => wholeYear(Number(today.slice(0, 4))),
    'last year': () => wholeYear(Number(today.slice(0, 4)) - 1),
    today: () => days(today, today),
    yesterday: () => days(addDays(today, -1), addDays(today, -1)),
    week: () => days(addDays(today, -6), today),
    'last week': () => days(addDays(today, -7 - sinceMonday(today)), addDays(today, -1 - sinceMonday(today))),
  }
  return Object.hasOwn(named, words) ? named[words]?.() : undefined
}

const sinceMonday = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** "2026-10", "oct", "sept", "october", "oct 2025". A month without a year is the latest that has begun. */
function readMonth(words: string, today: Day): Span | undefined {
  const iso = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(words)
  if (iso) return wholeMonth(words as Month)
  const [, name = '', year] = /^([a-z]{3,})(?: (20\d\d))?$/.exec(words) ?? []
  const index = name === '' ? -1 : monthNames.findIndex((full) => full.startsWith(name))
  if (index < 0) return undefined
  const inYear = (number: string) => `${number}-${String(index + 1).padStart(2, '0')}` as Month
  if (year) return wholeMonth(inYear(year))
  const thisYear = inYear(today.slice(0, 4))
  return wholeMonth(thisYear <= monthOf(today) ? thisYear : addMonths(thisYear, -12))
}

/** "12 months" and "2 years" are the last whole ones; "2025", "2025-11..2026-10". */
function readMonths(words: string, today: Day): Span | undefined {
  const [, count, unit] = /^(?:last )?([1-9]\d?) ?(months?|y|years?)$/.exec(words) ?? []
  const last = addMonths(monthOf(today), -1)
  if (count && unit) return wholeMonths(addMonths(last, 1 - Number(count) * (unit.startsWith('y') ? 12 : 1)), last)
  if (/^20\d\d$/.test(words)) return wholeYear(Number(words))
  const [, from, to] = /^(20\d\d-(?:0[1-9]|1[0-2])) ?(?:\.\.|…|–) ?(20\d\d-(?:0[1-9]|1[0-2]))$/.exec(words) ?? []
  return from && to ? wholeMonths(from as Month, to as Month) : undefined
}

/** "q3", "q3 2025", "2025-q3". A quarter without a year is the latest that has begun. */
function readQuarter(words: string, today: Day): Span | undefined {
  const match = /^q([1-4])(?: (20\d\d))?$/.exec(words) ?? /^(?:(20\d\d)[- ])q([1-4])$/.exec(words)
  if (!match) return undefined
  const [number = '', year] = match[1]?.length === 4 ? [match[2], match[1]] : [match[1], match[2]]
  const inYear = (of: string) => `${of}-${String(Number(number) * 3 - 2).padStart(2, '0')}` as Month
  if (year) return wholeQuarter(inYear(year))
  const thisYear = inYear(today.slice(0, 4))
  return wholeQuarter(firstDayOf(thisYear) <= today ? thisYear : addMonths(thisYear, -12))
}

/** "7d" (today and the six days before), "2026-10-01..2026-10-15", "2026-10-07". */
function readDays(words: string, today: Day): Span | undefined {
  const count = /^([1-9]\d{0,2}) ?d(?:ays?)?$/.exec(words)
  if (count) return { kind: 'days', from: addDays(today, 1 - Number(count[1])), to: today }
  const [from, to = from, ...rest] = words.split(/ ?(?:\.\.|…|–) ?/)
  if (!isDay(from) || !isDay(to) || rest.length > 0) return undefined
  return { kind: 'days', from, to }
}

function isDay(text: string | undefined): text is Day {
  if (!text || !/^20\d\d-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && dayOf(date) === text
}

export interface Comparison {
  /** The part of the period that is compared: whole days only, since half a day against a whole one misleads. */
  readonly of: { readonly from: Day; readonly to: Day }
  readonly against: { readonly from: Day; readonly to: Day }
  /** Both sides are whole calendar months (or quarters), whatever their lengths. */
  readonly isWhole: boolean
}

/** The same days of the month (quarter, year) before; a run of days is moved back by its own length. */
export function comparisonFor(period: Period): Comparison | undefined {
  const { kind, from, isRunning } = period
  const to = isRunning ? addDays(period.to, -1) : period.to
  if (to < from) return undefined
  if (kind === 'days') {
    // By the run's length, not by the days that are over: so "7d" meets the same weekdays.
    const length = daysBetween(from, period.to) + 1
    return { of: { from, to }, against: { from: addDays(from, -length), to: addDays(to, -length) }, isWhole: false }
  }
  const monthsBack = { month: 1, quarter: 3, year: 12, months: listMonths(from, period.to).length }[kind]
  const begin = firstDayOf(addMonths(monthOf(from), -monthsBack))
  const end = addDays(from, -1)
  if (!isRunning) return { of: { from, to }, against: { from: begin, to: end }, isWhole: true }
  // On 31 March only 28 days have a counterpart in February: a longer side would look dearer.
  const last = Math.min(daysBetween(from, to), daysBetween(begin, end))
  return { of: { from, to: addDays(from, last) }, against: { from: begin, to: addDays(begin, last) }, isWhole: false }
}

/** Several whole months that are over: what each came to is enough, and quicker to read than all their days. */
export const detailFor = ({ period: { kind, isRunning } }: { readonly period: Period }): 'day' | 'month' =>
  kind === 'quarter' || kind === 'year' || kind === 'months' ? (isRunning ? 'day' : 'month') : 'day'

/** Long enough to be looked at month by month. */
export const spansMonths = ({ from, to }: Pick<Period, 'from' | 'to'>): boolean => listMonths(from, to).length >= 3

/** As it can be typed tomorrow and still mean the same days. */
export function writePeriod({ kind, from, to, isRunning }: Period): string {
  if (kind === 'month') return monthOf(from)
  if (isRunning || kind === 'days') return `${from}..${to}`
  if (kind === 'year') return from.slice(0, 4)
  if (kind === 'quarter') return `${from.slice(0, 4)}-q${Math.ceil(Number(from.slice(5, 7)) / 3)}`
  return `${monthOf(from)}..${monthOf(to)}`
}
