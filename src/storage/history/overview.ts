import type { KeptState } from '../../domain/history/plan.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { inCurrency, type Money } from '../../domain/money/money.ts'
import { type Day, type Month, organizationScope } from '../../domain/usage/usage.ts'
import type { DatabaseReads } from '../database.ts'
import type { HistoryTables } from './schema.ts'

/** What is kept of which month, without its figures. */
export async function listKept(tables: DatabaseReads, organization: string): Promise<KeptState[]> {
  const rows = await tables
    .query<HistoryTables>()
    .selectFrom('history_months')
    .select(['scope', 'month', 'through', 'checked_at', 'has_usage', 'state'])
    .where('organization', '=', organization)
    .execute()
  return rows.map(({ scope, month, through, checked_at, has_usage, state }) => ({
    scope,
    month: month as Month,
    through: through as Day,
    checkedAt: new Date(checked_at),
    hasUsage: has_usage === 1,
    isRefused: state === 'refused',
  }))
}

export interface Closing {
  readonly month: Month
  readonly closedAt: Date
  /** A person of the registry; null: erased since. */
  readonly closedBy: string | null
  readonly total: Money
}

export async function listClosings(tables: DatabaseReads, organization: string): Promise<Closing[]> {
  const rows = await tables
    .query<HistoryTables>()
    .selectFrom('history_closings')
    .selectAll()
    .where('organization', '=', organization)
    .orderBy('month')
    .execute()
  return rows.map(({ month, closed_at, closed_by, total, currency }) => ({
    month: month as Month,
    closedAt: new Date(closed_at),
    closedBy: closed_by,
    total: inCurrency(Decimal.of(total), currency),
  }))
}

/** What Mistral says of a closed month by now. */
export interface Difference {
  /** A Workspace's id, or `organizationScope`. */
  readonly scope: string
  /** Of the Workspace, as it was called then; null: the Organization. */
  readonly name: string | null
  readonly month: Month
  readonly notedAt: Date
  /** What the month is closed at. */
  readonly kept: Money
  readonly total: Money
}

export async function listDifferences(tables: DatabaseReads, organization: string): Promise<Difference[]> {
  const rows = await tables
    .query<HistoryTables>()
    .selectFrom('history_differences as later')
    .innerJoin('history_months as kept', (join) =>
      join
        .onRef('kept.organization', '=', 'later.organization')
        .onRef('kept.scope', '=', 'later.scope')
        .onRef('kept.month', '=', 'later.month'),
    )
    .select(['later.scope', 'later.month', 'later.noted_at', 'later.total', 'later.currency', 'kept.name'])
    .select(['kept.total as kept_total', 'kept.currency as kept_currency'])
    .where('later.organization', '=', organization)
    .orderBy('later.month')
    .orderBy('later.scope')
    .execute()
  return rows.map(({ scope, month, noted_at, total, currency, name, kept_total, kept_currency }) => ({
    scope,
    name: scope === organizationScope ? null : (name ?? scope),
    month: month as Month,
    notedAt: new Date(noted_at),
    kept: inCurrency(Decimal.of(kept_total), kept_currency),
    total: inCurrency(Decimal.of(total), currency),
  }))
}

/** A sum as it was known, until something newer came. */
export interface Revision {
  readonly month: Month
  readonly at: Date
  readonly isCorrection: boolean
  /** What was known before. */
  readonly before: Money
}

/** Of the Organization, month by month, the oldest first. */
export async function listRevisions(tables: DatabaseReads, organization: string, month: Month): Promise<Revision[]> {
  const rows = await tables
    .query<HistoryTables>()
    .selectFrom('history_revisions')
    .select(['at', 'is_correction', 'total', 'currency'])
    .where('organization', '=', organization)
    .where('scope', '=', organizationScope)
    .where('month', '=', month)
    .orderBy('revision')
    .execute()
  return rows.map(({ at, is_correction, total, currency }) => ({
    month,
    at: new Date(at),
    isCorrection: is_correction === 1,
    before: inCurrency(Decimal.of(total), currency),
  }))
}

export interface MonthTotal {
  readonly month: Month
  readonly through: Day
  /** Since when anything is known of it. */
  readonly firstAt: Date
  readonly total: Money
}

/** The sums of the Organization by month, as they are kept now, the earliest first. */
export async function listTotals(tables: DatabaseReads, organization: string): Promise<MonthTotal[]> {
  const rows = await tables
    .query<HistoryTables>()
    .selectFrom('history_months')
    .select(['month', 'through', 'first_at', 'total', 'currency'])
    .where('organization', '=', organization)
    .where('scope', '=', organizationScope)
    .where('state', '=', 'kept')
    .where('has_usage', '=', 1)
    .orderBy('month')
    .execute()
  return rows.map(({ month, through, first_at, total, currency }) => ({
    month: month as Month,
    through: through as Day,
    firstAt: new Date(first_at),
    total: inCurrency(Decimal.of(total), currency),
  }))
}

/** The Workspaces that are kept in a month, by the names that they had then. */
export async function listScopes(
  tables: DatabaseReads,
  organization: string,
  month: Month,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const rows = await tables
    .query<HistoryTables>()
    .selectFrom('history_months')
    .select(['scope', 'name'])
    .where('organization', '=', organization)
    .where('month', '=', month)
    .where('scope', '!=', organizationScope)
    .where('state', '=', 'kept')
    .orderBy('scope')
    .execute()
  return rows.map(({ scope, name }) => ({ id: scope, name: name ?? scope }))
}
