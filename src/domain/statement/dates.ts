import { firstDayOf, lastDayOf } from '../time/time.ts'
import type { Day, Month } from '../usage/usage.ts'
import { normalize } from './words.ts'

export type DayOrder = 'dayFirst' | 'monthFirst'

export interface Days {
  readonly from: Day
  readonly to: Day
}

/** The beginnings of the names of months, English and French. */
const monthNames = [
  ['jan'],
  ['feb', 'fev'],
  ['mar'],
  ['apr', 'avr'],
  ['may', 'mai'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'aou'],
  ['sep'],
  ['oct'],
  ['nov'],
  ['dec'],
]
const longNames =
  'january|february|march|april|may|june|july|august|september|october|november|december|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|jan|feb|fev|fevr|mar|apr|avr|jun|jul|juil|aug|sep|sept|oct|nov|dec|janv'
const named = new RegExp(`\\b(${longNames})\\b`, 'g')

function monthNumber(name: string): number {
  // "juin" and "juillet" share what June and July do not.
  const index = monthNames.findIndex((starts) => starts.some((start) => name.startsWith(start)))
  return name.startsWith('juil') ? 7 : name.startsWith('juin') ? 6 : index + 1
}

/** undefined: there is no such day. */
function makeDay(year: number, month: number, day: number): Day | undefined {
  const full = year < 100 ? 2000 + year : year
  const text = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  return full >= 2000 && full < 2100 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    ? (text as Day)
    : undefined
}

const iso = /\b(20\d\d)-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g
const slashed = /(?<![\d./-])(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|\d\d)(?![\d/-]|\.\d)/g

/** All days that are written out in a text, in their order. Words between them do not matter. */
export function findDays(text: string, order: DayOrder): Day[] {
  const found: { readonly at: number; readonly day: Day }[] = []
  const add = (at: number, day: Day | undefined) => {
    if (day) found.push({ at, day })
  }
  for (const match of text.matchAll(iso))
    add(match.index, makeDay(Number(match[1]), Number(match[2]), Number(match[3])))
  for (const match of text.matchAll(slashed)) {
    const [one, two] = [Number(match[1]), Number(match[2])]
    const [day, month] = order === 'dayFirst' ? [one, two] : [two, one]
    add(match.index, makeDay(Number(match[3]), month, day))
  }
  // The written-out ones are looked for in plain letters, so their places count among themselves alone.
  const plain = normalize(text.replace(iso, ' ').replace(slashed, ' '))
  for (const match of plain.matchAll(/\b(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (20\d\d)\b/g))
    if (isMonthName(match[2])) add(match.index, makeDay(Number(match[3]), monthNumber(match[2]!), Number(match[1])))
  for (const match of plain.matchAll(/\b([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (20\d\d)\b/g))
    if (isMonthName(match[1])) add(match.index, makeDay(Number(match[3]), monthNumber(match[1]!), Number(match[2])))
  return found.toSorted((one, other) => one.at - other.at).map(({ day }) => day)
}

const isMonthName = (word: string | undefined): boolean =>
  word !== undefined && new RegExp(`^(?:${longNames})$`).test(word)

/** "November 2026", "novembre 2026", "2026-11", "11/2026": a month as a whole. */
export function findMonth(text: string): Month | undefined {
  const plain = normalize(text)
  for (const match of plain.matchAll(named)) {
    const year = /^[a-z]+ (20\d\d)\b/.exec(plain.slice(match.index))?.[1]
    if (year) return `${Number(year)}-${String(monthNumber(match[1]!)).padStart(2, '0')}` as Month
  }
  const [, year, number] = /(?<![\d-])(20\d\d)-(0[1-9]|1[0-2])(?![\d-])/.exec(text) ?? []
  if (year && number) return `${year}-${number}` as Month
  const [, monthFirst, yearLast] = /(?<![\d/])(0?[1-9]|1[0-2])\/(20\d\d)(?![\d/])/.exec(text) ?? []
  return monthFirst && yearLast ? (`${yearLast}-${monthFirst.padStart(2, '0')}` as Month) : undefined
}

/**
 * Days from one to another: two dates, "1 – 30 novembre 2026", "Nov 1 – 30, 2026", or a month. undefined: none of these,
 * or longer than a quarter, which no bill is.
 */
export function findRange(text: string, order: DayOrder): Days | undefined {
  const [first, second] = findDays(text, order)
  if (first && second) return first <= second && lengthOf(first, second) <= 93 ? { from: first, to: second } : undefined
  const plain = normalize(text)
  const short =
    /\b(\d{1,2})(?:er|st|nd|rd|th)? (?:(?:to|au|a) )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]+) (20\d\d)\b/.exec(plain) ??
    swap(/\b([a-z]+) (\d{1,2}) (?:to )?(\d{1,2}) (20\d\d)\b/.exec(plain))
  if (short && isMonthName(short[3])) {
    const [from, to] = [short[1], short[2]].map((day) => makeDay(Number(short[4]), monthNumber(short[3]!), Number(day)))
    if (from && to && from <= to) return { from, to }
  }
  if (first) return undefined
  const month = findMonth(text)
  return month && { from: firstDayOf(month), to: lastDayOf(month) }
}

/** "Nov 1 30 2026" in the order of "1 30 Nov 2026". */
const swap = (match: RegExpExecArray | null): (string | undefined)[] | undefined =>
  match ? [match[0], match[2], match[3], match[1], match[4]] : undefined

const lengthOf = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/**
 * Whether the day or the month stands first: the one with which all are dates. Where both are possible, usage of one
 * month is the better guess. undefined: nothing tells them apart.
 */
export function inferDayOrder(texts: readonly string[]): DayOrder | undefined {
  const written = texts.flatMap((text) => [...text.matchAll(slashed)])
  if (written.some((match) => Number(match[1]) > 12)) return 'dayFirst'
  if (written.some((match) => Number(match[2]) > 12)) return 'monthFirst'
  const months = (order: 1 | 2) => new Set(written.map((match) => `${match[3]} ${match[order]}`)).size
  if (written.length < 2 || months(1) === months(2)) return undefined
  return months(2) < months(1) ? 'dayFirst' : 'monthFirst'
}

export const hasDoubtfulDays = (texts: readonly string[]): boolean =>
  texts.some((text) => [...text.matchAll(slashed)].some((match) => match[1] !== match[2]))
