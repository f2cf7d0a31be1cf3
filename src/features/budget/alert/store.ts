import type { Kysely, Transaction } from 'kysely'
import type { Look } from '../../../domain/limit/turns.ts'
import type { Month } from '../../../domain/usage/usage.ts'
import type { JobTables } from '../../../scheduler/schema.ts'
import type { BudgetTold } from './judge.ts'
import type { BudgetAlertTables } from './schema.ts'

export type Tables = BudgetAlertTables & JobTables
export type BudgetRow = Look & BudgetTold

/** By the scope of the budget. */
export async function findBudgetRows(
  db: Pick<Kysely<Tables>, 'selectFrom'>,
  organization: string,
): Promise<Map<string, BudgetRow>> {
  const rows = await db.selectFrom('budget_alerts').selectAll().where('organization', '=', organization).execute()
  return new Map(
    rows.map((row) => [
      row.scope,
      {
        month: row.month as Month,
        amount: row.amount,
        level: row.level,
        isForetold: row.is_foretold === 1,
        share: row.share_percent / 100,
        lookedAt: new Date(row.looked_at),
      },
    ]),
  )
}

/** False where another instance has looked meanwhile: what it found is told by it. */
export async function saveBudgetRow(
  tx: Transaction<Tables>,
  organization: string,
  scope: string,
  before: Pick<BudgetRow, 'lookedAt'> | undefined,
  { month, amount, level, isForetold, share, lookedAt }: BudgetRow,
): Promise<boolean> {
  const row = {
    ...{ month, amount, level, is_foretold: isForetold ? 1 : 0 },
    ...{ share_percent: Math.floor(share * 100), looked_at: lookedAt.getTime() },
  }
  const saved = before
    ? await tx
        .updateTable('budget_alerts')
        .set(row)
        .where('organization', '=', organization)
        .where('scope', '=', scope)
        .where('looked_at', '=', before.lookedAt.getTime())
        .returning('scope')
        .executeTakeFirst()
    : await tx
        .insertInto('budget_alerts')
        .values({ organization, scope, ...row })
        .onConflict((conflict) => conflict.doNothing())
        .returning('scope')
        .executeTakeFirst()
  return saved !== undefined
}
