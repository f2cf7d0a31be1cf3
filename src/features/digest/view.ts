import { panelUrl } from '../../chatops/admin-panel.ts'
import { context, section } from '../../chatops/blocks.ts'
import { sayAmounts } from '../../chatops/report/amounts.ts'
import { sayMonthsConverted } from '../../chatops/report/exchange.ts'
import { figuresAge } from '../../chatops/report/figures-age.ts'
import { saySource } from '../../chatops/report/source.ts'
import { isAllUnknown } from '../../chatops/report/sources.ts'
import { sayMissingWorkspaces } from '../../chatops/report/spend-caveats.ts'
import { formatChange } from '../../chatops/report/spend-change.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { MonthForecast } from '../../domain/forecast/month-forecast.ts'
import { nearlyUsed } from '../../domain/limit/nearly-used.ts'
import {
  formatEstimate,
  formatMoney,
  formatMoneyChange,
  formatShare,
  inCurrency,
  isComparable,
} from '../../domain/money/money.ts'
import { formatDays, formatMoment, nameOfPeriod } from '../../domain/time/dates.ts'
import { dayOf, firstDayOf, lastDayOf, monthOf } from '../../domain/time/time.ts'
import { sumByCurrency } from '../../domain/usage/month-lines.ts'
import type { Spend } from '../../domain/usage/spend.ts'
import type { Block, Message } from '../../slack/message.ts'
import { type DigestReport, findMovers, isCompared, type Row } from './report.ts'
import type { DigestPeriod } from './when.ts'
import { digestWords } from './words.ts'

/** What a digest can be made without; each feature's own section is one more, under the feature's name. */
export const ownParts = ['movers', 'attention', 'chart', 'details'] as const
export type OwnPart = (typeof ownParts)[number]

const arrows = { up: '▲', down: '▼' } as const
const shownMovers = 3
const shownCaps = 5
const shownNames = 3

/** The finding first: it is what a lock screen shows. */
export function renderDigest(
  report: DigestReport,
  view: View,
  { leftOut = [], sections = [] }: { readonly leftOut?: readonly string[]; readonly sections?: readonly Block[] } = {},
): Message {
  const words = digestWords(view)
  const title = sayPeriod(report, view)
  const paragraphs = (part: OwnPart, lines: readonly string[]) =>
    lines.length > 0 && !leftOut.includes(part) ? [section(lines.join('\n'))] : []
  const caveats = [...(report.spend.gaps.size > 0 ? [words.gaps] : []), ...sayMissing(report, view)]
  const { of } = report.period
  const source = saySource({ ...report, period: { to: of.to, isRunning: false } }, view)
  // In the present month what is not known can still be brought.
  const aged = { ...report, period: { to: of.to, isRunning: monthOf(of.to) === monthOf(dayOf(report.now)) } }
  return {
    text: title,
    blocks: [
      section(
        [`*${title}*`, sayMonthsConverted(report.byMonth, report.exchange, view), sayMonth(report, view)]
          .filter(Boolean)
          .join('\n'),
      ),
      ...paragraphs('movers', sayMovers(report, view)),
      ...sections,
      ...paragraphs('attention', sayAttention(report, view)),
      ...(caveats.length > 0 ? [section(caveats.join('\n'))] : []),
      ...figuresAge(aged, view),
      context(`_${coreWords(view).parts([source, words.before])}_`),
    ],
  }
}

export const thisYear = ({ now }: DigestReport): string => now.toISOString().slice(0, 4)

/** "16–22 Nov", "October". */
export const nameDays = (period: DigestPeriod, view: View, year: string): string =>
  nameOfPeriod({ kind: period.rhythm === 'monthly' ? 'month' : 'days', ...period.of }, view.locale, year)

/** "23–29 Nov: €12,390, +14% (+€1,530) on the week before". */
export function sayPeriod(report: DigestReport, view: View, mark = markNames): string {
  const words = digestWords(view)
  const { period, spend, comparison } = report
  const days = `${sayScope(report, view, mark)}${nameDays(period, view, thisYear(report))}`
  if (isAllUnknown(report)) return coreWords(view).report.origins.nothingFor(days)
  if (!spend.hasUsage) return report.origin ? coreWords(view).report.figures.noUsage(days) : words.noUsage(days)
  const amount = formatMoney(inCurrency(spend.total, spend.currency), view.locale)
  if (spend.hasMixedCurrencies) return words.spent(days, sayAmounts(sumByCurrency(report.byMonth), view))
  const before = report.isCut
    ? nameCut(report, view)
    : period.rhythm === 'weekly'
      ? words.weekBefore
      : nameBefore(report, view)
  if (comparison.coverage === 'otherCurrency' && comparison.hasData)
    return words.otherCurrencyBefore(days, amount, before)
  if (!isCompared(report)) return words.spent(days, amount)
  if (comparison.difference.isZero) return words.same(days, amount, before)
  const { share, difference } = formatChange(comparison, spend.currency, view)
  const change = share === undefined ? difference : `${share} (${difference})`
  return words.changed(days, amount, change, before, comparison.coverage === 'part')
}

const markNames = (name: string): string => escapeMrkdwn(name, 40)

export const nameBefore = (report: DigestReport, view: View): string =>
  nameOfPeriod({ kind: 'month', ...report.period.against }, view.locale, thisYear(report))

