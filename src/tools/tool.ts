import { ConfigError, readConfig } from '../config/index.ts'
import type { Database } from '../storage/database.ts'
import { DatabaseUnavailable } from '../storage/errors.ts'
import { openDatabase } from '../storage/open.ts'

/** What a command of the operator's gets from outside; tests bring their own. */
export interface Outside {
  readonly environment: Readonly<Record<string, string | undefined>>
  print(line: string): void
  /** One line from whoever sits there; undefined: nobody does. */
  ask(question: string): Promise<string | undefined>
}

/** 0: as it should be, or done. 1: not so. 2: could not even be tried. */
export type ExitCode = 0 | 1 | 2

/** What keeps a tool from its work; the message is a sentence for the operator. */
export class ToolError extends Error {
  override name = 'ToolError'
}

/** Runs a tool and says what went wrong, where the operator can mend it. */
export async function runTool(outside: Outside, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    const isForPeople = [ToolError, ConfigError, DatabaseUnavailable].some((kind) => error instanceof kind)
    if (!isForPeople || !(error instanceof Error)) throw error
    outside.print(error.message)
    return 2
  }
}

/** The bot's own database, as it is: no tool brings a schema up to date under a bot that runs. */
export async function withDatabase<Result>(
  { environment }: Outside,
  neededTable: string,
  work: (db: Database, tables: ReadonlySet<string>) => Promise<Result>,
): Promise<Result> {
  const db = await openDatabase(readConfig(environment).storage)
  try {
    const found = await db.query<unknown>().introspection.getTables()
    const tables = new Set(found.map(({ name }) => name))
    if (!tables.has(neededTable))
      throw new ToolError('No bot has used this database yet. Check DATABASE_URL and DATA_DIR, and where you are.')
    return await work(db, tables)
  } finally {
    await db.close()
  }
}
