import { type RawBuilder, sql } from 'kysely'
import { type Cell, writeCsv } from '../../chatops/report/csv.ts'
import { unpackMonth } from '../../domain/history/pack.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { Database } from '../../storage/database.ts'
import type { HistoryTables } from '../../storage/history/schema.ts'

type Row = Readonly<Record<string, string | number | null>>

/** Milliseconds, which people read as a time. */
const isTime = (column: string): boolean => column.endsWith('_at')

const sayCell = (column: string, value: Row[string] = null): Cell =>
  isTime(column) && typeof value === 'number' ? new Date(value).toISOString() : value

interface Sheet {
  readonly name: string
  readonly columns: readonly string[]
  /** Answers with these columns. */
  readonly rows: RawBuilder<Row>
}

/** What people want to open in a spreadsheet; everything else stands in the tables. */
export async function* writeSheets(db: Database, organization: string): AsyncGenerator<readonly [string, string]> {
  for (const { name, columns, rows: query } of sheetsOf(organization)) {
    const { rows } = await query.execute(db.query<unknown>())
    yield [name, writeCsv([columns, ...rows.map((row) => columns.map((column) => sayCell(column, row[column])))])]
  }
}

function sheetsOf(organization: string): readonly Sheet[] {
  const who = (id: string) =>
    sql`(select coalesce(name, email, slack_id) from people where person_id = ${sql.ref(id)} and organization = ${organization})`
  return [
    {
      name: 'requests.csv',
      columns: [
        ...['id', 'state', 'change', 'limit_before', 'target', 'currency', 'term', 'ends_at', 'reason', 'requester'],
        ...['created_at', 'closed_at', 'proof'],
      ],
      rows: sql`select raises.*, ${who('requester_id')} as requester from raises
        where organization = ${organization} order by created_at`,
    },
    {
      name: 'decisions.csv',
      columns: [
        ...['raise_id', 'verdict', 'role', 'role_source', 'person', 'note', 'saw_limit', 'saw_use', 'decided_at'],
        'lapsed_at',
      ],
      rows: sql`select raise_decisions.*, ${who('raise_decisions.person_id')} as person from raise_decisions
        where organization = ${organization} order by decided_at`,
    },
    {
      name: 'budgets.csv',
      columns: ['scope', 'amount', 'currency', 'set_at'],
      rows: sql`select * from budgets where organization = ${organization} order by scope`,
    },
    {
      name: 'chargeback.csv',
      columns: ['month', 'scope', 'name', 'total', 'currency', 'is_closed', 'cost_center'],
      rows: sql`select h.month, h.scope, h.name, h.total, h.currency, h.is_closed,
        (select a.cost_center from workspace_assignments a where a.organization = h.organization
          and a.workspace_id = h.scope and a.from_month <= h.month order by a.from_month desc limit 1) as cost_center
        from history_months h where h.organization = ${organization} and h.scope <> 'organization'
        order by h.month, h.scope`,
    },
    {
      name: 'imports.csv',
      columns: [
        ...['id', 'kind', 'file_name', 'sha256', 'number', 'period_from', 'period_to', 'currency', 'stated', 'counted'],
        ...['vat', 'imported_at', 'undone_at'],
      ],
      rows: sql`select * from figure_imports where organization = ${organization} order by imported_at`,
    },
  ]
}

/** The usage day by day, month after month: the longest of the files. */
export async function* writeHistory(db: Database, organization: string): AsyncGenerator<string> {
  yield writeCsv([['month', 'scope', 'day', 'category', 'model', 'group', 'amount', 'currency']])
  const months = await db
    .query<HistoryTables>()
    .selectFrom('history_months')
    .select(['scope', 'month', 'currency'])
    .where('organization', '=', organization)
    .where('state', '=', 'kept')
    .orderBy('month')
    .orderBy('scope')
    .execute()
  for (const { scope, month, currency } of months) {
    const { days } = await db
      .query<HistoryTables>()
      .selectFrom('history_months')
      .select('days')
      .where('organization', '=', organization)
      .where('scope', '=', scope)
      .where('month', '=', month)
      .executeTakeFirstOrThrow()
    const { lines } = unpackMonth(month as Month, currency, days)
    const rows = lines.map((line): Cell[] => [
      ...[month, scope, line.day, line.category, line.model, line.group ?? null],
      ...[line.amount, currency],
    ])
    // The mark of the encoding stands at the beginning of the file alone.
    if (rows.length > 0) yield writeCsv(rows).slice(1)
  }
}
