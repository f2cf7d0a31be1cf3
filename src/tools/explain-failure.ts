import { accessSync, constants } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigError } from '../config/index.ts'
import { UpstreamError } from '../domain/errors.ts'
import { DatabaseUnavailable, MigrationFailed, NewerSchema } from '../storage/errors.ts'
import { type DatabaseTrouble, findDatabaseTrouble } from '../storage/trouble.ts'

/** What keeps a tool from its work; the message is a sentence for the operator. */
export class ToolError extends Error {
  override name = 'ToolError'
}

/** A sentence for whoever can mend it; undefined: a fault of this program, whose place in the code counts. */
export function explainFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error instanceof ConfigError) return `${error.message}\n${sayWhereRead()}`
  if ([ToolError, DatabaseUnavailable, NewerSchema, MigrationFailed].some((kind) => error instanceof kind))
    return error.message
  if (error instanceof UpstreamError) return explainUpstream(error)
  return explainFile(error) ?? explainTrouble(findDatabaseTrouble(error))
}

/** Tools read their settings as the bot does, and a bot that a service manager starts has them somewhere else. */
export function sayWhereRead(): string {
  const path = resolve('.env')
  return (
    `Settings come from the environment and from ${path}${canRead(path) ? '' : ', which is not there'}. Under systemd and ` +
    'in a container they lie elsewhere: see “Commands for the operator” in the README.'
  )
}

function canRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

const files: Readonly<Record<string, string>> = {
  EACCES: 'may not be read or written by this user. Give them the rights, or name another place.',
  EPERM: 'may not be read or written by this user. Give them the rights, or name another place.',
  ENOENT: 'is not there. Check its spelling, and in which folder you are.',
  ENOTDIR: 'lies below a file, as if that were a folder. Name another place.',
  EISDIR: 'is a folder, and a file is needed.',
  EEXIST: 'is there already. Name a new one.',
  ENOSPC: 'does not fit on its disk. Make room there, or name another place.',
  EROFS: 'lies on a read-only file system. Name a place that can be written.',
}

const explainUpstream = ({ service, code, reason }: UpstreamError): string =>
  `${service === 'slack' ? 'Slack' : 'Mistral'} did not answer as it should (${code ?? reason}). Ask npm run doctor what is wrong.`

/** What Node says of a file names it. */
function explainFile(error: Error): string | undefined {
  if (!('code' in error && 'path' in error && typeof error.path === 'string')) return undefined
  return `${error.path} ${files[String(error.code)] ?? `cannot be used (${String(error.code)}).`}`
}

const troubles: Readonly<Record<DatabaseTrouble, string>> = {
  full: 'The database has no room left. Make room on its disk, and run this again.',
  away: 'The database does not answer, or another program holds it. Run this again once it does.',
  broken: 'The database cannot be used as it is. Ask npm run doctor what is wrong with it.',
}

const explainTrouble = (trouble: DatabaseTrouble | undefined): string | undefined => trouble && troubles[trouble]
