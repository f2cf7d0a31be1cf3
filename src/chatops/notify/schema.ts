import { textColumn } from '../../storage/columns.ts'
import type { Migration } from '../../storage/database.ts'

/** One row for each message to one recipient: written before it is posted, so that a crash leaves a trace of it. */
export interface PostTables {
  posts: {
    organization: string
    /** What is posted, "limits.tell:…": whoever posts it again finds that it is there. */
    key: string
    /** A channel, or a person by their Slack id. */
    recipient: string
    /** Travels in the message's metadata. */
    id: string
    /** Set while Slack has it: until then nobody has seen it. */
    channel: string | null
    ts: string | null
    /** When the last try began whose end is not known; null: none is under way. */
    begun_at: number | null
    /** Slack's word for why it refuses it. */
    refusal: string | null
    /** A crash left open whether it arrived, and the bot may not read back: it may be missing, or stand there twice. */
    is_uncertain: number
    noted_at: number
    /** A hash of what it shows: Slack is told of changes alone. null: not known. */
    shown: string | null
  }
}

export const postMigrations: readonly Migration[] = [
  {
    name: '2026-11-24-posts',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('posts')
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('key', text, (column) => column.notNull())
        .addColumn('recipient', text, (column) => column.notNull())
        .addColumn('id', text, (column) => column.notNull())
        .addColumn('channel', text)
        .addColumn('ts', text)
        .addColumn('begun_at', 'bigint')
        .addColumn('refusal', text)
        .addColumn('is_uncertain', 'integer', (column) => column.notNull())
        .addColumn('noted_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('posts_key', ['organization', 'key', 'recipient'])
        .execute()
    },
  },
  {
    name: '2026-11-30-posts-shown',
    async up(db, engine) {
      await db.schema.alterTable('posts').addColumn('shown', textColumn(engine)).execute()
    },
  },
]
