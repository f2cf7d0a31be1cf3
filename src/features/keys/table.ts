import type { Cell } from '../../chatops/report/csv.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Keys } from './gather.ts'
import { concerns, type KeyRow } from './report.ts'
import { seesKeys } from './view.ts'

/** A line for each key that there is something to do about; without its name, how many in which Workspace. */
export function tabulateKeys(report: Keys, view: View): Table {
  if (report === 'notOffered') return { columns: [], rows: [] }
  const notes = report.unreadable > 0 ? [coreWords(view).report.unreadable(report.unreadable)] : []
  if (!seesKeys(view)) return { columns: ['workspace', 'to_do', 'keys'], rows: countKeys(report.rows), notes }
  const people = view.seesNames ? ['made_by'] : []
  return {
    columns: ['key', 'workspace', 'created', 'expires', 'last_used', ...concerns, ...people],
    rows: report.rows.map((row) => [
      ...describe(row),
      ...concerns.map((concern) => (row.concerns.includes(concern) ? 'yes' : 'no')),
      ...(view.seesNames ? [row.maker] : []),
    ]),
    notes,
  }
}

const describe = ({ key: { name, workspace, createdOn, expiresOn, lastUsedOn } }: KeyRow): Cell[] => [
  name,
  workspace,
  createdOn,
  expiresOn,
  lastUsedOn,
]

/** A key that there are two things to do about is in two lines. */
const countKeys = (rows: readonly KeyRow[]): Cell[][] =>
  [...Map.groupBy(rows, ({ key }) => key.workspace)].flatMap(([workspace, of]) =>
    concerns
      .map((concern): Cell[] => [workspace, concern, of.filter((row) => row.concerns.includes(concern)).length])
      .filter(([, , count]) => count !== 0),
  )
