import type { Cell } from '../../chatops/report/csv.ts'
import { exchangeCells, exchangeColumns } from '../../chatops/report/exchange.ts'
import { type NamedPart, partsOf, sumEach, sumRest } from '../../chatops/report/named-amounts.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { monthOf } from '../../domain/time/time.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import type { SpendLine } from '../../domain/usage/usage.ts'
import { nameRow } from './breakdown.ts'
import { caveats } from './caveats.ts'
import type { SpendReport } from './report.ts'

/** Every amount that the total is a sum of; by a dimension, one line for each name, and for each currency of it. */
export function tabulateSpend(report: SpendReport, view: View): Table {
  const { by, period, byMonth, exchange } = report
  const shared = { period, notes: caveats(report, view) }
  if (!by) return { ...shared, columns: [...detailColumns, ...exchangeColumns(exchange)], rows: detailRows(report) }
  const parts =
    by === 'workspace' ? workspaceParts(report, view) : sumEach(partsOf(byMonth, nameOf[by], exchange !== undefined))
  const rows = parts.map(({ name, amount, currency, month = monthOf(period.to) }): Cell[] => [
    ...[name, amount, currency],
    ...exchangeCells({ amount, currency }, month, exchange),
  ])
  return {
    ...shared,
    columns: [by, 'amount', 'currency', ...exchangeColumns(exchange)],
    rows: by === 'day' ? rows.toSorted(byDay) : rows,
  }
}

const detailColumns = ['day', 'category', 'model', 'group', 'units', 'amount', 'currency']

/** What has no price is a line without an amount. */
function detailRows({ byMonth, spend, exchange, period }: SpendReport): Cell[][] {
  const priced = byMonth.flatMap(({ lines, currency, month }) =>
    lines.map(({ day, category, model, group, units, amount }): Cell[] => {
      const converted = exchangeCells({ amount, currency }, month, exchange)
      return [day, category, model, group, units, amount, currency, ...converted]
    }),
  )
  const none = exchangeCells({ amount: null, currency: null }, monthOf(period.to), exchange)
  const unpriced = spend.unpriced.map(({ category, model, units }) => [
    ...[null, category, model, null, units, null, null],
    ...none,
  ])
  return [...priced.toSorted(byDay), ...unpriced]
}

/** The first cell is a UTC day; what Mistral gives for the month as a whole has none, and comes last. */
const byDay = ([left]: readonly Cell[], [right]: readonly Cell[]): number => {
  const [one, other] = [String(left ?? 'none'), String(right ?? 'none')]
  return one < other ? -1 : one > other ? 1 : 0
}

const nameOf = {
  category: ({ category }: SpendLine) => category,
  model: ({ model }: SpendLine) => modelName(model),
  day: ({ day }: SpendLine) => day,
}

/** The last line is what belongs to no Workspace: the whole without what they have spent. */
function workspaceParts(report: SpendReport, view: View): NamedPart[] {
  const { byMonth, workspaces, exchange } = report
  const areMonthsApart = exchange !== undefined
  const rest = nameRow({ name: '', amount: Decimal.zero }, report, view)
  return [
    ...workspaces.flatMap((workspace) => sumEach(partsOf(workspace.byMonth, () => workspace.name, areMonthsApart))),
    ...sumRest(
      byMonth,
      workspaces.flatMap((workspace) => workspace.byMonth),
      rest,
      areMonthsApart,
    ),
  ]
}
