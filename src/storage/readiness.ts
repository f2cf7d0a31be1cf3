import type { Migration } from './database.ts'

/** One row that is written to find out whether anything can be. */
export interface ReadinessTables {
  readiness: { id: number; checked_at: number }
}

export const readinessMigration: Migration = {
  name: '2026-11-27-readiness',
  async up(db) {
    await db.schema
      .createTable('readiness')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('checked_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}
