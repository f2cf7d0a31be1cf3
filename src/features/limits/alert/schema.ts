import { type ColumnDefinitionBuilder, sql } from 'kysely'
import type { AlertSettingTables } from '../../../chatops/notify/alert-settings.ts'
import { textColumn } from '../../../storage/columns.ts'
import type { Migration } from '../../../storage/database.ts'

/** What the alerts remember. Amounts are decimals as text, limits as `LimitTables` writes them, times milliseconds. */
export interface AlertTables extends AlertSettingTables {
  /** What Mistral's counter said at each look of the last day: the pace of this hour is read from it. */
  limit_polls: { organization: string; at: number; use: string }
  /** What people were last alerted to: of one month and one limit. */
  limit_alerts: {
    organization: string
    month: string
    limit_amount: string
    use: string
    level: number
    stops_on: string | null
    is_suspended: number
    is_urgent: number
    /** When a look last found it urgent. */
    urgent_at: number | null
    has_payment_failed: number
    currency: string | null
    /** Grows with each look: of two instances that look at once, one remembers and tells. */
    version: number
  }
  /** When the cap of a Workspace was looked at last, and the level that was said of it: of one month and one cap. */
  cap_alerts: {
    organization: string
    workspace_id: string
    month: string
    cap: string
    level: number
    share_percent: number
    looked_at: number
  }
  /** A time in which access stops soon, or is suspended: one message in the channel stands for it. */
  limit_bursts: {
    organization: string
    id: string
    limit_amount: string
    began_at: number
    is_suspended: number
    over_at: number | null
    /** Who said that they are on it. */
    taken_by: string | null
    taken_at: number | null
    /** What its messages rest on, as the last look found it: only what differs from it is brought to them. */
    shown: string | null
    /** Who drives it, which takes a question for each Workspace: asked anew after an hour. */
    driver_name: string | null
    driver_share: string | null
    driver_workspace: string | null
    driver_at: number | null
  }
  /** Days that cost far more or less than their weekday, told or not: of these what is expected is no measure for others. */
  unusual_days: {
    organization: string
    day: string
    /** As it was found, to be drawn again without asking anybody. */
    found: string
    /** null: alerts were muted. */
    told_at: number | null
    /** The message with several days that it was told in, by the last of them; null: it has one of its own, or none. */
    told_with: string | null
    /** Why it was to be expected, in somebody's words; null: nobody said so, or they were erased. */
    expected_because: string | null
    expected_by: string | null
    expected_at: number | null
  }
}

export const alertMigrations: readonly Migration[] = [
  {
    name: '2026-11-27-limit-alerts',
    async up(db, engine) {
      const text = textColumn(engine)
      const required = (column: ColumnDefinitionBuilder) => column.notNull()
      await db.schema
        .createTable('limit_polls')
        .addColumn('organization', text, required)
        .addColumn('at', 'bigint', required)
        .addColumn('use', text, required)
        .addPrimaryKeyConstraint('limit_polls_key', ['organization', 'at'])
        .execute()
      await db.schema
        .createTable('limit_alerts')
        .addColumn('organization', text, (column) => column.primaryKey())
        .addColumn('month', text, required)
        .addColumn('limit_amount', text, required)
        .addColumn('use', text, required)
        .addColumn('level', 'integer', required)
        .addColumn('stops_on', text)
        .addColumn('is_suspended', 'integer', required)
        .addColumn('is_urgent', 'integer', required)
        .execute()
    },
  },
  {
    name: '2026-11-28-urgency-ends',
    async up(db) {
      await db.schema.alterTable('limit_alerts').addColumn('urgent_at', 'bigint').execute()
    },
  },
  {
    name: '2026-11-28-limit-bursts',
    async up(db, engine) {
      const text = textColumn(engine)
      const required = (column: ColumnDefinitionBuilder) => column.notNull()
      await db.schema
        .createTable('limit_bursts')
        .addColumn('organization', text, required)
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('limit_amount', text, required)
        .addColumn('began_at', 'bigint', required)
        .addColumn('is_suspended', 'integer', required)
        .addColumn('over_at', 'bigint')
        .addColumn('taken_by', text)
        .addColumn('taken_at', 'bigint')
        .execute()
    },
  },
  {
    name: '2026-11-28-alert-settings',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema.alterTable('limit_alerts').addColumn('currency', text).execute()
      await db.schema
        .createTable('alert_settings')
        .addColumn('organization', text, (column) => column.primaryKey())
        .addColumn('levels', text, (column) => column.notNull())
        .addColumn('muted_until', 'bigint')
        .execute()
    },
  },
  {
    name: '2026-11-28-cap-alerts',
    async up(db, engine) {
      const text = textColumn(engine)
      const required = (column: ColumnDefinitionBuilder) => column.notNull()
      await db.schema
        .createTable('cap_alerts')
        .addColumn('organization', text, required)
        .addColumn('workspace_id', text, required)
        .addColumn('month', text, required)
        .addColumn('cap', text, required)
        .addColumn('level', 'integer', required)
        .addColumn('share_percent', 'integer', required)
        .addColumn('looked_at', 'bigint', required)
        .addPrimaryKeyConstraint('cap_alerts_key', ['organization', 'workspace_id'])
        .execute()
    },
  },
  {
    name: '2026-11-28-payment-failures',
    async up(db) {
      await db.schema
        .alterTable('limit_alerts')
        .addColumn('has_payment_failed', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
    },
  },
  {
    name: '2026-11-30-one-open-burst',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .alterTable('limit_alerts')
        .addColumn('version', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema.alterTable('limit_bursts').addColumn('shown', text).execute()
      await db.schema.alterTable('limit_bursts').addColumn('driver_name', text).execute()
      await db.schema.alterTable('limit_bursts').addColumn('driver_share', text).execute()
      await db.schema.alterTable('limit_bursts').addColumn('driver_workspace', text).execute()
      await db.schema.alterTable('limit_bursts').addColumn('driver_at', 'bigint').execute()
      // Should two have begun at once before this was ruled out, the later one goes on.
      await sql`update limit_bursts set over_at = began_at where over_at is null and exists (
        select 1 from limit_bursts as later where later.organization = limit_bursts.organization
        and later.over_at is null and (later.began_at > limit_bursts.began_at
        or (later.began_at = limit_bursts.began_at and later.id > limit_bursts.id)))`.execute(db)
      await sql`create unique index limit_bursts_open on limit_bursts (organization) where over_at is null`.execute(db)
    },
  },
  {
    name: '2026-11-30-unusual-days',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('unusual_days')
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('day', text, (column) => column.notNull())
        .addColumn('found', text, (column) => column.notNull())
        .addColumn('told_at', 'bigint')
        .addColumn('expected_because', text)
        .addColumn('expected_by', text)
        .addColumn('expected_at', 'bigint')
        .addPrimaryKeyConstraint('unusual_days_key', ['organization', 'day'])
        .execute()
    },
  },
  {
    name: '2026-11-30-unusual-days-told-together',
    async up(db, engine) {
      await db.schema.alterTable('unusual_days').addColumn('told_with', textColumn(engine)).execute()
    },
  },
]
