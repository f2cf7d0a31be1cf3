import { section } from '../../chatops/blocks.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { formatMoney, inCurrency } from '../../domain/money/money.ts'
import type { Block } from '../../slack/message.ts'
import { type DigestReport, isCompared, type Row } from './report.ts'
import { sayArrow, sayDifference } from './view.ts'
import { digestWords } from './words.ts'

const shownRows = 10

/** For the thread: what each Workspace and model cost, and how that changed. */
export function renderDetails(report: DigestReport, view: View): Block[] {
  // Rows of amounts in different currencies would each be a sum that is none: the title has them by currency.
  if (report.spend.hasMixedCurrencies) return []
  const words = digestWords(view)
  const lists = [
    { title: words.byWorkspace, rows: report.workspaces },
    { title: words.byModel, rows: report.models },
  ]
  return lists.flatMap(({ title, rows }) => (rows.length > 0 ? [section(sayRows(title, rows, report, view))] : []))
}

function sayRows(title: string, rows: readonly Row[], report: DigestReport, view: View): string {
  // One row behind the top is shown by its name: "other" would say less in the same space.
  const count = rows.length === shownRows + 1 ? rows.length : shownRows
  const rest = rows.slice(count)
  const lines = rows.slice(0, count).map((row) => sayRow(escapeMrkdwn(row.name, 40), row, report, view))
  const other: Row = {
    name: '',
    amount: Decimal.sum(rest.map(({ amount }) => amount)),
    difference: Decimal.sum(rest.map(({ difference }) => difference)),
  }
  const last = rest.length > 0 ? [sayRow(digestWords(view).other(rest.length), other, report, view)] : []
  return [`*${title}*`, ...lines, ...last].join('\n')
}

function sayRow(name: string, row: Row, report: DigestReport, view: View): string {
  const amount = formatMoney(inCurrency(row.amount, report.spend.currency), view.locale)
  return row.difference.isZero || !isCompared(report)
    ? `${name} ${amount}`
    : `${name} ${amount}  ${sayArrow(row)} ${sayDifference(row, report, view)}`
}
