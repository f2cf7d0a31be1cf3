import type { Cell } from '../../chatops/report/csv.ts'
import { exchangeCells, exchangeColumns } from '../../chatops/report/exchange.ts'
import { partsOf, sumEach, sumRest } from '../../chatops/report/named-amounts.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { monthOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import { listRemarks } from './remarks.ts'
import type { WorkspaceRow, WorkspacesReport } from './report.ts'
import { workspacesWords } from './words.ts'

/** A line for each Workspace, and for each currency of it; the last is what was spent in none that gave an answer. */
export function tabulateWorkspaces(report: WorkspacesReport, view: View): Table {
  const { period, rows, byMonth, exchange } = report
  const last = monthOf(period.to)
  const rest = sumRest(
    byMonth,
    rows.flatMap((row) => row.byMonth),
    workspacesWords(view).restName,
    exchange !== undefined,
  )
  return {
    period,
    columns: [
      'workspace',
      'members',
      'amount',
      'currency',
      'cap',
      'cap_currency',
      ...(view.seesNames ? ['administrators'] : []),
      ...exchangeColumns(exchange),
    ],
    rows: [
      ...rows.flatMap((row) => describe(row, view, { exchange, last })),
      ...rest.map(({ name, amount, currency, month = last }): Cell[] => [
        ...[name, null, amount, currency, null, null],
        ...(view.seesNames && exchange ? [null] : []),
        ...exchangeCells({ amount, currency }, month, exchange),
      ]),
    ],
    notes: listRemarks(report, view),
  }
}

/** One that spent nothing has its line as well: it may have a cap. */
function describe(
  { name, members, spent, cap, owners, byMonth }: WorkspaceRow,
  view: View,
  { exchange, last }: { readonly exchange: Exchange | undefined; readonly last: Month },
): Cell[][] {
  const sums = sumEach(partsOf(byMonth, () => name, exchange !== undefined))
  const people = view.seesNames ? [(owners ?? []).map((owner) => owner.name ?? owner.email ?? owner.id).join('; ')] : []
  const parts = sums.length > 0 ? sums : [{ ...spent, month: last }]
  return parts.map(({ amount, currency, month = last }): Cell[] => {
    const converted = exchangeCells({ amount, currency }, month, exchange)
    return [
      name,
      members,
      amount,
      currency,
      cap?.cap.amount ?? null,
      cap?.cap.currency ?? null,
      ...people,
      ...converted,
    ]
  })
}
