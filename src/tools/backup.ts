import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config/index.ts'
import { copySqliteTo } from '../storage/copies.ts'
import type { Database } from '../storage/database.ts'
import { openDatabase } from '../storage/open.ts'
import { explainSqliteFile, makeFolder } from '../storage/sqlite/open.ts'
import { type ExitCode, type Outside, runTool, ToolError, withDatabase } from './tool.ts'
import { findBrokenTrail } from './verify.ts'

const usage = `Usage: npm run db:backup -- <new file>
  Copies the embedded database while the bot works, to a file that can take its place, and verifies the audit trail in it.
  A folder that is not there yet is made.
  To restore: stop the bot, put the file where the database was, remove its -wal and -shm, and start the bot.
  A PostgreSQL is backed up by pg_dump --format=custom, and restored by pg_restore into an empty database.`

/** A whole copy of a database in use: what was committed when it began, and nothing of what came after. */
export const backUp = (args: readonly string[], outside: Outside): Promise<ExitCode> =>
  runTool(outside, async () => {
    const path = readPath(args)
    if (/^postgres/.test(readConfig(outside.environment).storage.databaseUrl ?? ''))
      throw new ToolError(`This database is a PostgreSQL.\n${usage}`)
    if (existsSync(path)) throw new ToolError(`${path} is there already. Name a new file.`)
    await withDatabase(outside, 'audit_entries', (db) => copyTo(db, path))
    const copy = await openDatabase({ databaseUrl: `sqlite:${path}`, dataDir: '' })
    try {
      return await sayTrail(copy, path, outside)
    } finally {
      await copy.close()
    }
  })

async function copyTo(db: Database, path: string): Promise<void> {
  try {
    // For the bot's user alone, as the file: everything is in it.
    makeFolder(dirname(path))
    await copySqliteTo(db.query(), path)
  } catch (error) {
    throw isOfTarget(error) ? new ToolError(`Nothing was copied: ${explainSqliteFile(error, path)}`) : error
  }
}

const sqliteFull = 13

/** Only what is written can lack a folder, a right or room: the database itself was just read. */
const isOfTarget = (error: unknown): boolean =>
  error instanceof Error &&
  (('errcode' in error && error.errcode === sqliteFull) || ('code' in error && /^E[A-Z]+$/.test(String(error.code))))

async function sayTrail(copy: Database, path: string, { print }: Outside): Promise<ExitCode> {
  const broken = await findBrokenTrail(copy)
  print(broken ? `Copied to ${path} as it is. ${broken}` : `Copied to ${path}. The audit trail in it is whole.`)
  return broken ? 1 : 0
}

function readPath(args: readonly string[]): string {
  try {
    const [path, ...more] = parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals
    if (path && more.length === 0) return resolve(path)
  } catch {
    // Said below.
  }
  throw new ToolError(usage)
}
