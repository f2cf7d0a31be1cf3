import type { Transaction } from 'kysely'
import { isSettled } from '../../domain/history/settled.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { inCurrency, type Money } from '../../domain/money/money.ts'
import { type Day, type Month, organizationScope } from '../../domain/usage/usage.ts'
import { databaseNow } from '../columns.ts'
import type { DatabaseReads } from '../database.ts'
import type { HistoryTables } from './schema.ts'

/** A month as somebody sees it who is about to close it. */
export interface ClosableMonth {
  readonly month: Month
  /** Names what was seen: a later answer of Mistral's has another one. */
  readonly revision: number
  readonly total: Money
  readonly workspaces: number
  /** What keeps it from being closed. */
  readonly obstacle: 'closed' | 'unsettled' | 'gaps' | undefined
}

/** undefined: nothing is kept of it. */
export async function findClosable(
  tables: DatabaseReads,
  organization: string,
  month: Month,
  workspaceIds: readonly string[],
): Promise<ClosableMonth | undefined> {
  const rows = await tables
    .query<HistoryTables>()
    .selectFrom('history_months')
    .select(['scope', 'through', 'taken_at', 'revision', 'total', 'currency', 'is_closed', 'state'])
    .where('organization', '=', organization)
    .where('month', '=', month)
    .execute()
  const whole = rows.find(({ scope, state }) => scope === organizationScope && state === 'kept')
  if (!whole) return undefined
  const kept = new Set(rows.map(({ scope }) => scope))
  const areSettled = rows.every(
    ({ state, through, taken_at }) =>
      state === 'refused' || isSettled(month, { through: through as Day, takenAt: new Date(taken_at) }),
  )
  const hasGaps = workspaceIds.some((id) => !kept.has(id))
  return {
    month,
    revision: whole.revision,
    total: inCurrency(Decimal.of(whole.total), whole.currency),
    workspaces: rows.filter(({ state }) => state === 'kept').length - 1,
    obstacle: whole.is_closed === 1 ? 'closed' : areSettled ? (hasGaps ? 'gaps' : undefined) : 'unsettled',
  }
}

/**
 * From here on the month does not move: whoever writes one of its rows finds it closed. False: it was closed already, or
 * Mistral has said something else since it was seen.
 */
export async function closeMonth(
  tx: Transaction<HistoryTables>,
  organization: string,
  { month, revision }: Pick<ClosableMonth, 'month' | 'revision'>,
  closedBy: string,
): Promise<boolean> {
  const whole = await tx
    .updateTable('history_months')
    .set({ is_closed: 1 })
    .where('organization', '=', organization)
    .where('scope', '=', organizationScope)
    .where('month', '=', month)
    .where('revision', '=', revision)
    .where('is_closed', '=', 0)
    .returning(['total', 'currency'])
    .executeTakeFirst()
  if (!whole) return false
  await tx
    .updateTable('history_months')
    .set({ is_closed: 1 })
    .where('organization', '=', organization)
    .where('month', '=', month)
    .execute()
  await tx
    .insertInto('history_closings')
    .values({ organization, month, closed_at: databaseNow, closed_by: closedBy, ...whole })
    .execute()
  return true
}
