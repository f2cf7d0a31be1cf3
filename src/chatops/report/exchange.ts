import type { Config } from '../../config/index.ts'
import type { Decimal } from '../../domain/money/decimal.ts'
import {
  type Conversion,
  convert,
  type DatedAmount,
  type Exchange,
  quoteRate,
  type Rate,
  rateDayOf,
} from '../../domain/money/exchange.ts'
import { type Currency, formatMoney, type Money } from '../../domain/money/money.ts'
import type { Clock } from '../../domain/time/clock.ts'
import { formatDay } from '../../domain/time/dates.ts'
import { dayOf } from '../../domain/time/time.ts'
import { type MonthLines, sumByCurrency } from '../../domain/usage/month-lines.ts'
import type { Day, Month } from '../../domain/usage/usage.ts'
import type { DatabaseReads } from '../../storage/database.ts'
import { findInvoiceDays } from '../../storage/figures/read-invoiced.ts'
import type { FigureTables } from '../../storage/figures/schema.ts'
import { findRates } from '../../storage/rates/rates.ts'
import type { RateTables } from '../../storage/rates/schema.ts'
import { escapeMrkdwn } from '../text.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'
import type { Cell } from './csv.ts'

/** Of a report, or of the whole core. */
export type ExchangeSources = {
  readonly organization: string
  readonly clock: Clock
  readonly config: Pick<Config, 'reportCurrency'>
} & ({ readonly tables: DatabaseReads } | { readonly db: DatabaseReads })

/** The rates that a report on these months, or a file of that day, is converted at; undefined: nothing is converted. */
export async function findExchange(
  sources: ExchangeSources,
  months: readonly Month[],
  days: readonly Day[] = [],
): Promise<Exchange | undefined> {
  const { organization, clock, config } = sources
  const tables = 'tables' in sources ? sources.tables : sources.db
  const to = config.reportCurrency
  if (to === undefined) return undefined
  const today = dayOf(clock.now())
  const invoiced = await findInvoiceDays(tables.query<FigureTables>(), organization, months)
  const wanted = [...months.map((month) => rateDayOf({ invoiced, today }, month)), ...days]
  return { to, days: await findRates(tables.query<RateTables>(), organization, wanted), invoiced, today }
}

/** "≈ US$12,300 at 1 EUR = 1.0832 USD (ECB, 27 Nov, www.ecb.europa.eu)"; nothing where there is nothing to convert. */
export function sayConverted(
  amounts: readonly DatedAmount[],
  exchange: Exchange | undefined,
  view: View,
  precision: 'cents' | 'shown' = 'cents',
): string {
  if (!exchange) return ''
  const conversion = convert(exchange, amounts)
  const thisYear = exchange.today.slice(0, 4)
  if (conversion.kind === 'same') return ''
  if (conversion.kind === 'noRate') return sayMissing(conversion, exchange, view)
  const rates = sayRates(conversion.rates, thisYear, view)
  return coreWords(view).report.exchange.converted(formatMoney(conversion.money, view.locale, precision), rates)
}

/** "≈ US$12,300" alone, where the rate stands beside a larger sum; nothing where there is no rate. */
export function sayWorth(amounts: readonly DatedAmount[], exchange: Exchange, view: View): string {
  const conversion = convert(exchange, amounts)
  return conversion.kind === 'converted' ? `≈ ${formatMoney(conversion.money, view.locale, 'cents')}` : ''
}

/** Each month at its own rate. */
export const sayMonthsConverted = (
  byMonth: readonly MonthLines[],
  exchange: Exchange | undefined,
  view: View,
): string => (exchange ? sayConverted(datedAmounts(byMonth, exchange), exchange, view) : '')

export const datedAmounts = (byMonth: readonly MonthLines[], exchange: Exchange): DatedAmount[] =>
  byMonth.flatMap((month) => {
    const on = rateDayOf(exchange, month.month)
    return sumByCurrency([month]).map((money) => ({ ...money, on }))
  })

/** So many rates can be read in a line. */
const shownRates = 3

export function sayRates(rates: readonly Rate[], thisYear: string, view: View): string {
  const { list, report } = coreWords(view)
  const said = rates.slice(0, shownRates).map((rate) => sayRate(rate, thisYear, view))
  const others = rates.length - said.length
  return list(others > 0 ? [...said, report.others(others)] : said)
}

function sayRate(rate: Rate, thisYear: string, view: View): string {
  const quote = new Intl.NumberFormat(view.locale, { maximumSignificantDigits: 6 }).format(quoteRate(rate).toNumber())
  const day = formatDay(rate.day, view.locale, thisYear)
  return coreWords(view).report.exchange.rate(rate.from, quote, rate.to, day, escapeMrkdwn(rate.source, 60))
}

function sayMissing({ missing }: Extract<Conversion, { kind: 'noRate' }>, { to, today }: Exchange, view: View): string {
  const { list, report } = coreWords(view)
  const known = missing.flatMap(({ currency, on }) =>
    currency === null ? [] : [report.exchange.ofDay(currency, formatDay(on, view.locale, today.slice(0, 4)))],
  )
  if (known.length === 0) return report.exchange.unknownCurrency(to)
  const others = known.length - shownRates
  const said = others > 0 ? [...known.slice(0, shownRates), report.others(others)] : known
  return report.exchange.noRate(to, list(said))
}

/** The columns that a table has beside amount and currency where amounts are converted. */
export const exchangeColumns = (exchange: Exchange | undefined): string[] =>
  exchange ? ['month', 'converted', 'converted_currency', 'rate', 'rate_date', 'rate_source'] : []

/** Finer than cents: a line may be a part of one, and the sum of the lines is to come near the converted sum. */
const digitsOfLines = 6

/** An amount without a rate has none of them. */
export function exchangeCells(
  { amount, currency }: { readonly amount: Decimal | null; readonly currency: Currency },
  month: Month,
  exchange: Exchange | undefined,
): Cell[] {
  if (!exchange) return []
  const none = [month, null, null, null, null, null]
  if (amount === null) return none
  const money: Money = { amount, currency }
  if (currency === exchange.to) return [month, amount, currency, null, null, null]
  const conversion = convert(exchange, [{ ...money, on: rateDayOf(exchange, month) }], digitsOfLines)
  if (conversion.kind !== 'converted') return none
  const [rate] = conversion.rates
  if (!rate) return none
  return [month, conversion.money.amount, exchange.to, quoteRate(rate), rate.day, `ECB, ${rate.source}`]
}
