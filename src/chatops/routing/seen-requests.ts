import { textColumn } from '../../storage/columns.ts'
import type { Database, Migration } from '../../storage/database.ts'

export interface SeenRequestTables {
  seen_requests: { organization: string; signature: string; seen_at: number }
}

export const seenRequestMigrations: readonly Migration[] = [
  {
    name: '2026-11-24-seen-requests',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('seen_requests')
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('signature', text, (column) => column.notNull())
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('seen_requests_key', ['organization', 'signature'])
        .execute()
      await db.schema.createIndex('seen_requests_seen_at').on('seen_requests').column('seen_at').execute()
    },
  },
]

/** Longer than a signature is good for: five minutes to either side. */
const keptMs = 15 * 60_000
const sweepEveryMs = 60_000

/** Tells of a signed request whether it is the first of its kind, for all instances and over restarts. */
export function createSeenRequests(db: Database, organization: string): (signature: string) => Promise<boolean> {
  let sweptAt = 0

  async function sweep(now: number): Promise<void> {
    if (now - sweptAt < sweepEveryMs) return
    sweptAt = now
    await db.transaction<SeenRequestTables, unknown>((tx) =>
      tx
        .deleteFrom('seen_requests')
        .where('seen_at', '<', now - keptMs)
        .execute(),
    )
  }

  return async (signature) => {
    const now = (await db.now()).getTime()
    await sweep(now)
    const added = await db.transaction<SeenRequestTables, unknown>((tx) =>
      tx
        .insertInto('seen_requests')
        .values({ organization, signature, seen_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .returning('signature')
        .executeTakeFirst(),
    )
    return added !== undefined
  }
}
