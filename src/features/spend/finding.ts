import type { View } from '../../chatops/view.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { formatMoney, formatShare, inCurrency, roundEstimate } from '../../domain/money/money.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import type { SpendChange } from '../../domain/usage/compare-spend.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import { nameRow } from './breakdown.ts'
import type { SpendReport } from './report.ts'
import { spendWords } from './words.ts'

/** The chart's title: what the picture shows, as one sentence. */
export function sayFinding(report: SpendReport, view: View): string {
  const { chart, inWorkspace } = spendWords(view)
  const { currency, total } = report.spend
  const money = (amount: Decimal) => formatMoney(inCurrency(amount, currency), view.locale)
  const plainPeriod = nameOfPeriod(report.period, view.locale, report.now.toISOString().slice(0, 4))
  const period = report.workspaceName ? inWorkspace(plainPeriod, report.workspaceName) : plainPeriod
  const [first] = report.rows
  if (report.by && report.by !== 'day' && first) {
    const share = formatShare(first.amount.toNumber(), total.toNumber(), view.locale)
    const leads = isComplete(report.spend) ? chart.leads : chart.leadsCounted
    if (share) return leads(nameRow(first, report, view), share, period)
  }
  const { forecast, limit, comparison } = report
  if (forecast && forecast !== 'tooEarly') {
    const cap = typeof limit === 'object' && limit.isComparable ? limit.limit : null
    const sayCap = (amount: Decimal) =>
      formatMoney(inCurrency(amount, typeof limit === 'object' ? limit.currency : null), view.locale)
    if (typeof limit === 'object' && limit.isReached && cap) return chart.suspended(sayCap(cap))
    const landing = Decimal.of(roundEstimate(forecast.landing))
    const where = forecast.isAtLeast ? chart.atLeast(money(landing)) : money(landing)
    // Where Mistral counts something else than we do, the limit holds against its count, and not against ours.
    const isOneCount = typeof limit === 'object' && !limit.differenceToSpend
    if (cap && isOneCount && forecast.reachesLimitAt && landing.compare(cap) > 0)
      return chart.headingOver(period, where, money(landing.minus(cap)))
    if (!cap || !isOneCount || forecast.isAtLeast) return chart.heading(period, where)
    return chart.headingUnder(period, where, sayCap(cap))
  }
  if (typeof comparison === 'object' && isSaid(comparison)) {
    const share = formatShare(Math.abs(comparison.difference.toNumber()), comparison.before.toNumber(), view.locale)
    const against = nameOfPeriod(
      { ...comparison.against, kind: report.period.kind },
      view.locale,
      report.now.toISOString().slice(0, 4),
    )
    if (share) return chart.costMore(period, money(total), share, comparison.difference.isNegative, against)
  }
  return chart.cost(period, money(total))
}

/** A title has no room for conditions: only whole periods of which everything is known are compared in it. */
const isSaid = ({ hasData, beginsOn, before, isWhole, coverage }: SpendChange): boolean =>
  hasData && !beginsOn && isWhole && coverage === 'all' && !before.isZero
