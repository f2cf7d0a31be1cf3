import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../domain/time/clock.ts'
import { platform } from '../../platform.js'
import { DatabaseUnavailable } from '../errors.ts'
import { retryTransient } from '../retry.ts'

/** SQLite waits for a lock with the whole program standing still: barely wait here, and the rest between retries. */
const busyTimeoutMs = 5

/** Opens the file, creating it and its folder for this user alone, and makes every acknowledged write durable. */
export async function openSqliteFile(
  path: string,
  setting: 'DATABASE_URL' | 'DATA_DIR',
  clock: Clock,
): Promise<DatabaseSync> {
  try {
    return await retryTransient(clock, async () => open(path, clock))
  } catch (error) {
    throw new DatabaseUnavailable(setting, explainSqliteFile(error, path), { cause: error })
  }
}

function open(path: string, clock: Clock): DatabaseSync {
  let file: DatabaseSync | undefined
  try {
    makeFolder(dirname(path))
    // Only where it is missing: closing a file that this process has open as a database would drop its locks.
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) closeSync(openSync(path, 'a', 0o600))
    file = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true })
    file.exec('pragma journal_mode = wal')
    closeToOthers(path)
    file.exec('pragma synchronous = full')
    // What was erased about a person shall not stay in free pages.
    file.exec('pragma secure_delete = on')
    // Else `insert or replace` deletes without asking the triggers that keep the audit trail.
    file.exec('pragma recursive_triggers = on')
    // A bigint, since a number would come back as a floating-point value.
    file.function('now_ms', () => BigInt(clock.now().getTime()))
    return file
  } catch (error) {
    file?.close()
    throw error
  }
}

/** By hand: Node's recursive mkdirSync never returns where a link leads nowhere, as to a volume that is not mounted. */
export function makeFolder(path: string): void {
  if (isFolder(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another instance may have been faster.
    if (!isFolder(path)) throw error
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** Only now that it is known to be a database: another file, named by mistake, keeps its mode. */
function closeToOthers(path: string): void {
  if (!platform.hasFileModes) return
  for (const name of [path, `${path}-wal`, `${path}-shm`]) {
    const mode = statSync(name, { throwIfNoEntry: false })?.mode ?? 0
    if (mode & 0o077) chmodSync(name, 0o600)
  }
}

const explanations: Readonly<Record<string, (path: string) => string>> = {
  EACCES: (path) => `this user may not write ${path}. Give it the folder, or name another one.`,
  EPERM: (path) => `this user does not own ${path}. Give it the file and its folder, or name another one.`,
  EROFS: (path) => `${path} lies on a read-only file system. Name a folder that can be written.`,
  ENOSPC: (path) => `no space is left for ${path}.`,
  EISDIR: (path) => `${path} is a folder, and a file is needed.`,
  ENOTDIR: (path) => `a part of ${path} is a file and not a folder. Name another folder.`,
  EEXIST: (path) => `a part of ${path} is a file, or a link that leads nowhere. Name another folder.`,
  ENOENT: (path) => `the folder of ${path} cannot be made there. Name another one.`,
  // SQLite's primary result codes.
  5: (path) => `${path} is locked by another program. Stop that one first.`,
  8: (path) => `${path} can only be read. Give this user the file and its folder.`,
  10: (path) => `the disk failed on ${path}.`,
  11: (path) => `${path} is damaged. Restore a copy of it.`,
  13: (path) => `no space is left for ${path}.`,
  14: (path) => `${path} cannot be opened. Give this user the file and its folder.`,
  26: (path) => `${path} is not a database file. Name another place, or move that file away.`,
}

/** Why a database cannot be opened, made or written there, as a sentence that begins in the middle. */
export function explainSqliteFile(error: unknown, path: string): string {
  if (!(error instanceof Error)) return `${path} cannot be used.`
  const code =
    'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 'code' in error ? error.code : ''
  return explanations[String(code)]?.(path) ?? `${path} cannot be used: ${error.message}`
}
