import { Decimal } from './decimal.ts'
import type { Currency } from './money.ts'
import { listPrices } from './price-list.ts'
import { firstDayOf, lastDayOf } from './time.ts'
import type { Day, UsageEntry, UsageMonth } from './usage.ts'

/** One amount that cannot be divided further: all else is a sum of these, so everything adds up to the last digit. */
export interface SpendLine {
  readonly category: string
  readonly model: string
  /** "input", "output", "cached" or another. */
  readonly group: string
  /** null: Mistral gives it for the month as a whole (storage, the legacy Vibe amount). */
  readonly day: Day | null
  readonly amount: Decimal
  /** Units consumed, billed or not. */
  readonly units: number
}

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
  /** Amounts known only by the month, left out because the period covers a part of it. */
  readonly leftOut: Decimal
  /** false: Mistral told of no use at all, which is not the same as use that costs nothing. */
  readonly hasUsage: boolean
}

export interface DayRange {
  readonly from: Day
  readonly to: Day
  /** The period runs to the present: the current month's amounts without a day belong to it. */
  readonly isRunning?: boolean
}

/** Turns usage into amounts: units are summed first and multiplied once. */
export function computeSpend(months: readonly UsageMonth[], range: DayRange): Spend {
  const lines: SpendLine[] = []
  const unpriced: UnitSum[] = []
  const unreadable = new Map<string, number>()
  let leftOut = Decimal.zero
  let hasUsage = false
  for (const month of months) {
    const prices = listPrices(month.prices)
    const isWhole =
      range.from <= firstDayOf(month.month) && (range.to >= lastDayOf(month.month) || range.isRunning === true)
    const add = (line: SpendLine): void => {
      if (line.day !== null || isWhole) lines.push(line)
      else leftOut = leftOut.plus(line.amount)
    }
    for (const sum of sumUnits(month.entries, range)) {
      hasUsage = true
      const price = prices.find(sum.first)
      if (price) add(lineOf(sum, sum.billed.times(price)))
      else if (sum.billed.isZero) add(lineOf(sum, Decimal.zero))
      else unpriced.push(sum)
    }
    const legacy = legacyVibe(month)
    if (legacy) {
      hasUsage = true
      add(legacy)
    }
    for (const [category, count] of Object.entries(month.unreadable))
      unreadable.set(category, (unreadable.get(category) ?? 0) + count)
  }
  const currencies = currenciesOf(months)
  return {
    lines,
    total: Decimal.sum(lines.map((line) => line.amount)),
    currency: currencies.size === 1 ? ([...currencies][0] ?? null) : null,
    hasMixedCurrencies: currencies.size > 1,
    unpriced: sumUnpriced(unpriced),
    unreadable: Object.fromEntries(unreadable),
    leftOut,
    hasUsage,
  }
}

/** A month without use says nothing about the others' currency, but where there is no use at all, the last one counts. */
function currenciesOf(months: readonly UsageMonth[]): Set<Currency> {
  const used = months.filter((month) => month.entries.length > 0 || legacyVibe(month) !== undefined)
  return new Set((used.length > 0 ? used : months.slice(-1)).map((month) => month.currency))
}

interface UnitSum {
  readonly first: UsageEntry
  /** Decimals, since units can be fractions (seconds, hours) and sums can pass 2^53. */
  billed: Decimal
  consumed: Decimal
}

function sumUnits(entries: readonly UsageEntry[], range: DayRange): Iterable<UnitSum> {
  const sums = new Map<string, UnitSum>()
  for (const entry of entries) {
    const { day, category, model, group, metric, eventType, zone, tier } = entry
    if (day !== null && (day < range.from || day > range.to)) continue
    const key = JSON.stringify([day, category, model, group, metric, eventType, zone, tier])
    const sum = sums.get(key)
    const billed = Decimal.of(entry.billed)
    const consumed = Decimal.of(entry.consumed)
    if (sum) {
      sum.billed = sum.billed.plus(billed)
      sum.consumed = sum.consumed.plus(consumed)
    } else sums.set(key, { first: entry, billed, consumed })
  }
  return sums.values()
}

function lineOf({ first, consumed }: UnitSum, amount: Decimal): SpendLine {
  const { category, model, group, day } = first
  return { category, model, group, day, amount, units: consumed.toNumber() }
}

function sumUnpriced(sums: readonly UnitSum[]): UnpricedUnits[] {
  const byModel = Map.groupBy(sums, ({ first }) => JSON.stringify([first.category, first.model]))
  return [...byModel.values()]
    .map((same) => ({
      category: same[0]!.first.category,
      model: same[0]!.first.model,
      units: Decimal.sum(same.map(({ billed }) => billed)).toNumber(),
    }))
    .filter(({ units }) => units !== 0)
}

/** The oldest dialect tells Vibe as one amount for the month; where units are told as well, those count instead. */
function legacyVibe(month: UsageMonth): SpendLine | undefined {
  const amount = month.vibeUsage
  if (!amount || amount.isZero || month.entries.some((entry) => entry.category.startsWith('vibe_code')))
    return undefined
  return { category: 'vibe_usage', model: 'vibe', group: 'amount', day: null, amount, units: 0 }
}

export interface NamedAmount {
  readonly name: string
  readonly amount: Decimal
}

/** Sums the lines by what `nameOf` says of each; the largest first, equal ones by name. */
export function groupSpend(lines: readonly SpendLine[], nameOf: (line: SpendLine) => string): NamedAmount[] {
  const amounts = new Map<string, Decimal>()
  for (const line of lines) {
    const name = nameOf(line)
    amounts.set(name, (amounts.get(name) ?? Decimal.zero).plus(line.amount))
  }
  return rankAmounts([...amounts].map(([name, amount]) => ({ name, amount })))
}

export const rankAmounts = (rows: readonly NamedAmount[]): NamedAmount[] =>
  rows.toSorted((a, b) => b.amount.compare(a.amount) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

/** The first `count` rows, and all the others as one sum. */
export function splitTop(
  rows: readonly NamedAmount[],
  count: number,
): { top: readonly NamedAmount[]; other: Decimal; otherCount: number } {
  // One row behind the top is shown by its name: "other" would say less in the same space.
  const cut = rows.length === count + 1 ? rows.length : count
  const rest = rows.slice(cut)
  return { top: rows.slice(0, cut), other: Decimal.sum(rest.map((row) => row.amount)), otherCount: rest.length }
}
