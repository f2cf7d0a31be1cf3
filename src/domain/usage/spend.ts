import { Decimal } from '../money/decimal.ts'
import { type Currency, inCurrency, type Money } from '../money/money.ts'
import { takeTop } from '../take-top.ts'
import { firstDayOf, lastDayOf } from '../time/time.ts'
import { type Day, hasUsage, type SpendLine, type UnpricedCount, type UsageMonth } from './usage.ts'

/** Units that Mistral gives no price for: they are said beside the total, never counted as free. */
export interface UnpricedUnits {
  readonly category: string
  readonly model: string
  readonly units: number
}

export interface Spend {
  readonly lines: readonly SpendLine[]
  readonly total: Decimal
  readonly currency: Currency
  /** More than one currency was found: such amounts must not be added up. */
  readonly hasMixedCurrencies: boolean
  readonly unpriced: readonly UnpricedUnits[]
  /** Entries that could not be read, by category. */
  readonly unreadable: Readonly<Record<string, number>>
  /** What the sum lacks, by its price or its category: see `gapsBetween`. */
  readonly gaps: ReadonlySet<string>
  /** Amounts known only by the month, by currency, left out because the period covers a part of it. */
  readonly leftOut: readonly Money[]
  /** false: Mistral told of no use at all, which is not the same as use that costs nothing. */
  readonly hasUsage: boolean
}

/** Whether all that was used is in the sum. */
export const isComplete = ({ unpriced, unreadable }: Pick<Spend, 'unpriced' | 'unreadable'>): boolean =>
  unpriced.length === 0 && Object.values(unreadable).every((count) => count === 0)

/**
 * Whether Mistral's own counter confirms our sum: then what has no price, or could not be read, is next to nothing.
 * Both in one currency.
 */
export const confirms = (use: number, spent: number): boolean => Math.abs(use - spent) <= Math.abs(spent) * 0.01

export interface DayRange {
  readonly from: Day
  readonly to: Day
  /** The period runs to the present: the current month's amounts without a day belong to it. */
  readonly isRunning?: boolean
}

/** Turns usage into amounts. */
export function computeSpend(given: readonly UsageMonth[], range: DayRange): Spend {
  // Of other months not even the currency counts.
  const months = given.filter(({ month }) => month >= range.from.slice(0, 7) && month <= range.to.slice(0, 7))
  const counted: DaySpend[] = []
  const unreadable = new Map<string, number>()
  const leftOut = new Map<Currency, Decimal>()
  let isUsed = false
  for (const month of months) {
    const isWhole =
      range.from <= firstDayOf(month.month) && (range.to >= lastDayOf(month.month) || range.isRunning === true)
    for (const spent of dailySpend(month).values()) {
      const { day, lines, unpriced, total } = spent
      if (day !== null && (day < range.from || day > range.to)) continue
      isUsed ||= lines.length > 0 || unpriced.length > 0
      if (day !== null || isWhole) counted.push(spent)
      else {
        leftOut.set(month.currency, (leftOut.get(month.currency) ?? Decimal.zero).plus(total))
        counted.push({ ...spent, lines: [], total: Decimal.zero })
      }
    }
    for (const [category, count] of Object.entries(month.unreadable))
      unreadable.set(category, (unreadable.get(category) ?? 0) + count)
  }
  const unpriced = counted.flatMap((spent) => spent.unpriced)
  const currencies = currenciesOf(months)
  return {
    lines: counted.flatMap(({ lines }) => lines),
    total: Decimal.sum(counted.map(({ total }) => total)),
    currency: currencies.size === 1 ? ([...currencies][0] ?? null) : null,
    hasMixedCurrencies: currencies.size > 1,
    unpriced: sumUnpriced(unpriced),
    unreadable: Object.fromEntries(unreadable),
    gaps: new Set([...unpriced.map(priceKey), ...unreadable.keys()]),
    leftOut: [...leftOut].flatMap(([currency, amount]) => (amount.isZero ? [] : [inCurrency(amount, currency)])),
    hasUsage: isUsed,
  }
}

