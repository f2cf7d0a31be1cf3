import type { Decimal } from '../../domain/money/decimal.ts'
import type { Price, UsageEntry } from './counted-usage.ts'

export interface PriceList {
  /** The price of one unit, or undefined: then the units are unpriced. */
  find(entry: UsageEntry): Decimal | undefined
}

/**
 * Metric and group must match; event type, zone and tier must match where both sides carry them. Of several prices that
 * fit, the closest counts. Where none is closest and they differ, the units are unpriced: a wrong amount is worse than
 * a missing one.
 */
export function listPrices(prices: readonly Price[]): PriceList {
  const byMetric = Map.groupBy(prices, keyOf)
  return {
    find(entry) {
      const fitting = (byMetric.get(keyOf(entry)) ?? []).map((price) => ({ price, closeness: compare(price, entry) }))
      const possible = fitting.filter(({ closeness }) => !closeness.includes(conflict))
      const closest = possible.filter((one) => !possible.some((other) => isCloser(other.closeness, one.closeness)))
      return agreedPrice(closest.map(({ price }) => price))
    },
  }
}

const keyOf = ({ metric, group }: Price | UsageEntry): string => JSON.stringify([metric, group])

const conflict = -1
type Closeness = readonly [eventType: number, zone: number, tier: number]

const compare = (price: Price, entry: UsageEntry): Closeness => [
  closeness(price.eventType, entry.eventType, null),
  closeness(price.zone, entry.zone, 'global'),
  closeness(price.tier, entry.tier, 'standard'),
]

/** `plain` is what an entry means that leaves this open. */
function closeness(ofPrice: string | null, ofEntry: string | null, plain: string | null): number {
  if (ofPrice === ofEntry) return 2
  if (ofPrice === null || (ofEntry === null && ofPrice === plain)) return 1
  return ofEntry === null ? 0 : conflict
}

/** At least as close in everything, and closer in something. */
const isCloser = (one: Closeness, other: Closeness): boolean =>
  one.every((value, index) => value >= other[index]!) && one.some((value, index) => value > other[index]!)

function agreedPrice([first, ...rest]: readonly Price[]): Decimal | undefined {
  return first && rest.every((other) => other.price.equals(first.price)) ? first.price : undefined
}