/** "4–6 Nov": of the days before, as many as are known now. */
const nameCut = ({ comparison: { against }, now }: DigestReport, view: View): string =>
  formatDays(against.from, against.to, view.locale, now.toISOString().slice(0, 4))

/** "Support-bot and 2 more, "; nothing for the whole Organization. */
function sayScope({ names }: DigestReport, view: View, mark: (name: string) => string): string {
  if (names.length === 0) return ''
  const shown = names.slice(0, shownNames).map(mark).join(', ')
  const more = names.length - shownNames
  return `${more > 0 ? digestWords(view).andMore(shown, more) : shown}, `
}

/** "November: €43,980 of €50,000 (88%), landing ≈ €46,100: the limit should hold". */
function sayMonth(report: DigestReport, view: View): string {
  const words = digestWords(view)
  const { month, limit, forecast } = report
  if (!month) return ''
  const soFar = saySoFar(month, report, view)
  if (limit?.isReached) return `${words.suspended} ${soFar}`
  if (!forecast) return soFar
  const landing = formatEstimate(forecast.landing, month.currency, view.locale)
  const outlook = forecast.isAtLeast ? words.landingAtLeast(landing) : words.landing(landing)
  const isHeldAgainst = limit?.limit && isComparable(limit.currency, month.currency)
  return words.outlook(soFar, outlook, isHeldAgainst ? sayVerdict(forecast, view) : '')
}

/** Held against the limit is what Mistral counts against it, as everywhere: it decides when access stops. */
function saySoFar(month: Spend, { limit, now }: DigestReport, view: View): string {
  const words = digestWords(view)
  const today = dayOf(now)
  const days = { from: firstDayOf(monthOf(today)), to: lastDayOf(monthOf(today)) }
  const name = nameOfPeriod({ kind: 'month', ...days }, view.locale, today.slice(0, 4))
  const spent = formatMoney(inCurrency(month.total, month.currency), view.locale)
  const stated = limit && !limit.isUnlimited ? limit.limit : null
  if (!limit || !stated) return words.month(name, spent)
  const said = formatMoney(inCurrency(stated, limit.currency), view.locale)
  if (!isComparable(limit.currency, month.currency)) return words.monthOtherCurrency(name, spent, said)
  if (!limit.use) return words.monthUnknownUse(name, spent, said)
  const share = formatShare(limit.use.toNumber(), stated.toNumber(), view.locale) ?? ''
  return words.monthOfLimit(name, formatMoney(inCurrency(limit.use, limit.currency), view.locale), said, share)
}

/** Whether the limit holds. What is known in part lands at least somewhere, so it cannot promise that. */
function sayVerdict(forecast: MonthForecast, view: View): string {
  const words = digestWords(view)
  if (forecast.reachesLimitAt) return words.reached(formatMoment(forecast.reachesLimitAt, view.locale, view.timeZone))
  if (forecast.isAtLeast) return words.cannotTell
  return forecast.mayReachLimit ? words.mayReach : words.holds
}

function sayMovers(report: DigestReport, view: View): string[] {
  if (!isCompared(report)) return []
  const words = digestWords(view)
  const line = (rows: readonly Row[]) =>
    findMovers(rows, shownMovers)
      .map((row) => `${sayArrow(row)} ${markNames(row.name)} ${sayDifference(row, report, view)}`)
      .join(' · ')
  // One Workspace moved as the whole did: it is in the first line.
  const workspaces = report.names.length === 1 ? '' : line(report.workspaces)
  const models = line(report.models)
  return [...(workspaces ? [words.workspaces(workspaces)] : []), ...(models ? [words.models(models)] : [])]
}

export const sayArrow = ({ difference }: Row): string => (difference.isNegative ? arrows.down : arrows.up)

export const sayDifference = ({ difference }: Row, { spend }: DigestReport, view: View): string =>
  formatMoneyChange(inCurrency(difference, spend.currency), view.locale)

/** What somebody has to do something about. */
function sayAttention({ nearCaps, limit }: DigestReport, view: View): string[] {
  const words = digestWords(view)
  const caps = nearCaps.slice(0, shownCaps).map(({ name, used, cap, share, isAtLeast }) => {
    const said = formatShare(share, 1, view.locale) ?? ''
    const amounts = [formatMoney(used, view.locale, 'whole'), formatMoney(cap, view.locale, 'whole')] as const
    return words.nearCap(markNames(name), ...amounts, isAtLeast ? words.atLeast(said) : said)
  })
  const more = nearCaps.length - shownCaps
  return [
    ...(limit?.lastPaymentFailed ? [words.paymentFailed(panelUrl('billing'))] : []),
    ...caps,
    ...(more > 0 ? [words.moreNearCaps(more, formatShare(nearlyUsed, 1, view.locale) ?? '')] : []),
  ]
}

/** What gave no answer is named: without it, it would look as if there were nothing to say of it. */
function sayMissing({ missing, isLimitMissing }: DigestReport, view: View): string[] {
  const words = digestWords(view)
  return [
    ...(isLimitMissing ? [words.limitMissing] : []),
    ...(missing === 'all' ? [words.workspacesMissing] : sayMissingWorkspaces(missing, view)),
  ]
}
