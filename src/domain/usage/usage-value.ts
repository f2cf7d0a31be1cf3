import { Decimal } from '../money/decimal.ts'
import type { Currency } from '../money/money.ts'
import { listPrices, type PriceList } from '../money/price-list.ts'
import type { SpendLine } from './spend.ts'
import { Tree } from './tree.ts'
import { UnitCount } from './unit-count.ts'
import type { Day, UsageEntry, UsageMonth } from './usage.ts'

export interface ValuedUsage {
  readonly lines: readonly SpendLine[]
  readonly unpriced: readonly UnpricedCount[]
}

export interface UnpricedCount {
  readonly category: string
  readonly model: string
  readonly group: string
  readonly day: Day | null
  readonly units: Decimal
}

const known = new WeakMap<UsageMonth, ValuedUsage>()

/** An answer never changes, so it is valued once, however many reports, comparisons and forecasts look at its days. */
export function valueUsage(month: UsageMonth): ValuedUsage {
  const valued = known.get(month) ?? applyPrices(month)
  known.set(month, valued)
  return valued
}

/** Units are summed first and multiplied once. */
function applyPrices(month: UsageMonth): ValuedUsage {
  const prices = listPrices(month.prices)
  const counted = countUnits(month.entries).map((meters) => valueMeters(meters.values, prices, month.currency))
  return { lines: counted.flatMap(({ lines }) => lines), unpriced: counted.flatMap(({ unpriced }) => unpriced) }
}

/** The meters of one category, model and group: what they come to each day is one line. */
function valueMeters(meters: readonly Meter[], prices: PriceList, currency: Currency): ValuedUsage {
  const lines = new Map<Day | null, Pick<SpendLine, 'amount' | 'units'>>()
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
      })
    }
  }
  return { lines: [...lines].map(([day, line]) => ({ category, model, group, day, currency, ...line })), unpriced }
}

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
