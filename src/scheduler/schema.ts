import { textColumn } from '../storage/columns.ts'
import type { Migration } from '../storage/database.ts'

/** One row for each thing that is to happen: what, for whom, when, and who is at it. */
export interface JobTables {
  jobs: {
    organization: string
    kind: string
    subject: string
    due_at: number
    /** 0: asked for, and not begun since. */
    attempt: number
    /** Set while an instance is at it; a lease that ran out is anybody's. */
    lease_until: number | null
    claim: string | null
  }
}

export const jobMigrations: readonly Migration[] = [
  {
    name: '2026-11-20-jobs',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('jobs')
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('subject', text, (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('attempt', 'integer', (column) => column.notNull())
        .addColumn('lease_until', 'bigint')
        .addColumn('claim', text)
        .addPrimaryKeyConstraint('jobs_key', ['organization', 'kind', 'subject'])
        .execute()
      await db.schema.createIndex('jobs_due').on('jobs').column('due_at').execute()
    },
  },
]
