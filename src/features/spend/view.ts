import { actions, context, section } from '../../chatops/blocks.ts'
import { sayAmounts } from '../../chatops/report/amounts.ts'
import { sayBudget, spentOfBudget } from '../../chatops/report/budgets.ts'
import { sayMonthsConverted } from '../../chatops/report/exchange.ts'
import { figuresAge, sayFiguresAge } from '../../chatops/report/figures-age.ts'
import { saySource } from '../../chatops/report/source.ts'
import { isAllUnknown } from '../../chatops/report/sources.ts'
import { saySpendChange } from '../../chatops/report/spend-change.ts'
import { spendReportWords } from '../../chatops/report/spend-words.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Decimal } from '../../domain/money/decimal.ts'
import { formatEstimate, formatMoney, formatMoneyChange, formatShare, inCurrency } from '../../domain/money/money.ts'
import { formatMoment, nameOfPeriod } from '../../domain/time/dates.ts'
import { writePeriod } from '../../domain/time/period.ts'
import { monthOf } from '../../domain/time/time.ts'
import { sumByCurrency } from '../../domain/usage/month-lines.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { Message } from '../../slack/message.ts'
import { breakdown, breakdownByCurrency, shortBreakdown } from './breakdown.ts'
import { caveats } from './caveats.ts'
import type { SpendReport } from './report.ts'
import { spendWords } from './words.ts'

/** The report as one message: the finding first, then what it rests on. */
export function renderSpend(report: SpendReport, view: View): Message {
  const spend = spendWords(view)
  const headline = sayHeadline(report, view)
  const { total, hasUsage } = report.spend
  const isAllKnown = isComplete(report.spend)
  if (isAllUnknown(report)) return sayUnknown(report, view)
  if (!hasUsage && isAllKnown)
    return report.origin
      ? sayNothing(coreWords(view).report.figures.noUsage(periodName(report, view)), '', report, view)
      : sayNothing(spend.noUsage(periodName(report, view)), spend.noUsageDetail, report, view)
  if (total.isZero && isAllKnown && report.spend.leftOut.length === 0)
    return sayNothing(
      spend.nothingSpent(periodName(report, view)),
      report.origin ? '' : spend.nothingSpentDetail,
      report,
      view,
    )

  const lead = [
    sayMonthsConverted(report.byMonth, report.exchange, view),
    saySuspension(report, view),
    sayOutlook(report, view),
    sayUse(report, view),
    sayBudgetUse(report, view),
    sayChange(report, view),
  ]
  const warnings = caveats(report, view)
  return {
    text: [headline, lead.find(Boolean)].filter(Boolean).join(' · ').replaceAll('*', ''),
    blocks: [
      section([`*${headline}*`, ...lead].filter(Boolean).join('\n')),
      ...(report.rows.some(({ amount }) => !amount.isZero) ? [section(sayRows(report, view))] : []),
      ...(warnings.length > 0 ? [section(warnings.join('\n'))] : []),
      ...figuresAge(report, view),
      context(`_${saySpendSource(report, view)}_`),
      ...buttons(report, view),
    ],
  }
}

function sayRows(report: SpendReport, view: View): string {
  if (report.spend.hasMixedCurrencies) return breakdownByCurrency(report, view)
  return report.by ? breakdown(report, view) : shortBreakdown(report, view)
}

/** Nobody brought figures: that is not the same as no usage. */
const sayUnknown = (report: SpendReport, view: View): Message => ({
  text: sayFiguresAge(report, view),
  blocks: [...figuresAge(report, view), context(`_${saySpendSource(report, view)}_`)],
})

function sayNothing(text: string, detail: string, report: SpendReport, view: View): Message {
  const lines = [`*${text}*`, detail, ...caveats(report, view)]
  return {
    text,
    blocks: [
      section(lines.filter(Boolean).join('\n')),
      ...figuresAge(report, view),
      context(`_${saySpendSource(report, view)}_`),
    ],
  }
}

const thisYear = (report: SpendReport): string => report.now.toISOString().slice(0, 4)

function periodName(report: SpendReport, view: View): string {
  const period = nameOfPeriod(report.period, view.locale, thisYear(report))
  return report.workspaceName ? spendWords(view).inWorkspace(period, escapeMrkdwn(report.workspaceName)) : period
}

