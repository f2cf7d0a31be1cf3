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
    /** Names what was asked for: the same at every attempt, another when it is asked for again. */
    run: string
    /** In a row; a success or a postponement forgets them. */
    failures: number
    last_error: string | null
    /** Set once it failed so often that it is not tried again until somebody asks for it. */
    dead_at: number | null
    /** Since when it is asked for and not done; null in rows of older versions. */
    asked_at: number | null
    /** The request that asked for it, as the log names it; null: nobody's. */
    request: string | null
  }
  /** How the last job of each kind ended; `last_error` is null where it went well. */
  job_runs: { organization: string; kind: string; ended_at: number; last_error: string | null }
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
  {
    name: '2026-11-24-job-failures',
    async up(db, engine) {
      const text = textColumn(engine)
      // One statement a column: SQLite adds no two at once.
      await db.schema
        .alterTable('jobs')
        .addColumn('run', text, (column) => column.notNull().defaultTo(''))
        .execute()
      await db.schema
        .alterTable('jobs')
        .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema.alterTable('jobs').addColumn('last_error', text).execute()
      await db.schema.alterTable('jobs').addColumn('dead_at', 'bigint').execute()
    },
  },
  {
    name: '2026-11-30-job-requests',
    async up(db, engine) {
      await db.schema.alterTable('jobs').addColumn('asked_at', 'bigint').execute()
      await db.schema.alterTable('jobs').addColumn('request', textColumn(engine)).execute()
    },
  },
  {
    name: '2026-11-28-job-runs',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('job_runs')
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('ended_at', 'bigint', (column) => column.notNull())
        .addColumn('last_error', text)
        .addPrimaryKeyConstraint('job_runs_key', ['organization', 'kind'])
        .execute()
    },
  },
]
