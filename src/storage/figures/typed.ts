import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Currency } from '../../domain/money/money.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { FigureReads } from './imports.ts'
import type { FigureTables } from './schema.ts'

type Tx = Transaction<FigureTables>

/** What somebody read on Mistral's Billing page: used so far this month. */
export interface TypedFigure {
  readonly month: Month
  readonly asOf: Date
  readonly used: Decimal
  readonly currency: Currency
}

export async function saveTypedFigure(
  tx: Tx,
  organization: string,
  { id, typedBy, month, asOf, used, currency }: TypedFigure & { readonly id: string; readonly typedBy: string },
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
      typed_by: typedBy,
    })
    .execute()
}

/** Of one month, the oldest first. */
export async function findTypedFigures(db: FigureReads, organization: string, month: Month): Promise<TypedFigure[]> {
  const rows = await db
    .selectFrom('typed_figures')
    .selectAll()
    .where('organization', '=', organization)
    .where('month', '=', month)
    .orderBy('as_of')
    .execute()
  return rows.map((row) => ({
    month: row.month as Month,
    asOf: new Date(row.as_of),
    used: Decimal.of(row.used),
    currency: row.currency,
  }))
}

export interface TypedLimit {
  readonly limit: Decimal | 'unlimited'
  readonly currency: Currency
  readonly at: Date
}

/** Typed beside a figure, or said when an approved change was made by hand. */
export async function saveTypedLimit(tx: Tx, organization: string, { limit, currency, at }: TypedLimit): Promise<void> {
  await tx
    .insertInto('typed_limits')
    .values({
      organization,
      id: randomUUID(),
      at: at.getTime(),
      limit_amount: limit === 'unlimited' ? null : limit.toString(),
      is_unlimited: limit === 'unlimited' ? 1 : 0,
      currency,
    })
    .execute()
}

export async function findTypedLimit(db: FigureReads, organization: string): Promise<TypedLimit | undefined> {
  const row = await db
    .selectFrom('typed_limits')
    .selectAll()
    .where('organization', '=', organization)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    limit: row.limit_amount === null ? 'unlimited' : Decimal.of(row.limit_amount),
    currency: row.currency,
    at: new Date(row.at),
  }
}
