import { Decimal } from './decimal.ts'
import type { Currency } from './money.ts'
import { listPrices, type PriceList } from './price-list.ts'
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

/** Turns usage into amounts: integer units are summed first and multiplied once. */
export function computeSpend(months: readonly UsageMonth[], range: DayRange): Spend {
  const lines: SpendLine[] = []
  const unpriced = new Map<string, UnpricedUnits>()
  const unreadable: Record<string, number> = {}
  let leftOut = Decimal.zero
  let hasUsage = false
  for (const month of months) {
    const prices = listPrices(month.prices)
    const isWhole =
      range.from <= firstDayOf(month.month) && (range.to >= lastDayOf(month.month) || range.isRunning === true)
    for (const sum of sumUnits(month.entries, range)) {
      hasUsage = true
      const line = priceSum(sum, prices)
      if (line === undefined) {
        if (sum.billed !== 0) addUnpriced(unpriced, sum)
      } else if (sum.first.day === null && !isWhole) leftOut = leftOut.plus(line.amount)
      else lines.push(line)
    }
    const legacy = legacyVibe(month)
    if (legacy) {
      hasUsage = true
      if (isWhole) lines.push(legacy)
      else leftOut = leftOut.plus(legacy.amount)
    }
    for (const [category, count] of Object.entries(month.unreadable))
      unreadable[category] = (unreadable[category] ?? 0) + count
  }
  const currencies = new Set(months.filter((month) => month.entries.length > 0).map((month) => month.currency))
  return {
    lines,
    total: Decimal.sum(lines.map((line) => line.amount)),
    currency: currencies.size === 1 ? ([...currencies][0] ?? null) : null,
    hasMixedCurrencies: currencies.size > 1,
    unpriced: [...unpriced.values()],
    unreadable,
    leftOut,
    hasUsage,
  }
}

interface UnitSum {
  readonly first: UsageEntry
  billed: number
  consumed: number
  /** Only once doubles cannot hold the sum exactly: fractions, or beyond 2^53. */
  exactBilled: Decimal | undefined
}

function sumUnits(entries: readonly UsageEntry[], range: DayRange): Iterable<UnitSum> {
  const sums = new Map<string, UnitSum>()
  for (const entry of entries) {
    if (entry.day !== null && (entry.day < range.from || entry.day > range.to)) continue
    const key = `${entry.day}|${entry.category}|${entry.model}|${entry.group}|${entry.metric}|${entry.eventType}|${entry.zone}|${entry.tier}`
    const sum = sums.get(key)
    if (!sum) {
      const exactBilled = Number.isSafeInteger(entry.billed) ? undefined : Decimal.of(entry.billed)
      sums.set(key, { first: entry, billed: entry.billed, consumed: entry.consumed, exactBilled })
      continue
    }
    const next = sum.billed + entry.billed
    if (sum.exactBilled || !Number.isSafeInteger(next) || !Number.isSafeInteger(entry.billed))
      sum.exactBilled = (sum.exactBilled ?? Decimal.of(sum.billed)).plus(Decimal.of(entry.billed))
    sum.billed = next
    sum.consumed += entry.consumed
  }
  return sums.values()
}

function priceSum(sum: UnitSum, prices: PriceList): SpendLine | undefined {
  const { category, model, group, day } = sum.first
  const price = prices.find(sum.first)
  if (!price) return undefined
  const billed = sum.exactBilled ?? Decimal.of(sum.billed)
  return { category, model, group, day, amount: billed.times(price), units: sum.consumed }
}

function addUnpriced(unpriced: Map<string, UnpricedUnits>, sum: UnitSum): void {
  const { category, model } = sum.first
  const key = `${category}|${model}`
  unpriced.set(key, { category, model, units: (unpriced.get(key)?.units ?? 0) + sum.billed })
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
