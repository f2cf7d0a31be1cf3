import type { ColumnDefinitionBuilder } from 'kysely'
import { textColumn } from '../../storage/columns.ts'
import type { Migration } from '../../storage/database.ts'

export const chargebackMigrations: readonly Migration[] = [
  {
    name: '2026-11-30-workspace-assignments',
    async up(db, engine) {
      const text = textColumn(engine)
      const required = (column: ColumnDefinitionBuilder) => column.notNull()
      await db.schema
        .createTable('workspace_assignments')
        .addColumn('organization', text, required)
        .addColumn('workspace_id', text, required)
        .addColumn('workspace_name', text, required)
        .addColumn('from_month', text, required)
        .addColumn('cost_center', text)
        .addColumn('owner_id', text)
        .addColumn('set_at', 'bigint', required)
        .addPrimaryKeyConstraint('workspace_assignments_key', ['organization', 'workspace_id', 'from_month'])
        .execute()
    },
  },
]
