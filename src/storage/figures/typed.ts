import type { Transaction } from 'kysely'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Currency } from '../../domain/money/money.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { FigureReads } from './imports.ts'
import type { FigureTables } from './schema.ts'

/** What somebody read on Mistral's Billing page. */
export interface TypedFigure {
  readonly month: Month
  readonly asOf: Date
  /** Used so far this month. */
  readonly used: Decimal
  readonly currency: Currency
  /** undefined: not typed. */
  readonly limit: Decimal | 'unlimited' | undefined
}

export async function saveTypedFigure(
  tx: Transaction<FigureTables>,
  organization: string,
  { id, typedBy, month, asOf, used, currency, limit }: TypedFigure & { readonly id: string; readonly typedBy: string },
): Promise<void> {
  await tx
    .insertInto('typed_figures')
    .values({
      organization,
      id,
      month,
      as_of: asOf.getTime(),
      used: used.toString(),
      currency,
      limit_amount: limit instanceof Decimal ? limit.toString() : null,
      is_unlimited: limit === 'unlimited' ? 1 : 0,
      typed_by: typedBy,
    })
    .execute()
}

/** Of one month, or the last of all: the oldest first. */
export async function findTypedFigures(db: FigureReads, organization: string, month: Month): Promise<TypedFigure[]> {
  const rows = await db
    .selectFrom('typed_figures')
    .selectAll()
    .where('organization', '=', organization)
    .where('month', '=', month)
    .orderBy('as_of')
    .execute()
  return rows.map(readRow)
}

/** A limit stays from month to month, until somebody types another one. */
export async function findTypedLimit(db: FigureReads, organization: string): Promise<TypedFigure | undefined> {
  const row = await db
    .selectFrom('typed_figures')
    .selectAll()
    .where('organization', '=', organization)
    .where((is) => is.or([is('limit_amount', 'is not', null), is('is_unlimited', '=', 1)]))
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && readRow(row)
}

const readRow = (row: FigureTables['typed_figures']): TypedFigure => ({
  month: row.month as Month,
  asOf: new Date(row.as_of),
  used: Decimal.of(row.used),
  currency: row.currency,
  limit: row.is_unlimited === 1 ? 'unlimited' : row.limit_amount === null ? undefined : Decimal.of(row.limit_amount),
})
