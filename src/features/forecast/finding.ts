import { sayEstimate, sayLimitAmount } from '../../chatops/report/amounts.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { type Currency, formatMoney, inCurrency, roundEstimate } from '../../domain/money/money.ts'
import { formatMoment, nameOfPeriod } from '../../domain/time/dates.ts'
import { endOfMonth } from '../../domain/time/time.ts'
import type { ForecastReport, LimitStanding } from './report.ts'
import { forecastWords } from './words.ts'

/** The sentences that the message, its picture and the Home share. */

export const nameMonth = (report: ForecastReport, view: View): string =>
  nameOfPeriod(report.period, view.locale, report.now.toISOString().slice(0, 4))

/** The currency stands once, where the language puts it: "€42,100" to "44,800", "42 100" to "44 800 €". */
export function sayEnds(
  { low, high }: Record<'low' | 'high', number>,
  currency: Currency,
  view: View,
): [string, string] {
  const first = sayEstimate(low, currency, view)
  return /^\d/.test(first)
    ? [sayEstimate(low, null, view), sayEstimate(high, currency, view)]
    : [first, sayEstimate(high, null, view)]
}

/** A limit that an amount can be held against. */
export function heldLimit(report: ForecastReport): (LimitStanding & { readonly value: Decimal }) | undefined {
  const { limit } = report
  if (typeof limit !== 'object' || !limit.isComparable || limit.value === undefined) return undefined
  return limit.value === 'unlimited' ? undefined : { ...limit, value: limit.value }
}

export const sayLimit = ({ value, currency }: { value: Decimal; currency: Currency }, view: View): string =>
  sayLimitAmount(value, currency, view)

/** "November is heading for €43,500 of €45,000": the first line, and the picture's title. */
export function sayFinding(report: ForecastReport, view: View): string {
  const words = forecastWords(view)
  const { forecast, spend } = report
  const month = nameMonth(report, view)
  if (!report.period.isRunning)
    return words.overTitle(month, formatMoney(inCurrency(spend.total, spend.currency), view.locale))
  if (!forecast) return words.tooEarly(month)
  const landing = sayEstimate(forecast.landing, spend.currency, view)
  if (forecast.isAtLeast) return words.headingAtLeast(month, landing)
  const limit = heldLimit(report)
  if (!limit) return words.heading(month, landing)
  const rounded = Decimal.of(roundEstimate(forecast.landing))
  if (forecast.reachesLimitAt && rounded.compare(limit.value) > 0)
    return words.headingOver(
      month,
      landing,
      formatMoney(inCurrency(rounded.minus(limit.value), spend.currency), view.locale),
    )
  return words.headingOf(month, landing, sayLimit(limit, view))
}

/** Whether the limit holds, and until when; undefined: there is none that could be compared. */
export function sayHolding(report: ForecastReport, view: View): string {
  const words = forecastWords(view)
  const { forecast, limit, now } = report
  if (limit === undefined) return ''
  if (limit === 'missing') return words.missingLimit
  if (limit.value === undefined) return words.unknownLimit
  if (limit.value === 'unlimited') return words.noLimit
  const said = sayLimit({ value: limit.value, currency: limit.currency }, view)
  if (!limit.isComparable) return words.otherCurrency(said)
  if (!forecast || limit.isReached) return ''
  const when = (at: Date) => formatMoment(at, view.locale, view.timeZone)
  if (forecast.reachesLimitAt) return words.willNotHold(said, when(forecast.reachesLimitAt))
  if (forecast.isAtLeast) return words.cannotTell(said)
  return forecast.mayReachLimit
    ? words.mayNotHold(said, when(forecast.mayReachLimitAt ?? endOfMonth(now)))
    : words.holds(said)
}

/** "August, September and October". */
export const listMonths = (report: ForecastReport, view: View): string =>
  coreWords(view).list(
    report.replays.map(({ month }) =>
      nameOfPeriod(
        { kind: 'month', from: `${month}-01`, to: `${month}-01` },
        view.locale,
        report.now.toISOString().slice(0, 4),
      ),
    ),
  )
