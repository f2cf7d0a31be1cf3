import type { ColumnDefinitionBuilder } from 'kysely'
import { textColumn } from '../../storage/columns.ts'
import type { Migration } from '../../storage/database.ts'

/** Who set a budget stands in the audit trail; the row names nobody. */
export const budgetMigrations: readonly Migration[] = [
  {
    name: '2026-11-28-budgets',
    async up(db, engine) {
      const text = textColumn(engine)
      const required = (column: ColumnDefinitionBuilder) => column.notNull()
      await db.schema
        .createTable('budgets')
        .addColumn('organization', text, required)
        .addColumn('scope', text, required)
        .addColumn('amount', text, required)
        .addColumn('currency', text)
        .addColumn('set_at', 'bigint', required)
        .addPrimaryKeyConstraint('budgets_key', ['organization', 'scope'])
        .execute()
    },
  },
]
