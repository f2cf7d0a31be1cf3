import { textColumn } from '../columns.ts'
import type { Migration } from '../database.ts'

export interface RateTables {
  /** Reference rates, a row a day: what was converted once is converted alike by every instance and later. */
  exchange_rates: {
    organization: string
    day: string
    /** Units for one euro by currency, as JSON with decimal text. */
    rates: string
    source: string
    /** 1: from the operator's file, which what is fetched does not replace. */
    is_given: number
  }
}

export const rateMigrations: readonly Migration[] = [
  {
    name: '2026-11-30-exchange-rates',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('exchange_rates')
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('day', text, (column) => column.notNull())
        .addColumn('rates', text, (column) => column.notNull())
        .addColumn('source', text, (column) => column.notNull())
        .addColumn('is_given', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('exchange_rates_key', ['organization', 'day'])
        .execute()
    },
  },
]
