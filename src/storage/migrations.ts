import { sql } from 'kysely'
import { actorHashMigration, auditMigration, checkpointMigration, sealMigration } from './audit/schema.ts'
import type { Migration } from './database.ts'
import { historyMigration } from './history/schema.ts'
import { groupLeaversMigration, groupMembersMigration } from './people/group-members.ts'
import { rightNoticesMigration } from './people/right-notices.ts'
import { peopleMigration } from './people/schema.ts'
import { readinessMigration } from './readiness.ts'

/** The storage's own steps, which run before those of the features. */
export const storageMigrations: readonly Migration[] = [
  {
    name: '2026-11-20-database-time',
    async up(db, engine) {
      // SQLite gets this function with each connection. clock_timestamp: now() stands still during a transaction.
      if (engine === 'sqlite') return
      await sql`create function now_ms() returns bigint language sql volatile
        as 'select (extract(epoch from clock_timestamp()) * 1000)::bigint'`.execute(db)
    },
  },
  auditMigration,
  peopleMigration,
  actorHashMigration,
  groupMembersMigration,
  rightNoticesMigration,
  readinessMigration,
  sealMigration,
  groupLeaversMigration,
  historyMigration,
  checkpointMigration,
]
