import { fewestPeople } from '../../chatops/report/activity.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { groupRanks } from './cohorts.ts'
import type { TopUsersReport } from './report.ts'

/** A line a person for those who may see names; for everybody else groups of at least five, as in the report. */
export function tabulateTopUsers({ period, by, rows }: TopUsersReport, view: View): Table {
  if (!view.seesNames) {
    const groups = rows.length < fewestPeople ? [] : groupRanks(rows)
    return {
      period,
      columns: ['first_place', 'last_place', 'people', by],
      rows: groups.map(({ first, last, value }) => [first, last, last - first + 1, value]),
    }
  }
  return {
    period,
    columns: ['place', 'name', 'email', by],
    rows: rows.map(({ name, email, value }, index) => [index + 1, name, email, value]),
  }
}
