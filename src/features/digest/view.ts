import { context, section } from '../../chatops/blocks.ts'
import { saySource } from '../../chatops/report/source.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Chart } from '../../domain/chart.ts'
import type { MonthForecast } from '../../domain/forecast/month-forecast.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { formatMoney, formatMoneyChange, formatShare, inCurrency, roundEstimate } from '../../domain/money/money.ts'
import { formatDays, formatMoment, nameOfPeriod } from '../../domain/time/dates.ts'
import { dayOf, firstDayOf, lastDayOf, monthOf } from '../../domain/time/time.ts'
import type { Block, Message } from '../../slack/message.ts'
import type { DigestReport, Mover } from './report.ts'
import { digestWords } from './words.ts'

const arrows = { up: '▲', down: '▼' } as const

/** The finding first: it is what a lock screen shows. */
export function renderDigest(report: DigestReport, view: View): Message {
  const title = sayWeek(report, view)
  return { text: title, blocks: blocksOf(report, title, view) }
}

function blocksOf(report: DigestReport, title: string, view: View): Block[] {
  const words = digestWords(view)
  const movers = sayMovers(report, view)
  const { fetchedAt, now } = report
  const sourced = { period: { to: report.week.to, isRunning: false }, fetchedAt, now }
  const gaps = report.spend.gaps.size > 0 ? [section(words.gaps)] : []
  return [
    section([`*${title}*`, sayMonth(report, view)].filter(Boolean).join('\n')),
    ...(movers.length > 0 ? [section(movers.join('\n'))] : []),
    ...gaps,
    context(`_${coreWords(view).parts([saySource(sourced, view), words.before])}_`),
  ]
}

const thisYear = ({ now }: DigestReport): string => now.toISOString().slice(0, 4)

export function sayWeek(report: DigestReport, view: View): string {
  const words = digestWords(view)
  const { week, spend, comparison } = report
  const days = formatDays(week.from, week.to, view.locale, thisYear(report))
  if (!spend.hasUsage) return words.noUsage(days)
  const amount = formatMoney(inCurrency(spend.total, spend.currency), view.locale)
  if (!comparison.hasData || comparison.coverage === 'none' || comparison.before.isZero) return words.week(days, amount)
  if (comparison.difference.isZero) return words.weekSame(days, amount)
  const share = formatShare(comparison.difference.toNumber(), comparison.before.toNumber(), view.locale)
  const sign = comparison.difference.isNegative ? '' : '+'
  const difference = formatMoneyChange(inCurrency(comparison.difference, spend.currency), view.locale)
  const change = share === undefined ? difference : `${sign}${share} (${difference})`
  return words.weekChanged(days, amount, change, comparison.coverage === 'part')
}

/** "November: €43,980 of €50,000 (88%), landing ≈ €46,100: the limit should hold". */
function sayMonth(report: DigestReport, view: View): string {
  const words = digestWords(view)
  const { month, limit, forecast, now } = report
  const today = dayOf(now)
  const name = nameOfPeriod(
    { kind: 'month', from: firstDayOf(monthOf(today)), to: lastDayOf(monthOf(today)) },
    view.locale,
    thisYear(report),
  )
  const money = (amount: Decimal) => formatMoney(inCurrency(amount, month.currency), view.locale)
  const isComparable = !limit?.currency || !month.currency || limit.currency === month.currency
  const cap = limit && !limit.isUnlimited && isComparable ? limit.limit : null
  const share = cap ? formatShare(month.total.toNumber(), cap.toNumber(), view.locale) : undefined
  const soFar =
    cap && share && limit
      ? words.monthOfLimit(name, money(month.total), formatMoney(inCurrency(cap, limit.currency), view.locale), share)
      : words.month(name, money(month.total))
  if (limit?.isReached) return `${words.suspended} ${soFar}`
  if (!forecast) return soFar
  const landing = formatMoney(
    inCurrency(Decimal.of(roundEstimate(forecast.landing)), month.currency),
    view.locale,
    'whole',
  )
  const outlook = forecast.isAtLeast ? words.landingAtLeast(landing) : words.landing(landing)
  const verdict = cap ? sayVerdict(forecast, view) : ''
  return words.outlook(soFar, outlook, verdict)
}

/** Whether the limit holds. What is known in part lands at least somewhere, so it cannot promise that. */
function sayVerdict(forecast: MonthForecast, view: View): string {
  const words = digestWords(view)
  if (forecast.reachesLimitAt) return words.reached(formatMoment(forecast.reachesLimitAt, view.locale, view.timeZone))
  if (forecast.isAtLeast) return words.cannotTell
  return forecast.mayReachLimit ? words.mayReach : words.holds
}

function sayMovers(report: DigestReport, view: View): string[] {
  const words = digestWords(view)
  const line = (kind: Mover['kind']) =>
    report.movers
      .filter((mover) => mover.kind === kind)
      .map(({ name, difference }) => {
        const arrow = difference.isNegative ? arrows.down : arrows.up
        return `${arrow} ${escapeMrkdwn(name, 40)} ${formatMoneyChange(inCurrency(difference, report.spend.currency), view.locale)}`
      })
      .join(' · ')
  const [workspaces, models] = [line('workspace'), line('model')]
  return [...(workspaces ? [words.workspaces(workspaces)] : []), ...(models ? [words.models(models)] : [])]
}

/** This week's days beside the same weekdays of the week before. */
export function drawDigest(report: DigestReport, view: View): Chart | undefined {
  if (!report.spend.hasUsage || report.spend.hasMixedCurrencies) return undefined
  const words = digestWords(view)
  const { week } = report
  return {
    locale: view.locale,
    title: sayWeek(report, view),
    subtitle: words.subtitle(formatDays(week.from, week.to, view.locale, thisYear(report))),
    panels: [
      {
        kind: 'timeline',
        measure: { kind: 'money', currency: report.spend.currency },
        slots: { by: 'weekday', from: week.from, count: 7 },
        shape: 'bars',
        series: [
          { name: words.weekBefore, role: 'before', values: report.daily.before },
          { name: words.thisWeek, values: report.daily.week },
        ],
      },
    ],
  }
}
