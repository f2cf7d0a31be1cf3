import { type Kysely, sql } from 'kysely'
import { textColumn } from '../columns.ts'
import type { Migration } from '../database.ts'

/** What a transaction needs to append: `db.transaction<RaiseTables & AuditTables, void>(…)`. */
export interface AuditTables {
  /** The end of each organization's chain. Its row is the queue in which appends stand. */
  audit_head: {
    organization: string
    sequence: number
    hash: string
    /** Up to here old entries were removed, as a checkpoint says; null: none were. */
    pruned_through: number | null
  }
  audit_entries: {
    organization: string
    sequence: number
    at: number
    action: string
    actor_id: string | null
    actor_hash: string | null
    subject: string | null
    before: string | null
    after: string | null
    outcome: string
    text_hash: string | null
    seals: string | null
    previous_hash: string
    hash: string
  }
  /** Free text, which can be erased: the chain holds its salted hash alone. */
  audit_texts: { organization: string; sequence: number; text: string; salt: string }
}

export const auditMigration: Migration = {
  name: '2026-11-20-audit',
  async up(db, engine) {
    const text = textColumn(engine)
    await db.schema
      .createTable('audit_head')
      .addColumn('organization', text, (column) => column.primaryKey())
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('hash', text, (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('audit_entries')
      .addColumn('organization', text, (column) => column.notNull())
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('action', text, (column) => column.notNull())
      .addColumn('actor_id', text)
      .addColumn('subject', text)
      .addColumn('before', text)
      .addColumn('after', text)
      .addColumn('outcome', text, (column) => column.notNull())
      .addColumn('text_hash', text)
      .addColumn('previous_hash', text, (column) => column.notNull())
      .addColumn('hash', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_entries_key', ['organization', 'sequence'])
      .execute()
    await db.schema
      .createTable('audit_texts')
      .addColumn('organization', text, (column) => column.notNull())
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('text', text, (column) => column.notNull())
      .addColumn('salt', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_texts_key', ['organization', 'sequence'])
      .execute()
    await (engine === 'sqlite' ? refuseChangesOnSqlite(db) : refuseChangesOnPostgres(db))
  },
}

export const actorHashMigration: Migration = {
  name: '2026-11-27-actor-hashes',
  async up(db, engine) {
    const text = textColumn(engine)
    await db.schema.alterTable('audit_entries').addColumn('actor_hash', text).execute()
    await db.schema.alterTable('people').addColumn('salt', text).execute()
  },
}

export const sealMigration: Migration = {
  name: '2026-11-27-audit-seals',
  async up(db, engine) {
    await db.schema.alterTable('audit_entries').addColumn('seals', textColumn(engine)).execute()
  },
}

/** Old entries can go, once a checkpoint in the chain says so. */
export const checkpointMigration: Migration = {
  name: '2026-11-30-audit-checkpoints',
  async up(db, engine) {
    await db.schema.alterTable('audit_head').addColumn('pruned_through', 'bigint').execute()
    const border = '(select pruned_through from audit_head where organization = old.organization)'
    if (engine === 'sqlite') {
      await sql`drop trigger audit_entries_delete`.execute(db)
      await sql
        .raw(`create trigger audit_entries_delete before delete on audit_entries
          when old.sequence > coalesce(${border}, 0)
          begin select raise(abort, 'the audit trail is append-only'); end`)
        .execute(db)
      return
    }
    await sql`drop trigger audit_entries_change on audit_entries`.execute(db)
    await sql
      .raw(`create function refuse_audit_removal() returns trigger language plpgsql as 'begin
        if old.sequence > coalesce(${border}, 0) then raise exception ''the audit trail is append-only''; end if;
        return old; end'`)
      .execute(db)
    const on = (name: string, when: string, refuse: string) =>
      sql.raw(`create trigger ${name} before ${when} on audit_entries for each row execute function ${refuse}()`)
    await on('audit_entries_update', 'update', 'refuse_audit_change').execute(db)
    await on('audit_entries_delete', 'delete', 'refuse_audit_removal').execute(db)
  },
}

/** Triggers keep honest programs and tired operators from changing the past; the chain finds those whom they do not stop. */
async function refuseChangesOnSqlite(db: Kysely<unknown>): Promise<void> {
  const refuse = (name: string, when: string) =>
    sql
      .raw(`create trigger ${name} before ${when} begin select raise(abort, 'the audit trail is append-only'); end`)
      .execute(db)
  await refuse('audit_entries_update', 'update on audit_entries')
  await refuse('audit_entries_delete', 'delete on audit_entries')
  await refuse('audit_head_update', 'update on audit_head when new.sequence < old.sequence')
  await refuse('audit_head_delete', 'delete on audit_head')
}

async function refuseChangesOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_audit_change() returns trigger language plpgsql
    as 'begin raise exception ''the audit trail is append-only''; end'`.execute(db)
  const refuse = (name: string, when: string) =>
    sql.raw(`create trigger ${name} before ${when} execute function refuse_audit_change()`).execute(db)
  await refuse('audit_entries_change', 'update or delete on audit_entries for each row')
  await refuse('audit_entries_truncate', 'truncate on audit_entries for each statement')
  await refuse('audit_head_update', 'update on audit_head for each row when (new.sequence < old.sequence)')
  await refuse('audit_head_delete', 'delete on audit_head for each row')
  await refuse('audit_head_truncate', 'truncate on audit_head for each statement')
}
