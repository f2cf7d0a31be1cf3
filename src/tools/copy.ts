import { parseArgs } from 'node:util'
import { coreMigrations } from '../chatops/migrations.ts'
import { registerFeatures } from '../chatops/routing/registry.ts'
import { features } from '../features/index.ts'
import { type CopiedTable, CopyRefused, copyDatabase } from '../storage/copy-database.ts'
import type { Database } from '../storage/database.ts'
import { DatabaseUnavailable } from '../storage/errors.ts'
import { openDatabase } from '../storage/open.ts'
import { type ExitCode, type Outside, runTool, ToolError } from './tool.ts'
import { findBrokenTrail } from './verify.ts'

const usage = `Usage: npm run db:copy -- --from sqlite:data/chatops.sqlite --to postgres://user:password@host/database
  Copies all that the bot keeps to a new database and reads it back. Stop the bot first, and start it again with
  DATABASE_URL set to the new one. The old database stays as it was.`

/** Moves a grown installation to another database, whichever engines they are of. */
export const copyEverything = (args: readonly string[], outside: Outside): Promise<ExitCode> =>
  runTool(outside, async () => {
    const { from, to } = readArguments(args)
    const source = await open(from, '--from')
    try {
      const target = await open(to, '--to')
      try {
        return await copy(source, target, outside)
      } finally {
        await target.close()
      }
    } finally {
      await source.close()
    }
  })

async function copy(source: Database, target: Database, { print }: Outside): Promise<ExitCode> {
  const { migrations } = registerFeatures(features)
  const copied = await copyDatabase(source, target, [...coreMigrations, ...migrations]).catch((error: unknown) => {
    throw error instanceof CopyRefused ? new ToolError(error.message) : error
  })
  for (const { name, rows } of copied) if (rows > 0) print(`${name}: ${rows}`)
  const broken = await findBrokenTrail(target)
  if (broken) {
    print(`Everything was copied as it is, and that is not as it should be. ${broken}`)
    return 1
  }
  print(sayDone(copied))
  return 0
}

const sayDone = (copied: readonly CopiedTable[]): string => {
  const rows = copied.reduce((sum, table) => sum + table.rows, 0)
  return `Copied ${rows} rows and read them back: both databases hold the same, and the audit trail is whole.`
}

function readArguments(args: readonly string[]): { from: string; to: string } {
  const { from, to } = parse(args)
  if (!from || !to) throw new ToolError(usage)
  if (from === to) throw new ToolError('--from and --to name the same database.')
  return { from, to }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { from: { type: 'string' }, to: { type: 'string' } } }).values
  } catch {
    throw new ToolError(usage)
  }
}

/** What cannot be opened is named by its option: the settings of the bot have no part in this. */
async function open(databaseUrl: string, option: '--from' | '--to'): Promise<Database> {
  try {
    return await openDatabase({ databaseUrl, dataDir: '' })
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error
    throw new ToolError(error.message.replace(/^DATABASE_URL/, option))
  }
}
