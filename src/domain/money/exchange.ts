import { addDays, lastDayOf } from '../time/time.ts'
import type { Day, Month } from '../usage/usage.ts'
import { Decimal } from './decimal.ts'
import type { Currency, Money } from './money.ts'

/** What one euro cost in other currencies on one day, as the European Central Bank published it. */
export interface RateDay {
  readonly day: Day
  /** Units of a currency for one euro, by its three letters. */
  readonly perEuro: Readonly<Record<string, Decimal>>
  /** The name of the file, or of the host that it was fetched from. */
  readonly source: string
}

/** From one currency into another, exactly: two numbers, since their quotient mostly has no end. */
export interface Rate {
  readonly from: string
  readonly to: string
  /** An amount times `times`, divided by `by`. */
  readonly times: Decimal
  readonly by: Decimal
  /** The day on which the rate was published, not the one that was asked for. */
  readonly day: Day
  readonly source: string
}

/** Weekends and the days around Christmas and Easter have no rate; what is older than that comes from a file that nobody kept up. */
export const oldestRateDays = 7

/** The last rate that was published on or before the day; undefined: none that is young enough. Both currencies are of one day. */
export function findRate(days: readonly RateDay[], from: string, to: string, on: Day): Rate | undefined {
  const earliest = addDays(on, -oldestRateDays)
  const young = days
    .filter(({ day }) => day <= on && day >= earliest)
    .toSorted((one, other) => (one.day < other.day ? 1 : -1))
  for (const { day, perEuro, source } of young) {
    const [times, by] = [inEuro(perEuro, to), inEuro(perEuro, from)]
    if (times && by) return { from, to, times, by, day, source }
  }
  return undefined
}

const inEuro = (perEuro: RateDay['perEuro'], currency: string): Decimal | undefined =>
  currency === 'EUR' ? Decimal.of(1) : perEuro[currency]

/** Cents. */
const shownDigits = 2

/** An amount, and the rate that it is converted at. */
export interface Rated {
  readonly amount: Decimal
  readonly rate: Rate
}

/** One sum of amounts, each at its own rate: added exactly, and rounded once. */
export function convertAll(parts: readonly Rated[], digits = shownDigits): Decimal {
  let [above, below] = [0n, 1n]
  for (const { amount, rate } of parts) {
    const product = amount.times(rate.times)
    const over = product.coefficient * 10n ** BigInt(rate.by.scale)
    const under = rate.by.coefficient * 10n ** BigInt(product.scale)
    above = above * under + over * below
    below *= under
  }
  return divide(above, below, digits)
}

/** Half away from zero, as invoices round. */
function divide(above: bigint, below: bigint, digits: number): Decimal {
  const isNegative = above < 0n !== below < 0n
  const [size, by] = [above < 0n ? -above : above, below < 0n ? -below : below]
  const rounded = (2n * size * 10n ** BigInt(digits) + by) / (2n * by)
  const power = Decimal.of(`1e-${digits}`)
  return Decimal.of(isNegative ? -rounded : rounded).times(power)
}

/** What one unit is worth, to ten digits: what people and spreadsheets see of a rate. */
export function quoteRate(rate: Rate): Decimal {
  const size = Math.floor(Math.log10(rate.times.toNumber() / rate.by.toNumber()))
  return convertAll([{ amount: Decimal.of(1), rate }], Math.max(0, 9 - size))
}

/** Rates around the days that a report is about, into the one currency that it is converted into. */
export interface Exchange {
  readonly to: string
  readonly days: readonly RateDay[]
  /** The day of a month's invoice, where one was imported that says it. */
  readonly invoiced: ReadonlyMap<Month, Day>
  readonly today: Day
}

/** A month's amounts are converted at the rate of its invoice; without one, at that of its last day, or of today. */
export function rateDayOf({ invoiced, today }: Pick<Exchange, 'invoiced' | 'today'>, month: Month): Day {
  const last = lastDayOf(month)
  return invoiced.get(month) ?? (last < today ? last : today)
}

export interface DatedAmount extends Money {
  readonly on: Day
}

/** What amounts come to in the one currency. Where one of them has no rate, none of them is converted: part of a sum is no sum. */
export type Conversion =
  /** All is in that currency already. */
  | { readonly kind: 'same' }
  | { readonly kind: 'converted'; readonly money: Money; readonly rates: readonly Rate[] }
  | { readonly kind: 'noRate'; readonly missing: readonly { readonly currency: Currency; readonly on: Day }[] }

export function convert(
  { to, days }: Pick<Exchange, 'to' | 'days'>,
  amounts: readonly DatedAmount[],
  digits = shownDigits,
): Conversion {
  const [sums, rates, missing] = [[] as Rated[], [] as Rate[], [] as { currency: Currency; on: Day }[]]
  const counted = amounts.filter(({ amount }) => !amount.isZero)
  for (const same of Map.groupBy(counted, ({ currency, on }) => `${currency} ${on}`).values()) {
    const { currency, on } = same[0]!
    const amount = Decimal.sum(same.map((one) => one.amount))
    const rate = currency === to ? unchanged(to, on) : currency ? findRate(days, currency, to, on) : undefined
    if (!rate) missing.push({ currency, on })
    else {
      sums.push({ amount, rate })
      if (currency !== to) rates.push(rate)
    }
  }
  if (missing.length > 0) return { kind: 'noRate', missing }
  if (rates.length === 0) return { kind: 'same' }
  return { kind: 'converted', money: { amount: convertAll(sums, digits), currency: to }, rates: distinct(rates) }
}

const unchanged = (to: string, day: Day): Rate => ({
  ...{ from: to, to, day, source: '' },
  ...{ times: Decimal.of(1), by: Decimal.of(1) },
})

const distinct = (rates: readonly Rate[]): Rate[] => [
  ...new Map(rates.map((rate) => [`${rate.from} ${rate.day}`, rate])).values(),
]
