import type { ColumnDefinitionBuilder } from 'kysely'
import { textColumn } from '../../../storage/columns.ts'
import type { Migration } from '../../../storage/database.ts'

export interface BudgetAlertTables {
  /** When a budget was looked at last, and what was said of it: of one month and one amount. */
  budget_alerts: {
    organization: string
    scope: string
    month: string
    amount: string
    level: number
    /** 1: that it will be exceeded was said. */
    is_foretold: number
    share_percent: number
    looked_at: number
  }
}

export const budgetAlertMigrations: readonly Migration[] = [
  {
    name: '2026-11-30-budget-alerts',
    async up(db, engine) {
      const text = textColumn(engine)
      const required = (column: ColumnDefinitionBuilder) => column.notNull()
      await db.schema
        .createTable('budget_alerts')
        .addColumn('organization', text, required)
        .addColumn('scope', text, required)
        .addColumn('month', text, required)
        .addColumn('amount', text, required)
        .addColumn('level', 'integer', required)
        .addColumn('is_foretold', 'integer', required)
        .addColumn('share_percent', 'integer', required)
        .addColumn('looked_at', 'bigint', required)
        .addPrimaryKeyConstraint('budget_alerts_key', ['organization', 'scope'])
        .execute()
    },
  },
]
