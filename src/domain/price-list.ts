import type { Decimal } from './decimal.ts'
import type { Price, UsageEntry } from './usage.ts'

export interface PriceList {
  /** The price of one unit, or undefined: then the units are unpriced. */
  find(entry: UsageEntry): Decimal | undefined
}

/**
 * Metric and group must match; event type, zone and tier must match where both sides carry them. Where an entry leaves
 * one of these open and several prices fit, the plain one counts (no zone or "global", no tier or "standard"); if that
 * does not settle it, and the prices differ, the units are unpriced: a wrong amount is worse than a missing one.
 */
export function listPrices(prices: readonly Price[]): PriceList {
  const byMetric = Map.groupBy(prices, (price) => `${price.metric}|${price.group}`)
  return {
    find(entry) {
      const fitting = (byMetric.get(`${entry.metric}|${entry.group}`) ?? []).filter(
        (price) =>
          agree(price.eventType, entry.eventType) && agree(price.zone, entry.zone) && agree(price.tier, entry.tier),
      )
      return agreedPrice(fitting) ?? agreedPrice(exact(fitting, entry)) ?? agreedPrice(fitting.filter(isPlain))
    },
  }
}

const agree = (a: string | null, b: string | null): boolean => a === null || b === null || a === b

function agreedPrice(prices: readonly Price[]): Decimal | undefined {
  const [first, ...rest] = prices
  return first && rest.every((other) => other.price.equals(first.price)) ? first.price : undefined
}

/** Of several that fit, those that carry what the entry carries. */
const exact = (prices: readonly Price[], entry: UsageEntry): Price[] =>
  prices.filter(
    (price) => price.eventType === entry.eventType && price.zone === entry.zone && price.tier === entry.tier,
  )

const isPlain = (price: Price): boolean =>
  (price.zone === null || price.zone === 'global') && (price.tier === null || price.tier === 'standard')
