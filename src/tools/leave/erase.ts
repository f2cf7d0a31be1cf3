import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { coreMigrations } from '../../chatops/migrations.ts'
import { registerFeatures } from '../../chatops/routing/registry.ts'
import { features } from '../../features/index.ts'
import { findSqliteCopies, findSqliteFile } from '../../storage/copies.ts'
import type { Database } from '../../storage/database.ts'
import { migrate } from '../../storage/migrate.ts'
import { openDatabase } from '../../storage/open.ts'

/** Removes all that the bot made in this database. Resolves to the files that go once the database is closed. */
export async function eraseEverything(db: Database): Promise<readonly string[]> {
  if (db.engine === 'sqlite') {
    const file = await findSqliteFile(db.query())
    return [file, `${file}-wal`, `${file}-shm`, ...(await findSqliteCopies(db.query()))]
  }
  const tables = await listOwnTables()
  await db.transaction<unknown, void>(async (tx) => {
    for (const name of tables) await sql`drop table if exists ${sql.table(name)}`.execute(tx)
    for (const name of ['now_ms', 'refuse_audit_change', 'refuse_audit_removal'])
      await sql`drop function if exists ${sql.id(name)}()`.execute(tx)
  })
  return []
}

/** Those of this program, and no others: somebody else may keep theirs in the same database. */
async function listOwnTables(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-tables-'))
  try {
    const empty = await openDatabase({ dataDir: folder })
    try {
      await migrate(empty, [...coreMigrations, ...registerFeatures(features).migrations])
      const tables = await empty.query<unknown>().introspection.getTables()
      return tables.map(({ name }) => name)
    } finally {
      await empty.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
