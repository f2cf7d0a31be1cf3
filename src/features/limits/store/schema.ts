import type { ColumnDefinitionBuilder } from 'kysely'
import { textColumn } from '../../../storage/columns.ts'
import type { Migration } from '../../../storage/database.ts'
import { type AlertTables, alertMigrations } from '../alert/schema.ts'

/** Limits are "50000" or "unlimited", times milliseconds, people their random ids; `reason` and `note` can be emptied. */
export interface LimitTables extends AlertTables {
  raises: {
    id: string
    organization: string
    version: number
    state: string
    change: string
    target: string
    limit_before: string
    currency: string | null
    term: string
    ends_at: number | null
    reason: string | null
    requester_id: string | null
    requester_mistral_id: string | null
    is_break_glass: number
    created_at: number
    expires_at: number
    closed_at: number | null
    why: string | null
    proof: string | null
    attempt_id: string | null
    attempt_from: string | null
    /** When the limit was looked at before the attempt: whatever changed it since is not ours. */
    attempt_looked_at: number | null
    lease_until: number | null
    ends_raise_id: string | null
    /** "live" while somebody can still act on it, else null: at most one live request of people an Organization. */
    live: string | null
  }
  /** Who joined; `has_asked` is 1 for those whose amount it was at some time: none of them may approve it. */
  raise_followers: {
    organization: string
    raise_id: string
    person_id: string
    mistral_id: string | null
    has_asked: number
    /** What they wanted, for how long and why; null: it was not kept then, or is erased. */
    target: string | null
    term: string | null
    ends_at: number | null
    reason: string | null
    asked_at: number | null
  }
  raise_cards: {
    organization: string
    id: string
    raise_id: string
    /** "channel", "decider", "requester". */
    audience: string
    channel: string | null
    ts: string | null
    person_id: string | null
  }
  raise_reviews: {
    organization: string
    id: string
    raise_id: string
    raise_version: number
    person_id: string
    /** "approve" or "deny". */
    verdict: string
    saw_limit: string | null
    saw_use: string | null
    expires_at: number
    used_at: number | null
  }
  raise_decisions: {
    organization: string
    raise_id: string
    raise_version: number
    person_id: string
    mistral_id: string | null
    verdict: string
    role: string
    role_source: string
    note: string | null
    saw_limit: string | null
    saw_use: string | null
    decided_at: number
    /** Set when it no longer counts: the limit moved, the role was lost. */
    lapsed_at: number | null
  }
  limit_drafts: {
    id: string
    organization: string
    person_id: string
    change: string
    shown_limit: string | null
    shown_use: string | null
    currency: string | null
    made_at: number
  }
  temporary_limits: {
    raise_id: string
    organization: string
    amount: string
    /** "2026-11" for this month only, else null. */
    month: string | null
    ends_at: number | null
    /** "running", "ended", "kept", "left", "byHand". */
    state: string
  }
  standing_limits: {
    organization: string
    /** The last limit that was meant to stay. */
    permanent: string
    /** The last value that the bot itself wrote: only this one is ever replaced without a person. */
    written: string | null
    /** What Mistral's counter said last, and the month that it counted: it was reset when it falls. */
    seen_use: string | null
    seen_month: string | null
  }
}

