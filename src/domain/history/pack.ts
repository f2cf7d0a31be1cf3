import { Decimal } from '../money/decimal.ts'
import type { Currency } from '../money/money.ts'
import { type Day, hasUsage, type Month, type SpendLine, type UnpricedCount, type UsageMonth } from '../usage/usage.ts'
import { mergeCells, sumDays } from './cells.ts'

/**
 * A month as two texts: what each model and group came to, and the same day by day. A line is a list: what it is about,
 * the price of most of its days, and a number for each day, since an amount is nearly always units times that price.
 */
export interface PackedMonth {
  readonly currency: Currency
  readonly hasUsage: boolean
  readonly totals: string
  readonly days: string
}

/** Of one day. A number: units, all of them billed at the line's price. null: nothing is known of that day. */
type PackedAmount = number | null | [units: number, billed: number, amount: string, price: string | null]
type PackedUnits = null | [units: string, consumed: number]

type About = [category: string, model: string, version: string | null, group: string]
/** `from`: the place of the first value, 0 for the month as a whole, 1 for its first day. */
type PackedLine = [...About, price: string | null, from: number, ...PackedAmount[]]
type PackedUnpriced = [...About, from: number, ...PackedUnits[]]

interface Packed {
  readonly lines: readonly PackedLine[]
  readonly unpriced: readonly PackedUnpriced[]
  readonly unreadable: Readonly<Record<string, number>>
}

/** By their place: the month as a whole, then its days. */
type Days = readonly (Day | null)[]

/** "01" to "31": a calendar would take longer than all the rest, and what is kept has no day that is none. */
const numbersOfDays = Array.from({ length: 31 }, (_, index) => String(index + 1).padStart(2, '0'))

export function packMonth(month: UsageMonth): PackedMonth {
  const known = mergeCells(month)
  return { currency: month.currency, hasUsage: hasUsage(month), totals: pack(sumDays(known)), days: pack(known) }
}

/** Of the totals, lines without a day; of the days, all of them. */
export function unpackMonth(month: Month, currency: Currency, text: string): UsageMonth {
  // Our own words, written by `pack`.
  const { lines, unpriced, unreadable }: Packed = JSON.parse(text)
  const days: Days = [null, ...numbersOfDays.map((number) => `${month}-${number}` as Day)]
  return {
    month,
    currency,
    lines: lines.flatMap((line) => unpackLine(line, days)),
    unpriced: unpriced.flatMap((line) => unpackUnpriced(line, days)),
    unreadable,
  }
}

const placeOf = (day: Day | null): number => (day === null ? 0 : Number(day.slice(8)))

function pack({ lines, unpriced, unreadable }: UsageMonth): string {
  const packed: Packed = {
    lines: [...Map.groupBy(lines, aboutKey).values()].map(packLine),
    unpriced: [...Map.groupBy(unpriced, aboutKey).values()].map(packUnpriced),
    unreadable,
  }
  return JSON.stringify(packed)
}

type Named = Pick<SpendLine, 'category' | 'model' | 'version' | 'group'>
const about = ({ category, model, version, group }: Named): About => [category, model, version, group]
const aboutKey = (line: Named): string => JSON.stringify(about(line))

function packLine(lines: readonly SpendLine[]): PackedLine {
  const price = usualPrice(lines)
  const values = new Map(lines.map((line) => [placeOf(line.day), packAmount(line, price)]))
  const { from, list } = lineUp(values)
  return [...about(lines[0]!), price?.toString() ?? null, from, ...list]
}

function packAmount({ units, billed, amount, price }: SpendLine, usual: Decimal | undefined): PackedAmount {
  const isPlain = usual && price?.equals(usual) && units === billed && Decimal.of(billed).times(usual).equals(amount)
  return isPlain ? billed : [units, billed, amount.toString(), price?.toString() ?? null]
}

function packUnpriced(counts: readonly UnpricedCount[]): PackedUnpriced {
  const values = new Map(
    counts.map(({ day, units, consumed }): [number, PackedUnits] => [placeOf(day), [units.toString(), consumed]]),
  )
  const { from, list } = lineUp(values)
  return [...about(counts[0]!), from, ...list]
}

function usualPrice(lines: readonly SpendLine[]): Decimal | undefined {
  const prices = Map.groupBy(
    lines.flatMap(({ price }) => price ?? []),
    (price) => price.toString(),
  )
  return [...prices.values()].toSorted((left, right) => right.length - left.length)[0]?.[0]
}

function lineUp<Value>(values: ReadonlyMap<number, Value>): { from: number; list: (Value | null)[] } {
  const places = [...values.keys()]
  const from = Math.min(...places)
  const length = Math.max(...places) - from + 1
  return { from, list: Array.from({ length }, (_, index) => values.get(from + index) ?? null) }
}

function unpackLine([category, model, version, group, priced, from, ...values]: PackedLine, days: Days): SpendLine[] {
  const of = { category, model, version, group }
  const usual = priced === null ? null : Decimal.of(priced)
  return values.flatMap((value, index): SpendLine[] => {
    if (value === null) return []
    const day = days[from + index] ?? null
    if (typeof value === 'number') {
      const amount = usual ? Decimal.of(value).times(usual) : Decimal.zero
      return [{ ...of, day, amount, units: value, billed: value, price: usual }]
    }
    const [units, billed, amount, price] = value
    return [{ ...of, day, amount: Decimal.of(amount), units, billed, price: price === null ? null : Decimal.of(price) }]
  })
}

const unpackUnpriced = ([category, model, version, group, from, ...values]: PackedUnpriced, days: Days) =>
  values.flatMap((value, index): UnpricedCount[] => {
    if (value === null) return []
    const [units, consumed] = value
    return [{ category, model, version, group, day: days[from + index] ?? null, units: Decimal.of(units), consumed }]
  })
