import type { ColumnDefinitionBuilder } from 'kysely'
import { textColumn } from '../../../storage/columns.ts'
import type { Migration } from '../../../storage/database.ts'

/** Limits are "50000" or "unlimited", times milliseconds. Who changed it stays in Mistral's log: only its entry is named. */
export interface DriftTables {
  /** The limit as it was seen last. */
  limit_seen: { organization: string; limit_amount: string; seen_at: number }
  limit_drifts: {
    organization: string
    id: string
    limit_from: string
    limit_to: string
    currency: string | null
    noticed_at: number
    /** The entry of Mistral's log, where it could be read. */
    log_id: string | null
    logged_at: number | null
    /** "open", "kept", or "over" once the limit changed again. */
    state: string
    kept_by: string | null
  }
}

export const driftMigrations: readonly Migration[] = [
  {
    name: '2026-11-28-limit-drift',
    async up(db, engine) {
      const text = textColumn(engine)
      const required = (column: ColumnDefinitionBuilder) => column.notNull()
      await db.schema
        .createTable('limit_seen')
        .addColumn('organization', text, (column) => column.primaryKey())
        .addColumn('limit_amount', text, required)
        .addColumn('seen_at', 'bigint', required)
        .execute()
      await db.schema
        .createTable('limit_drifts')
        .addColumn('organization', text, required)
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('limit_from', text, required)
        .addColumn('limit_to', text, required)
        .addColumn('currency', text)
        .addColumn('noticed_at', 'bigint', required)
        .addColumn('log_id', text)
        .addColumn('logged_at', 'bigint')
        .addColumn('state', text, required)
        .addColumn('kept_by', text)
        .execute()
    },
  },
]
