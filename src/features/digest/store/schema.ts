import type { ScheduleTables } from '../../../scheduler/occurrences.ts'
import type { AuditTables } from '../../../storage/audit/schema.ts'
import { textColumn } from '../../../storage/columns.ts'
import type { Migration } from '../../../storage/database.ts'
import type { PeopleTables } from '../../../storage/people/schema.ts'

export interface DigestTables {
  digest_subscriptions: {
    organization: string
    id: string
    channel: string
    /** "weekly" or "monthly". */
    rhythm: string
    weekday: number
    time: string
    zone: string
    language: string
    /** The ids of Workspaces as a JSON list, in order; empty: the whole Organization. */
    workspaces: string
    /** The sections that it does not have, as a JSON list: a section that comes later is in it. */
    left_out: string
    /** "active", "paused" or "ended". */
    state: string
    /** "person", or what is wrong with the channel. */
    paused_why: string | null
    /** Who made it; null: the settings did, or it has passed to the admins. */
    maker_id: string | null
    /** The last day of the first period of which there were no figures, while there are none. */
    silent_since: string | null
    /** When that was said in the channel; the record of what was posted goes after RETENTION_MONTHS, and this stays. */
    silence_told_at: number | null
    made_at: number
    /** "live" until it has ended, else null: one live subscription of a kind a channel. */
    live: string | null
  }
}

export type Tables = DigestTables & ScheduleTables & AuditTables & PeopleTables

export const digestMigrations: readonly Migration[] = [
  {
    name: '2026-11-28-digest-subscriptions',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('digest_subscriptions')
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('id', text, (column) => column.notNull())
        .addColumn('channel', text, (column) => column.notNull())
        .addColumn('rhythm', text, (column) => column.notNull())
        .addColumn('weekday', 'integer', (column) => column.notNull())
        .addColumn('time', text, (column) => column.notNull())
        .addColumn('zone', text, (column) => column.notNull())
        .addColumn('language', text, (column) => column.notNull())
        .addColumn('workspaces', text, (column) => column.notNull())
        .addColumn('left_out', text, (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('paused_why', text)
        .addColumn('maker_id', text)
        .addColumn('silent_since', text)
        .addColumn('made_at', 'bigint', (column) => column.notNull())
        .addColumn('live', text)
        .addPrimaryKeyConstraint('digest_subscriptions_key', ['organization', 'id'])
        .execute()
      await db.schema
        .createIndex('digest_subscriptions_live')
        .on('digest_subscriptions')
        .columns(['organization', 'channel', 'rhythm', 'workspaces', 'live'])
        .unique()
        .execute()
    },
  },
  {
    name: '2026-11-30-digest-silence-told',
    async up(db) {
      await db.schema.alterTable('digest_subscriptions').addColumn('silence_told_at', 'bigint').execute()
    },
  },
]
