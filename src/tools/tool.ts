import { statSync } from 'node:fs'
import { readConfig } from '../config/index.ts'
import type { Database } from '../storage/database.ts'
import { embeddedFile } from '../storage/embedded-file.ts'
import { openDatabase } from '../storage/open.ts'
import { explainFailure, sayWhereRead, ToolError } from './explain-failure.ts'

export { ToolError }

/** What a command of the operator's gets from outside; tests bring their own. */
export interface Outside {
  readonly environment: Readonly<Record<string, string | undefined>>
  print(line: string): void
  /** One line from whoever sits there; undefined: nobody does. */
  ask(question: string): Promise<string | undefined>
}

/** 0: as it should be, or done. 1: not so. 2: could not even be tried. */
export type ExitCode = 0 | 1 | 2

/** Runs a tool and says what went wrong, where the operator can mend it. */
export async function runTool(outside: Outside, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    const sentence = explainFailure(error)
    if (sentence === undefined) throw error
    outside.print(sentence)
    return 2
  }
}

/** The bot's own database, as it is: no tool makes one, or brings a schema up to date under a bot that runs. */
export async function withDatabase<Result>(
  { environment }: Outside,
  neededTable: string,
  work: (db: Database, tables: ReadonlySet<string>) => Promise<Result>,
): Promise<Result> {
  const { storage } = readConfig(environment)
  const file = embeddedFile(storage)
  if (file && !isThere(file.path)) throw new ToolError(sayMissing(file, environment))
  const db = await openDatabase(storage)
  try {
    const found = await db.query<unknown>().introspection.getTables()
    const tables = new Set(found.map(({ name }) => name))
    if (!tables.has(neededTable)) {
      const where = file ? `${file.path}, which ${file.setting} names` : 'the database that DATABASE_URL names'
      throw new ToolError(`No bot has used ${where}.\n${sayWhereRead()}`)
    }
    return await work(db, tables)
  } finally {
    await db.close()
  }
}

/** Opening a file makes one where there is none. */
export const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

function sayMissing(
  { path, setting }: NonNullable<ReturnType<typeof embeddedFile>>,
  environment: Outside['environment'],
): string {
  const where = environment[setting]?.trim()
    ? `where ${setting} says`
    : `where it lies as long as ${setting} is not set`
  return `There is no database at ${path}, ${where}. Set DATA_DIR or DATABASE_URL as the bot has it.\n${sayWhereRead()}`
}
