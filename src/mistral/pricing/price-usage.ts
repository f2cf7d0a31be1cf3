import { Decimal } from '../../domain/money/decimal.ts'
import type { Day, SpendLine, UnpricedCount, UsageMonth } from '../../domain/usage/usage.ts'
import type { CountedUsage, UsageEntry } from './counted-usage.ts'
import { listPrices, type PriceList } from './price-list.ts'
import { Tree } from './tree.ts'
import { UnitCount } from './unit-count.ts'

/** Turns units into amounts: units are summed first and multiplied once. */
export function priceUsage(counted: CountedUsage): UsageMonth {
  const { month, currency, unreadable } = counted
  const prices = listPrices(counted.prices)
  const valued = countUnits(counted.entries).map((meters) => valueMeters(meters.values, prices))
  const lines = valued.flatMap((one) => one.lines)
  const unpriced = valued.flatMap((one) => one.unpriced)
  return { month, currency, lines: [...lines, ...legacyVibe(counted)], unpriced, unreadable }
}

/** The oldest dialect tells Vibe as one amount for the month; where units are told as well, those count instead. */
function legacyVibe({ vibeUsage: amount, entries }: CountedUsage): SpendLine[] {
  if (!amount || amount.isZero || entries.some(({ category }) => category.startsWith('vibe_code'))) return []
  return [
    { category: 'vibe_usage', model: 'vibe', group: 'amount', day: null, amount, units: 0, billed: 0, price: null },
  ]
}

/** The meters of one category, model and group: what they come to each day is one line. */
function valueMeters(meters: readonly Meter[], prices: PriceList): Pick<UsageMonth, 'lines' | 'unpriced'> {
  const lines = new Map<Day | null, Pick<SpendLine, 'amount' | 'units' | 'billed' | 'price'>>()
  const unpriced: UnpricedCount[] = []
  const { category, model, group } = meters[0]!.first
  for (const { first, days } of meters) {
    const price = prices.find(first)
    for (const [day, { billed, consumed }] of days) {
      const units = billed.toDecimal()
      if (!price && !units.isZero) {
        unpriced.push({ category, model, group, day, units })
        continue
      }
      const amount = price ? units.times(price) : Decimal.zero
      const line = lines.get(day)
      lines.set(day, {
        amount: line ? line.amount.plus(amount) : amount,
        units: consumed.toNumber() + (line?.units ?? 0),
        billed: units.toNumber() + (line?.billed ?? 0),
        price: line ? samePrice(line.price, price) : (price ?? null),
      })
    }
  }
  return { lines: [...lines].map(([day, line]) => ({ category, model, group, day, ...line })), unpriced }
}

const samePrice = (one: Decimal | null, other: Decimal | undefined): Decimal | null =>
  one && other?.equals(one) ? one : null

/** What one price is for, and the units of each day that were counted for it. */
interface Meter {
  readonly first: UsageEntry
  readonly days: Map<Day | null, { readonly billed: UnitCount; readonly consumed: UnitCount }>
}

/** By meter and not by entry, since a price takes longer to find than units to add. */
function countUnits(entries: readonly UsageEntry[]): readonly Tree<Meter>[] {
  const groups = new Tree<Tree<Meter>>()
  for (const entry of entries) {
    const { day, category, model, group, metric, eventType, zone, tier } = entry
    const meters = groups.take([category, model, group], () => new Tree())
    const { days } = meters.take([metric, eventType, zone, tier], () => ({ first: entry, days: new Map() }))
    let counted = days.get(day)
    if (!counted) {
      counted = { billed: new UnitCount(), consumed: new UnitCount() }
      days.set(day, counted)
    }
    counted.billed.add(entry.billed)
    counted.consumed.add(entry.consumed)
  }
  return groups.values
}
