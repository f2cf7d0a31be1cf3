import type { Cell } from '../../chatops/report/csv.ts'
import { exchangeCells, exchangeColumns } from '../../chatops/report/exchange.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import type { Money } from '../../domain/money/money.ts'
import { firstDayOf, lastDayOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { HistoryReport } from './gather.ts'
import { sayDifferences } from './view.ts'

/** A line for each month that is kept; of one month, a line for each sum that was known of it, the first one first. */
export function tabulateHistory(report: HistoryReport, view: View): Table {
  return report.asked ? tabulateRevisions(report, report.asked, view) : tabulateMonths(report, view)
}

// The month stands in the first column already.
const convertedColumns = ({ exchange }: HistoryReport) => exchangeColumns(exchange).slice(1)
const convertedCells = (money: Money, month: Month, { exchange }: HistoryReport): Cell[] =>
  exchangeCells(money, month, exchange).slice(1)

function tabulateMonths(report: HistoryReport, view: View): Table {
  const later = new Map(report.differences.flatMap(({ month, name, total }) => (name === null ? [[month, total]] : [])))
  return {
    columns: [
      ...['month', 'through', 'state', 'amount', 'currency', 'reported_later', 'reported_currency'],
      ...convertedColumns(report),
    ],
    rows: report.months.map(({ month, through, total }) => [
      ...[month, through, stateOf(month, report), total.amount, total.currency],
      ...[later.get(month)?.amount ?? null, later.get(month)?.currency ?? null],
      ...convertedCells(total, month, report),
    ]),
    notes: sayDifferences(report, view),
  }
}

function tabulateRevisions(report: HistoryReport, asked: NonNullable<HistoryReport['asked']>, view: View): Table {
  const { month, firstAt, total, revisions } = asked
  const since = [firstAt, ...revisions.map(({ at }) => at)]
  const sums = [...revisions.map(({ before }) => before), total]
  const reasons = ['first', ...revisions.map(({ isCorrection }) => (isCorrection ? 'corrected' : 'more days'))]
  return {
    period: { from: firstDayOf(month), to: lastDayOf(month) },
    columns: [
      ...['month', 'known_since', 'known_until', 'reason', 'state', 'amount', 'currency'],
      ...convertedColumns(report),
    ],
    rows: sums.map((sum, index) => [
      ...[month, since[index]?.toISOString() ?? null, since[index + 1]?.toISOString() ?? null],
      ...[reasons[index] ?? null, stateOf(month, report), sum.amount, sum.currency],
      ...convertedCells(sum, month, report),
    ]),
    notes: sayDifferences(report, view),
  }
}

/** Programs read it: in English, whatever the language of the reader. */
function stateOf(month: Month, { closings, months }: HistoryReport): string {
  if (closings.some((closing) => closing.month === month)) return 'closed'
  const through = months.find((one) => one.month === month)?.through
  return through === lastDayOf(month) ? 'provisional' : 'running'
}