export const limitMigrations: readonly Migration[] = [
  {
    name: '2026-11-20-limits',
    async up(db, engine) {
      const text = textColumn(engine)
      const id = (column: ColumnDefinitionBuilder) => column.primaryKey()
      const required = (column: ColumnDefinitionBuilder) => column.notNull()
      await db.schema
        .createTable('raises')
        .addColumn('id', text, id)
        .addColumn('organization', text, required)
        .addColumn('version', 'integer', required)
        .addColumn('state', text, required)
        .addColumn('change', text, required)
        .addColumn('target', text, required)
        .addColumn('limit_before', text, required)
        .addColumn('currency', text)
        .addColumn('term', text, required)
        .addColumn('ends_at', 'bigint')
        .addColumn('reason', text)
        .addColumn('requester_id', text)
        .addColumn('requester_mistral_id', text)
        .addColumn('is_break_glass', 'integer', required)
        .addColumn('created_at', 'bigint', required)
        .addColumn('expires_at', 'bigint', required)
        .addColumn('closed_at', 'bigint')
        .addColumn('why', text)
        .addColumn('proof', text)
        .addColumn('attempt_id', text)
        .addColumn('attempt_from', text)
        .addColumn('attempt_looked_at', 'bigint')
        .addColumn('lease_until', 'bigint')
        .addColumn('ends_raise_id', text)
        .addColumn('live', text)
        // Nulls are distinct on both engines: only one row an Organization can be "live".
        .addUniqueConstraint('raises_one_live', ['organization', 'live'])
        .execute()
      await db.schema
        .createTable('raise_followers')
        .addColumn('organization', text, required)
        .addColumn('raise_id', text, required)
        .addColumn('person_id', text, required)
        .addColumn('mistral_id', text)
        .addColumn('has_asked', 'integer', required)
        .addPrimaryKeyConstraint('raise_followers_key', ['raise_id', 'person_id'])
        .execute()
      await db.schema
        .createTable('raise_cards')
        .addColumn('organization', text, required)
        .addColumn('id', text, id)
        .addColumn('raise_id', text, required)
        .addColumn('audience', text, required)
        .addColumn('channel', text)
        .addColumn('ts', text)
        .addColumn('person_id', text)
        .execute()
      await db.schema.createIndex('raise_cards_raise').on('raise_cards').column('raise_id').execute()
      await db.schema
        .createTable('raise_reviews')
        .addColumn('organization', text, required)
        .addColumn('id', text, id)
        .addColumn('raise_id', text, required)
        .addColumn('raise_version', 'integer', required)
        .addColumn('person_id', text, required)
        .addColumn('verdict', text, required)
        .addColumn('saw_limit', text)
        .addColumn('saw_use', text)
        .addColumn('expires_at', 'bigint', required)
        .addColumn('used_at', 'bigint')
        .execute()
      await db.schema
        .createTable('raise_decisions')
        .addColumn('organization', text, required)
        .addColumn('raise_id', text, required)
        .addColumn('raise_version', 'integer', required)
        .addColumn('person_id', text, required)
        .addColumn('mistral_id', text)
        .addColumn('verdict', text, required)
        .addColumn('role', text, required)
        .addColumn('role_source', text, required)
        .addColumn('note', text)
        .addColumn('saw_limit', text)
        .addColumn('saw_use', text)
        .addColumn('decided_at', 'bigint', required)
        .addColumn('lapsed_at', 'bigint')
        .execute()
      await db.schema.createIndex('raise_decisions_raise').on('raise_decisions').column('raise_id').execute()
      await db.schema
        .createTable('limit_drafts')
        .addColumn('id', text, id)
        .addColumn('organization', text, required)
        .addColumn('person_id', text, required)
        .addColumn('change', text, required)
        .addColumn('shown_limit', text)
        .addColumn('shown_use', text)
        .addColumn('currency', text)
        .addColumn('made_at', 'bigint', required)
        .execute()
      await db.schema
        .createTable('temporary_limits')
        .addColumn('raise_id', text, id)
        .addColumn('organization', text, required)
        .addColumn('amount', text, required)
        .addColumn('month', text)
        .addColumn('ends_at', 'bigint')
        .addColumn('state', text, required)
        .execute()
      await db.schema
        .createTable('standing_limits')
        .addColumn('organization', text, id)
        .addColumn('permanent', text, required)
        .addColumn('written', text)
        .addColumn('seen_use', text)
        .addColumn('seen_month', text)
        .execute()
    },
  },
  {
    name: '2026-11-24-wishes-of-followers',
    async up(db, engine) {
      const text = textColumn(engine)
      const add = (column: string, type: typeof text | 'bigint') =>
        db.schema.alterTable('raise_followers').addColumn(column, type).execute()
      for (const column of ['target', 'term', 'reason']) await add(column, text)
      for (const column of ['ends_at', 'asked_at']) await add(column, 'bigint')
    },
  },
  ...alertMigrations,
]