/** What was used on one day of a month, or in it without a day. */
interface DaySpend {
  readonly day: Day | null
  readonly lines: readonly SpendLine[]
  readonly unpriced: readonly UnpricedCount[]
  readonly total: Decimal
}

/** A report asks for the same month with several ranges, and a month can have 50,000 lines: they are sorted and added up once. */
const known = new WeakMap<UsageMonth, ReadonlyMap<Day | null, DaySpend>>()

export function dailySpend(month: UsageMonth): ReadonlyMap<Day | null, DaySpend> {
  const found = known.get(month) ?? sortByDay(month)
  known.set(month, found)
  return found
}

function sortByDay({ lines, unpriced }: UsageMonth): Map<Day | null, DaySpend> {
  const linesOf = Map.groupBy(lines, ({ day }) => day)
  const unpricedOf = Map.groupBy(unpriced, ({ day }) => day)
  return new Map(
    [...linesOf.keys(), ...unpricedOf.keys()].map((day) => {
      const spent = linesOf.get(day) ?? []
      const total = Decimal.sum(spent.map(({ amount }) => amount))
      return [day, { day, lines: spent, unpriced: unpricedOf.get(day) ?? [], total }]
    }),
  )
}

/** A month without use says nothing about the others' currency, but where there is no use at all, the last one counts. */
function currenciesOf(months: readonly UsageMonth[]): Set<Currency> {
  const used = months.filter(hasUsage)
  return new Set((used.length > 0 ? used : months.slice(-1)).map((month) => month.currency))
}

export function sumUnpriced(counts: readonly UnpricedCount[]): UnpricedUnits[] {
  const byModel = Map.groupBy(counts, ({ category, model }) => JSON.stringify([category, model]))
  return [...byModel.values()]
    .map((same) => ({
      category: same[0]!.category,
      model: same[0]!.model,
      units: Decimal.sum(same.map(({ units }) => units)).toNumber(),
    }))
    .filter(({ units }) => units !== 0)
}

type Priced = Pick<SpendLine, 'category' | 'model' | 'group'>

/** What has one price, or none: a model's input, its output. */
const priceKey = ({ category, model, group }: Priced): string => JSON.stringify([category, model, group])

/**
 * What one sum lacks and the other does not: to hold one against the other, it is left out of both. What both lack is
 * in neither.
 */
export const gapsBetween = (one: Spend, other: Spend): ReadonlySet<string> =>
  one.gaps
    .symmetricDifference(other.gaps)
    // What could not be read on both sides may be little on the one and much on the other.
    .union(new Set([...Object.keys(one.unreadable), ...Object.keys(other.unreadable)]))

export const isOutside = (gaps: ReadonlySet<string>): ((line: SpendLine) => boolean) =>
  gaps.size === 0 ? () => true : (line) => !gaps.has(priceKey(line)) && !gaps.has(line.category)

export interface NamedAmount {
  readonly name: string
  readonly amount: Decimal
}

/** Sums the lines by what `nameOf` says of each; the largest first, equal ones by name. */
export function groupSpend(lines: readonly SpendLine[], nameOf: (line: SpendLine) => string): NamedAmount[] {
  const groups = [...Map.groupBy(lines, nameOf)]
  return rankAmounts(groups.map(([name, same]) => ({ name, amount: Decimal.sum(same.map(({ amount }) => amount)) })))
}

export const rankAmounts = (rows: readonly NamedAmount[]): NamedAmount[] =>
  rows.toSorted((a, b) => b.amount.compare(a.amount) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

/** The first `count` rows, and all the others as one sum. */
export function splitTop(
  rows: readonly NamedAmount[],
  count: number,
): { top: readonly NamedAmount[]; other: Decimal; otherCount: number } {
  const { top, rest } = takeTop(rows, count)
  return { top, other: Decimal.sum(rest.map((row) => row.amount)), otherCount: rest.length }
}
