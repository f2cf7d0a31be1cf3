import { sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'
import type { PeopleTables } from './schema.ts'

const lockNotAvailable = '55P03'

/**
 * Until the caller's transaction ends, nobody else looks up who somebody is: whoever did so before has ended, and whoever
 * does so after meets what is left. Else a request that is being filed just now could name a person who is just going.
 * SQLite has one writer at a time anyway.
 */
export async function lockPeople<Tables extends PeopleTables>(
  tx: Transaction<Tables>,
  engine: Database['engine'],
): Promise<void> {
  if (engine === 'sqlite') return
  // While it waits, the bot waits behind it: a pg_dump holds the table for as long as it takes.
  await sql`set local lock_timeout = '2s'`.execute(tx)
  await sql`lock table people in access exclusive mode`.execute(tx)
}

/** Somebody else has held it for too long. */
export const isLockTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === lockNotAvailable
