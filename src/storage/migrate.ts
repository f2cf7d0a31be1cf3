import { sql, type Transaction } from 'kysely'
import { databaseNow, textColumn } from './columns.ts'
import { copySqliteFile } from './copies.ts'
import type { Database, Migration } from './database.ts'
import { MigrationFailed, NewerSchema } from './errors.ts'
import { storageMigrations } from './migrations.ts'

interface Tables {
  schema_migrations: { position: number; name: string; applied_at: number }
}

/** Any number that all instances of this program share. */
const advisoryLock = 7_165_302_118

/**
 * Brings the schema up to date and returns the names of what ran. All steps share one transaction: an upgrade that fails
 * half-way would leave a schema that neither the old program nor the new one accepts. Whoever comes second waits for
 * the lock, and finds nothing to do.
 */
export async function migrate(db: Database, featureMigrations: readonly Migration[]): Promise<string[]> {
  const migrations = [...storageMigrations, ...featureMigrations]
  refuseDuplicates(migrations)
  return await db.transaction<unknown, string[]>(async (tx) => {
    await waitForOthers(tx, db.engine)
    await createMigrationTable(tx, db.engine)
    const applied = await readApplied(tx)
    refuseNewerSchema(applied, migrations)
    const pending = migrations.filter(({ name }) => !applied.includes(name))
    const lastApplied = applied.at(-1)
    if (pending.length > 0 && lastApplied && db.engine === 'sqlite') await copySqliteFile(tx, lastApplied)
    for (const [index, migration] of pending.entries()) {
      await runStep(tx, db.engine, migration, applied.length + index + 1)
    }
    return pending.map(({ name }) => name)
  })
}

async function readApplied(tx: Transaction<unknown>): Promise<string[]> {
  const own = tx as Transaction<Tables>
  const rows = await own.selectFrom('schema_migrations').select('name').orderBy('position').execute()
  return rows.map(({ name }) => name)
}

async function runStep(
  tx: Transaction<unknown>,
  engine: Database['engine'],
  migration: Migration,
  position: number,
): Promise<void> {
  try {
    await migration.up(tx, engine)
  } catch (error) {
    throw new MigrationFailed(migration.name, error)
  }
  await (tx as Transaction<Tables>)
    .insertInto('schema_migrations')
    .values({ position, name: migration.name, applied_at: databaseNow })
    .execute()
}

/** SQLite's transactions begin with the write lock, and need no more. */
async function waitForOthers(tx: Transaction<unknown>, engine: Database['engine']): Promise<void> {
  if (engine === 'sqlite') return
  await sql`set local statement_timeout = '80s'`.execute(tx)
  await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLock)})`.execute(tx)
}

async function createMigrationTable(tx: Transaction<unknown>, engine: Database['engine']): Promise<void> {
  await tx.schema
    .createTable('schema_migrations')
    .ifNotExists()
    .addColumn('position', 'integer', (column) => column.primaryKey())
    .addColumn('name', textColumn(engine), (column) => column.notNull().unique())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute()
}

function refuseNewerSchema(applied: readonly string[], migrations: readonly Migration[]): void {
  const unknownNames = applied.filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknownNames.length > 0) throw new NewerSchema(unknownNames)
}

function refuseDuplicates(migrations: readonly Migration[]): void {
  const names = migrations.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`two migrations are called ${twice}`)
}
