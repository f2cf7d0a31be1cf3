import type { BudgetTables } from '../../chatops/report/budgets.ts'
import { adoptIds } from '../../chatops/workspace-ids.ts'

/** A budget goes with its Workspace, unless that has one of its own by now. */
export const budgetedIds = adoptIds<BudgetTables>('budget.workspace-ids', {
  async find(tables, organization) {
    const rows = await tables
      .query<BudgetTables>()
      .selectFrom('budgets')
      .select('scope')
      .where('organization', '=', organization)
      .execute()
    return rows.map(({ scope }) => scope)
  },
  async rename(tx, organization, ids) {
    for (const [name, id] of ids) {
      const own = await tx
        .selectFrom('budgets')
        .select('scope')
        .where('organization', '=', organization)
        .where('scope', '=', id)
        .executeTakeFirst()
      if (own)
        await tx.deleteFrom('budgets').where('organization', '=', organization).where('scope', '=', name).execute()
      else
        await tx
          .updateTable('budgets')
          .set({ scope: id })
          .where('organization', '=', organization)
          .where('scope', '=', name)
          .execute()
    }
  },
})
