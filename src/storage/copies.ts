import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Kysely, sql } from 'kysely'

const copiesKept = 3

/**
 * Copies the embedded file as it was before an upgrade, to `<file>.<last migration>.copy`: a whole database that can be
 * put in the file's place. Returns its path.
 */
export async function copySqliteFile(db: Kysely<unknown>, lastMigration: string): Promise<string> {
  const file = await findSqliteFile(db)
  const copy = `${file}.${lastMigration}.copy`
  await copySqliteTo(db, copy)
  removeOldCopies(file)
  return copy
}

/** A whole database in a file of that name, or none: others may read and write meanwhile. */
export async function copySqliteTo(db: Kysely<unknown>, copy: string): Promise<void> {
  const file = await findSqliteFile(db)
  const unfinished = `${copy}.${randomUUID()}.unfinished`
  // VACUUM INTO fills an empty file, which has the right mode from its first moment.
  const target = openSync(unfinished, 'wx', 0o600)
  try {
    // A reader of its own sees what is committed, also while the caller's transaction holds the write lock.
    using source = new DatabaseSync(file, { readOnly: true })
    source.prepare('vacuum into ?').run(unfinished)
    fsyncSync(target)
  } catch (error) {
    closeSync(target)
    rmSync(unfinished, { force: true })
    throw error
  }
  // A file that is open cannot be renamed everywhere.
  closeSync(target)
  try {
    renameSync(unfinished, copy)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

function removeOldCopies(file: string): void {
  for (const path of listCopies(file).slice(copiesKept)) rmSync(path)
}

/** The copies beside a file, the newest first. */
function listCopies(file: string): string[] {
  const folder = dirname(file)
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.`) && name.endsWith('.copy'))
    .map((name) => ({ path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .sort((left, right) => right.time - left.time)
    .map(({ path }) => path)
}

/** What upgrades left beside the embedded file: whole databases, with everything that has been erased since. */
export async function findSqliteCopies(db: Kysely<unknown>): Promise<string[]> {
  return listCopies(await findSqliteFile(db))
}

export async function findSqliteFile(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`.execute(db)
  return rows[0]!.file
}
