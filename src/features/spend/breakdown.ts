import { sayAmounts } from '../../chatops/report/amounts.ts'
import { partsOf, sumEach } from '../../chatops/report/named-amounts.ts'
import { spendReportWords } from '../../chatops/report/spend-words.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { formatCount, formatEstimate, formatMoney, formatShare, inCurrency } from '../../domain/money/money.ts'
import { formatWeekday } from '../../domain/time/dates.ts'
import { modelName, shortModelName } from '../../domain/usage/model-name.ts'
import { sumByCurrency } from '../../domain/usage/month-lines.ts'
import { type NamedAmount, splitTop } from '../../domain/usage/spend.ts'
import type { Day, SpendLine } from '../../domain/usage/usage.ts'
import { findHighestDay } from './highest-day.ts'
import type { SpendReport } from './report.ts'
import { spendWords } from './words.ts'

const topInLine = 5
const topInList = 10
/** The picture beside it shows all days. */
const daysInList = 5

/** "Large 11,870 · Codestral 6,190 · … · 4 others 1,200": one line, the currency stands above. */
export function shortBreakdown(report: SpendReport, view: View): string {
  const { top, other, otherCount } = splitTop(worthSaying(report.rows), topInLine)
  const plain = (amount: Decimal) => formatMoney(inCurrency(amount, null), view.locale)
  const rows = top.map((row) => `${escapeMrkdwn(shortModelName(row.name), 40)} ${plain(row.amount)}`)
  return [...rows, ...(otherCount > 0 ? [spendWords(view).other(plain(other), otherCount)] : [])].join(' · ')
}

/** One line a row, the largest ten and the others; by day, the highest one and then the latest. */
export function breakdown(report: SpendReport, view: View): string {
  const spend = spendWords(view)
  const title = report.by ? `*${spend.by[report.by]}*` : ''
  const isDaily = report.by === 'day'
  const rows = worthSaying(report.rows)
  // What Mistral tells without a day is no day, and stands at the end.
  const [counted, withoutDay] = isDaily
    ? [rows.filter(({ name }) => name), rows.filter(({ name }) => !name)]
    : [rows, []]
  const { top, other, otherCount } = splitTop(counted, isDaily ? daysInList : topInList)
  const rest = isDaily ? spend.earlierDays(otherCount) : spend.otherRow(otherCount)
  return [
    title,
    ...(isDaily ? sayHighestDay(report, view) : []),
    ...top.map((row) => line(escapeMrkdwn(nameRow(row, report, view)), row.amount, report, view)),
    ...(otherCount > 0 ? [line(rest, other, report, view)] : []),
    ...withoutDay.map((row) => line(nameRow(row, report, view), row.amount, report, view)),
  ].join('\n')
}

/** The day that one would want to know of, wherever it stands in the list. */
function sayHighestDay({ spend }: SpendReport, view: View): string[] {
  const words = spendWords(view)
  const { lines, currency, total, hasMixedCurrencies } = spend
  const highest = hasMixedCurrencies ? undefined : findHighestDay(lines)
  if (!highest) return []
  const money = (amount: Decimal) => formatMoney(inCurrency(amount, currency), view.locale)
  const { day, amount, times, driver } = highest
  const share = formatShare(amount.toNumber(), total.toNumber(), view.locale)
  return [
    words.highestDay({
      day: formatWeekday(day, view.locale),
      amount: money(amount),
      share: share ?? '',
      times: times === undefined ? '' : formatCount(Math.round(times * 10) / 10, view.locale),
    }),
    ...(driver
      ? [
          words.drivenBy(
            escapeMrkdwn(driver.model, 40),
            money(driver.amount),
            formatEstimate(driver.usual, currency, view.locale),
          ),
        ]
      : []),
  ]
}

function line(label: string, amount: Decimal, report: SpendReport, view: View): string {
  const share = formatShare(amount.toNumber(), report.spend.total.toNumber(), view.locale)
  const money = formatMoney(inCurrency(amount, report.spend.currency), view.locale)
  return `${label}  *${money}*${share ? `  ${share}` : ''}`
}

/** Several currencies: what each name comes to in each of them, and no shares, since there is no whole. */
export function breakdownByCurrency(report: SpendReport, view: View): string {
  const { by, byMonth, workspaces } = report
  const nameLine = ({ category, model, day }: SpendLine) =>
    by === 'category' ? category : by === 'day' ? (day ?? '') : modelName(model)
  const names = [...new Set(sumEach(partsOf(byMonth, nameLine)).map(({ name }) => name ?? ''))]
  const rows =
    by === 'workspace'
      ? workspaces.map((workspace) => ({ name: workspace.name, sums: sumByCurrency(workspace.byMonth) }))
      : names.map((name) => ({ name, sums: sumByCurrency(byMonth, (line) => nameLine(line) === name) }))
  const shown = rows.filter(({ sums }) => sums.length > 0).slice(0, topInList)
  return [
    ...(by ? [`*${spendWords(view).by[by]}*`] : []),
    ...shown.map(({ name, sums }) => {
      const label = nameRow({ name, amount: Decimal.zero }, report, view)
      return `${escapeMrkdwn(label, 40)}  *${sayAmounts(sums, view)}*`
    }),
  ].join('\n')
}

/** A row's name as plain text: not yet escaped. */
export function nameRow(row: NamedAmount, report: SpendReport, view: View): string {
  const spend = spendWords(view)
  if (report.by === 'category') return spendReportWords(view).category(row.name)
  if (report.by === 'day') return row.name ? formatWeekday(row.name as Day, view.locale) : spend.withoutDay
  // What is left of the total is also what a Workspace without an answer has spent.
  return row.name || (report.missingWorkspaces.length > 0 ? spend.restOfWorkspaces : spend.noWorkspace)
}

/** What was used for free is no part of what was spent. */
const worthSaying = (rows: readonly NamedAmount[]): readonly NamedAmount[] =>
  rows.filter(({ amount }) => !amount.isZero)
