import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Column types that behave alike on both engines.
 * Times are milliseconds since 1970 in a `bigint`: both engines compare and add them as they are, with no zone, format
 * or precision to agree on. Amounts are decimal text. Yes and no are 0 and 1 in an `integer`.
 */
export function textColumn(engine: Database['engine']): RawBuilder<unknown> {
  // The collation of a PostgreSQL database is its owner's choice; bytes sort alike everywhere.
  return engine === 'postgres' ? sql`text collate "C"` : sql`text`
}

/** The database's time inside a statement, in milliseconds: `.where('lease_until', '<', databaseNow)`. */
export const databaseNow = sql<number>`now_ms()`
