import { setImmediate } from 'node:timers/promises'
import { unpackMonth } from '../../domain/history/pack.ts'
import { type KnownMonth, takeBack } from '../../domain/history/revision.ts'
import type { Day, Month, UsageMonth } from '../../domain/usage/usage.ts'
import type { DatabaseReads } from '../database.ts'
import type { HistoryTables } from './schema.ts'

/** 'month': what a model came to in the month is enough. */
export type Detail = 'day' | 'month'

export interface KeptMonth extends KnownMonth {
  readonly scope: string
  readonly name: string | null
  readonly firstAt: Date
  readonly takenAt: Date
  readonly isClosed: boolean
}

export interface MonthsQuery {
  readonly scope: string
  readonly months: readonly Month[]
  readonly detail: Detail
}

/** Some milliseconds of reading and unpacking, and then whoever waits for the event loop comes first. */
const rowsAtOnce = { day: 4, month: 12 } as const

/** What is kept of these months, the earliest first, a few rows at a time: SQLite and JSON keep everybody waiting meanwhile. */
export async function readKeptMonths(
  tables: DatabaseReads,
  organization: string,
  { scope, months, detail }: MonthsQuery,
): Promise<KeptMonth[]> {
  const most = rowsAtOnce[detail]
  const sorted = months.toSorted()
  const kept: KeptMonth[] = []
  for (let from = 0; from < sorted.length; from += most) {
    if (from > 0) await setImmediate()
    const rows = await selectRows(tables, organization, scope, sorted.slice(from, from + most), detail)
    for (const row of rows) kept.push(toKept(row))
  }
  return kept
}

const selectRows = (
  tables: DatabaseReads,
  organization: string,
  scope: string,
  months: readonly Month[],
  detail: Detail,
) =>
  tables
    .query<HistoryTables>()
    .selectFrom('history_months')
    .select(['scope', 'month', 'name', 'through', 'first_at', 'taken_at', 'currency', 'is_closed'])
    .select(detail === 'day' ? 'days as packed' : 'totals as packed')
    .where('organization', '=', organization)
    .where('scope', '=', scope)
    .where('month', 'in', months)
    .where('state', '=', 'kept')
    .orderBy('month')
    .execute()

type Row = Awaited<ReturnType<typeof selectRows>>[number]

function toKept({ scope, month, name, through, first_at, taken_at, currency, is_closed, packed }: Row): KeptMonth {
  return {
    scope,
    name,
    through: through as Day,
    firstAt: new Date(first_at),
    takenAt: new Date(taken_at),
    isClosed: is_closed === 1,
    usage: unpackMonth(month as Month, currency, packed),
  }
}

/** What was known of a month at that moment; undefined: nothing was. */
export async function readMonthAsOf(
  tables: DatabaseReads,
  organization: string,
  { scope, month }: { readonly scope: string; readonly month: Month },
  moment: Date,
): Promise<{ readonly usage: UsageMonth; readonly through: Day } | undefined> {
  const [kept] = await readKeptMonths(tables, organization, { scope, months: [month], detail: 'day' })
  if (!kept || moment < kept.firstAt) return undefined
  const revisions = await tables
    .query<HistoryTables>()
    .selectFrom('history_revisions')
    .select(['at', 'through', 'currency', 'days', 'added'])
    .where('organization', '=', organization)
    .where('scope', '=', scope)
    .where('month', '=', month)
    .where('at', '>', moment.getTime())
    .orderBy('revision', 'desc')
    .execute()
  return revisions.reduce<KnownMonth>(
    (known, { through, currency, days, added }) =>
      takeBack(known, { through: through as Day, currency, days, added: JSON.parse(added) }),
    kept,
  )
}
