import type { Day } from '../usage/usage.ts'
import { Decimal } from './decimal.ts'
import type { RateDay } from './exchange.ts'

/** Why a file of rates could not be read. */
export class UnreadableRates extends Error {
  override name = 'UnreadableRates'
}

type Rates = readonly Omit<RateDay, 'source'>[]

/**
 * Reads what the European Central Bank publishes: `eurofxref-hist.csv`, a table with a day in each row and a currency in
 * each column, or the XML of a day, of 90 days or of all. The newest day comes last. A rate that is not published ("N/A")
 * is none.
 */
export function readReferenceRates(text: string): Rates {
  const plain = text.replace(/^\uFEFF/, '').trimStart()
  const rates = plain.startsWith('<') ? readXml(plain) : readCsv(plain)
  if (rates.length === 0) throw new UnreadableRates('no day with rates was found')
  return rates.toSorted((one, other) => (one.day < other.day ? -1 : 1))
}

/** Only whole tags of this shape are looked at: nothing is expanded, fetched or nested. */
const tag = /<(?:\w+:)?Cube\b([^<>]*)>/g
const attribute = /(?<![A-Za-z])([A-Za-z]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/g

function readXml(text: string): Rates {
  const days = new Map<Day, Record<string, Decimal>>()
  let present: Record<string, Decimal> | undefined
  for (const [, inside = ''] of text.matchAll(tag)) {
    const given = new Map([...inside.matchAll(attribute)].map(([, name, one, other]) => [name, one ?? other ?? '']))
    const time = given.get('time')
    if (time !== undefined) {
      const day = readDay(time)
      present = day && (days.get(day) ?? {})
      if (day && present) days.set(day, present)
    }
    put(present, given.get('currency'), given.get('rate') ?? '')
  }
  return [...days].flatMap(([day, perEuro]) => (Object.keys(perEuro).length > 0 ? [{ day, perEuro }] : []))
}

/** As it is published, or as a spreadsheet of another country wrote it again: with semicolons and decimal commas. */
function readCsv(text: string): Rates {
  const [first = '', ...lines] = text.split(/\r\n|\r|\n/)
  const separator = [',', ';', '\t'].find((sign) => first.split(sign).length > 1)
  if (!separator) throw new UnreadableRates('it begins with no row of currencies')
  const cells = (line: string) =>
    line.split(separator).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    )
  const [, ...currencies] = cells(first)
  if (!currencies.some((name) => isCurrency(name))) throw new UnreadableRates('it begins with no row of currencies')
  return lines.flatMap((line) => {
    const [time = '', ...values] = cells(line)
    const day = readDay(time)
    if (!day) return []
    const perEuro: Record<string, Decimal> = {}
    for (const [index, name] of currencies.entries()) {
      const value = values[index] ?? ''
      put(perEuro, name, separator === ',' ? value : value.replace(',', '.'))
    }
    return Object.keys(perEuro).length > 0 ? [{ day, perEuro }] : []
  })
}

const isCurrency = (name: string | undefined): name is string => name !== undefined && /^[A-Z]{3}$/.test(name)

function readDay(text: string): Day | undefined {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) return undefined
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? (text as Day) : undefined
}

/** A rate of nothing, or below it, is none. */
function put(rates: Record<string, Decimal> | undefined, name: string | undefined, value: string): void {
  if (!rates || !isCurrency(name) || name === 'EUR' || !/^\d{1,9}(?:\.\d{1,12})?$/.test(value)) return
  const rate = Decimal.of(value)
  if (!rate.isZero) rates[name] = rate
}
