import type { ColumnDefinitionBuilder } from 'kysely'
import { textColumn } from '../columns.ts'
import type { Migration } from '../database.ts'

/** What was used and what it cost, kept by us: Mistral's past is only as long as Mistral likes. */
export interface HistoryTables {
  /** One row a month of the Organization or of one Workspace, as it is known now. */
  history_months: {
    organization: string
    /** A Workspace's id, or "organization". */
    scope: string
    month: string
    /** What the Workspace was called when it was read last. */
    name: string | null
    /** The last whole UTC day that is in it. */
    through: string
    /** 'kept', or 'refused': Mistral has no answer for such a month (any more). */
    state: string
    /** 1 for the first answer, one more for each that said something new. */
    revision: number
    /** When it was known for the first time, when Mistral said so last, and when Mistral was asked last, whatever it said. */
    first_at: number
    taken_at: number
    checked_at: number
    currency: string | null
    has_usage: number
    /** Exact, in that currency: decimal text. */
    total: string
    /** Set when the month was closed: from then on it does not move. */
    is_closed: number
    /** What each model and group came to: see domain/history/pack.ts. */
    totals: string
    /** The same day by day. Behind all others, so that nobody who asks for totals reads its pages. */
    days: string
  }
  /** What an answer replaced: from the present month back, they tell what was known when. */
  history_revisions: {
    organization: string
    scope: string
    month: string
    /** The one that it led to. */
    revision: number
    at: number
    is_correction: number
    /** What was known before: its last day, its currency, its sum, what changed since, and what was not there. */
    through: string
    currency: string | null
    total: string
    days: string
    added: string
  }
  history_closings: {
    organization: string
    month: string
    closed_at: number
    /** A person of the registry; null once they are erased. */
    closed_by: string | null
    currency: string | null
    total: string
  }
  /** Closed months of which Mistral says something else by now. */
  history_differences: {
    organization: string
    scope: string
    month: string
    noted_at: number
    currency: string | null
    total: string
  }
}

export const historyMigration: Migration = {
  name: '2026-11-30-history',
  async up(db, engine) {
    const text = textColumn(engine)
    const required = (column: ColumnDefinitionBuilder) => column.notNull()
    await db.schema
      .createTable('history_months')
      .addColumn('organization', text, required)
      .addColumn('scope', text, required)
      .addColumn('month', text, required)
      .addColumn('name', text)
      .addColumn('through', text, required)
      .addColumn('state', text, required)
      .addColumn('revision', 'integer', required)
      .addColumn('first_at', 'bigint', required)
      .addColumn('taken_at', 'bigint', required)
      .addColumn('checked_at', 'bigint', required)
      .addColumn('currency', text)
      .addColumn('has_usage', 'integer', required)
      .addColumn('total', text, required)
      .addColumn('is_closed', 'integer', required)
      .addColumn('totals', text, required)
      .addColumn('days', text, required)
      .addPrimaryKeyConstraint('history_months_key', ['organization', 'scope', 'month'])
      .execute()
    await db.schema
      .createIndex('history_months_by_month')
      .on('history_months')
      .columns(['organization', 'month', 'scope'])
      .execute()
    await db.schema
      .createTable('history_revisions')
      .addColumn('organization', text, required)
      .addColumn('scope', text, required)
      .addColumn('month', text, required)
      .addColumn('revision', 'integer', required)
      .addColumn('at', 'bigint', required)
      .addColumn('is_correction', 'integer', required)
      .addColumn('through', text, required)
      .addColumn('currency', text)
      .addColumn('total', text, required)
      .addColumn('days', text, required)
      .addColumn('added', text, required)
      .addPrimaryKeyConstraint('history_revisions_key', ['organization', 'scope', 'month', 'revision'])
      .execute()
    await db.schema
      .createTable('history_closings')
      .addColumn('organization', text, required)
      .addColumn('month', text, required)
      .addColumn('closed_at', 'bigint', required)
      .addColumn('closed_by', text)
      .addColumn('currency', text)
      .addColumn('total', text, required)
      .addPrimaryKeyConstraint('history_closings_key', ['organization', 'month'])
      .execute()
    await db.schema
      .createTable('history_differences')
      .addColumn('organization', text, required)
      .addColumn('scope', text, required)
      .addColumn('month', text, required)
      .addColumn('noted_at', 'bigint', required)
      .addColumn('currency', text)
      .addColumn('total', text, required)
      .addPrimaryKeyConstraint('history_differences_key', ['organization', 'scope', 'month'])
      .execute()
  },
}
