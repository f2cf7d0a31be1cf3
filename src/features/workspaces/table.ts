import type { Cell } from '../../chatops/report/csv.ts'
import { partsOf, sumEach, sumRest } from '../../chatops/report/named-amounts.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { listRemarks } from './remarks.ts'
import type { WorkspaceRow, WorkspacesReport } from './report.ts'
import { workspacesWords } from './words.ts'

/** A line for each Workspace, and for each currency of it; the last is what was spent in none that gave an answer. */
export function tabulateWorkspaces(report: WorkspacesReport, view: View): Table {
  const { period, rows, byMonth } = report
  const rest = sumRest(
    byMonth,
    rows.flatMap((row) => row.byMonth),
    workspacesWords(view).restName,
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
    ],
    rows: [
      ...rows.flatMap((row) => describe(row, view)),
      ...rest.map(({ name, amount, currency }): Cell[] => [name, null, amount, currency, null, null]),
    ],
    notes: listRemarks(report, view),
  }
}

/** One that spent nothing has its line as well: it may have a cap. */
function describe({ name, members, spent, cap, owners, byMonth }: WorkspaceRow, view: View): Cell[][] {
  const sums = sumEach(partsOf(byMonth, () => name))
  const people = view.seesNames ? [(owners ?? []).map((owner) => owner.name ?? owner.email ?? owner.id).join('; ')] : []
  return (sums.length > 0 ? sums : [spent]).map(({ amount, currency }): Cell[] => {
    return [name, members, amount, currency, cap?.cap.amount ?? null, cap?.cap.currency ?? null, ...people]
  })
}
