import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { coreMigrations } from '../../src/chatops/migrations.ts'
import { registerFeatures } from '../../src/chatops/routing/registry.ts'
import { features } from '../../src/features/index.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openDatabase } from '../../src/storage/open.ts'

let made: Promise<Buffer> | undefined

/** Lays a database with all tables and nothing in them into a folder: to make them for each bot was a tenth of the suite. */
export async function placeEmptyDatabase(dataDir: string): Promise<void> {
  made ??= make()
  writeFileSync(join(dataDir, 'chatops.sqlite'), await made, { mode: 0o600 })
}

async function make(): Promise<Buffer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chatops-empty-'))
  try {
    const db = await openDatabase({ dataDir })
    await migrate(db, [...coreMigrations, ...registerFeatures(features).migrations])
    await db.close()
    return readFileSync(join(dataDir, 'chatops.sqlite'))
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}
