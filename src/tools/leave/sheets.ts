import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Cell, writeCsv } from '../../chatops/report/csv.ts'
import { unpackMonth } from '../../domain/history/pack.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { Database } from '../../storage/database.ts'
import type { HistoryTables } from '../../storage/history/schema.ts'

type Row = Readonly<Record<string, string | number | null>>

/** Times as people read them. */
const time = (column: string): RawBuilder<unknown> => sql`${sql.ref(column)} as ${sql.ref(column.split('.').at(-1)!)}`
const isTime = (column: string): boolean => /_at$|^at$/.test(column)

async function sheet(db: Kysely<unknown>, query: RawBuilder<Row>): Promise<string> {
  const { rows } = await query.execute(db)
  const columns = Object.keys(rows[0] ?? {})
  const cells = rows.map((row) => columns.map((column): Cell => sayCell(column, row[column] ?? null)))
  return writeCsv([columns, ...cells])
}

const sayCell = (column: string, value: Row[string]): Cell =>
  isTime(column) && typeof value === 'number' ? new Date(value).toISOString() : (value ?? null)

/** What people want to open in a spreadsheet; everything else stands in the tables. */
export async function* writeSheets(db: Database, organization: string): AsyncGenerator<readonly [string, string]> {
  const all = db.query<unknown>()
  const who = (id: string) =>
    sql`(select coalesce(name, email, slack_id) from people where person_id = ${sql.ref(id)} and organization = ${organization})`
  yield [
    'requests.csv',
    await sheet(
      all,
      sql<Row>`select id, state, change, limit_before, target, currency, term, ${time('ends_at')}, reason,
        ${who('requester_id')} as requester, ${time('created_at')}, ${time('closed_at')}, proof
        from raises where organization = ${organization} order by created_at`,
    ),
  ]
  yield [
    'decisions.csv',
    await sheet(
      all,
      sql<Row>`select raise_id as request, verdict, role, role_source, ${who('raise_decisions.person_id')} as person,
        note, saw_limit, saw_use, ${time('decided_at')}, ${time('lapsed_at')}
        from raise_decisions where organization = ${organization} order by decided_at`,
    ),
  ]
  yield [
    'budgets.csv',
    await sheet(
      all,
      sql<Row>`select scope, amount, currency, ${time('set_at')} from budgets where organization = ${organization} order by scope`,
    ),
  ]
  yield [
    'chargeback.csv',
    await sheet(
      all,
      sql<Row>`select h.month, h.scope as workspace, h.name as workspace_name, h.total, h.currency, h.is_closed,
        (select a.cost_center from workspace_assignments a where a.organization = h.organization
          and a.workspace_id = h.scope and a.from_month <= h.month order by a.from_month desc limit 1) as cost_center
        from history_months h where h.organization = ${organization} and h.scope <> 'organization'
        order by h.month, h.scope`,
    ),
  ]
  yield [
    'imports.csv',
    await sheet(
      all,
      sql<Row>`select id, kind, file_name, sha256, number, period_from, period_to, currency, stated, counted, vat,
        ${time('imported_at')}, ${time('undone_at')} from figure_imports where organization = ${organization}
        order by imported_at`,
    ),
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