function sayHeadline(report: SpendReport, view: View): string {
  const spend = spendWords(view)
  const { total } = report.spend
  if (total.isZero && (!isComplete(report.spend) || report.spend.leftOut.length > 0))
    return spend.headlineUnknown(periodName(report, view))
  const amount = sayTotal(report, view)
  const limit = typeof report.limit === 'object' ? report.limit : undefined
  if (!limit?.limit) return spend.headline(periodName(report, view), amount)
  const cap = formatMoney(inCurrency(limit.limit, limit.currency), view.locale)
  if (!limit.isComparable) return spend.headlineOtherCurrency(periodName(report, view), amount, cap)
  // The share of the amount that stands beside it: Mistral's own count, where it differs, has a line of its own.
  const share = formatShare(total.toNumber(), limit.limit.toNumber(), view.locale)
  return share
    ? spend.headlineOfLimit(periodName(report, view), amount, cap, share)
    : spend.headline(periodName(report, view), amount)
}

const sayTotal = ({ spend, byMonth }: SpendReport, view: View): string =>
  spend.hasMixedCurrencies
    ? sayAmounts(sumByCurrency(byMonth), view)
    : formatMoney(inCurrency(spend.total, spend.currency), view.locale)

function saySuspension(report: SpendReport, view: View): string {
  if (typeof report.limit !== 'object' || !report.limit.isReached) return ''
  const { limit, use } = report.limit
  const spend = spendWords(view)
  const money = (amount: Decimal) =>
    formatMoney(inCurrency(amount, report.limit === 'missing' ? null : (report.limit?.currency ?? null)), view.locale)
  return limit && use ? spend.suspended(money(use), money(limit)) : spend.suspendedSomewhere
}

function sayOutlook(report: SpendReport, view: View): string {
  const spend = spendWords(view)
  const { forecast, limit } = report
  if (!forecast) return ''
  if (forecast === 'tooEarly') return spend.tooEarly
  const { currency } = report.spend
  const estimate = (amount: number, unit: string | null) => formatEstimate(amount, unit, view.locale)
  const landing = forecast.isAtLeast
    ? spend.landingAtLeast(estimate(forecast.landing, currency))
    : spend.landing(estimate(forecast.landing, currency), estimate(forecast.low, null), estimate(forecast.high, null))
  if (typeof limit !== 'object' || !limit.limit || !limit.isComparable || limit.isReached) return landing
  if (forecast.reachesLimitAt)
    return spend.outlook(landing, spend.willNotHold(formatMoment(forecast.reachesLimitAt, view.locale, view.timeZone)))
  if (forecast.isAtLeast) return spend.outlook(landing, spend.cannotTell)
  return spend.outlook(landing, forecast.mayReachLimit ? spend.mayNotHold : spend.willHold)
}

function sayUse(report: SpendReport, view: View): string {
  const limit = report.limit
  if (typeof limit !== 'object' || !limit.use || !limit.differenceToSpend) return ''
  const { currency } = limit
  const difference = formatMoneyChange(inCurrency(limit.differenceToSpend, currency), view.locale)
  const share = limit.limit && formatShare(limit.use.toNumber(), limit.limit.toNumber(), view.locale)
  return spendWords(view).countedUse(formatMoney(inCurrency(limit.use, currency), view.locale), difference, share ?? '')
}

const sayChange = (report: SpendReport, view: View): string =>
  saySpendChange(report.comparison, { period: report.period, now: report.now, currency: report.spend.currency }, view)

function sayBudgetUse({ budget, spend, workspaceName, exchange, period }: SpendReport, view: View): string {
  if (!budget) return ''
  const spent = inCurrency(spend.total, spend.currency)
  const converted = spentOfBudget(budget, spent, monthOf(period.to), exchange)
  const place = workspaceName === undefined ? undefined : ({ kind: 'workspace', name: workspaceName } as const)
  return sayBudget(budget, spent, view, { place, converted })
}

const saySpendSource = (report: SpendReport, view: View): string =>
  coreWords(view).parts([saySource(report, view), spendReportWords(view).before])

/** The next questions, one click away: the other breakdowns. */
function buttons(report: SpendReport, view: View) {
  if (view.isShared) return []
  const { by } = spendWords(view)
  const others = (['workspace', 'model', 'day'] as const).filter((dimension) => dimension !== (report.by ?? 'model'))
  const offered = report.workspaceName ? others.filter((dimension) => dimension !== 'workspace') : others
  const breakdowns = offered.map((dimension) => runButton(by[dimension], lineFor(report, dimension)))
  const ask = typeof report.limit === 'object' && report.limit.limit ? [raiseButton(view)] : []
  return [actions(...breakdowns, ...ask)]
}

/** Where the limit stands in the answer, the way to a higher one is one click away. */
const raiseButton = (view: View) => runButton(coreWords(view).askForRaise, 'limits raise')

/** The same report by another dimension, with absolute days: a button may be clicked tomorrow. */
function lineFor(report: SpendReport, dimension: string): string {
  const { period, workspaceName } = report
  const days = writePeriod(period)
  const where = workspaceName ? ` workspace:"${workspaceName.replaceAll('"', '')}"` : ''
  return `spend ${days} by ${dimension}${where}`
}
