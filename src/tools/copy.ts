import { parseArgs } from 'node:util'
import { coreMigrations } from '../chatops/migrations.ts'
import { registerFeatures } from '../chatops/routing/registry.ts'
import { features } from '../features/index.ts'
import { type CopiedTable, CopyRefused, copyDatabase } from '../storage/copy-database.ts'
import type { Database } from '../storage/database.ts'
import { embeddedFile } from '../storage/embedded-file.ts'
import { DatabaseUnavailable } from '../storage/errors.ts'
import { openDatabase } from '../storage/open.ts'
import { type ExitCode, isThere, type Outside, runTool, ToolError } from './tool.ts'
import { findBrokenTrail } from './verify.ts'

const usage = `Usage: npm run db:copy -- --from sqlite:data/chatops.sqlite [--to postgres://user@host/database]
  Copies all that the bot keeps to a new database and reads it back. Stop the bot first, and start it again with
  DATABASE_URL set to the new one. The old database stays as it was.
  Everybody on this machine can read a command line: an address with a password belongs into FROM_DATABASE_URL or
  TO_DATABASE_URL, in the environment or in .env, and then takes the place of --from or --to.`

/** Moves a grown installation to another database, whichever engines they are of. */
export const copyEverything = (args: readonly string[], outside: Outside): Promise<ExitCode> =>
  runTool(outside, async () => {
    const { from, to } = readArguments(args, outside)
    const source = await openThere(from)
    try {
      const target = await open(to)
      try {
        return await copy({ source, target, from, to }, outside)
      } finally {
        await target.close()
      }
    } finally {
      await source.close()
    }
  })

interface Address {
  readonly url: string
  /** How it was given, to be named where something is wrong with it. */
  readonly by: string
}

interface Pair {
  readonly source: Database
  readonly target: Database
  readonly from: Address
  readonly to: Address
}

async function copy({ source, target, from, to }: Pair, { print }: Outside): Promise<ExitCode> {
  const { migrations } = registerFeatures(features)
  const copied = await copyDatabase(source, target, [...coreMigrations, ...migrations]).catch((error: unknown) => {
    if (!(error instanceof CopyRefused)) throw error
    throw new ToolError(error.message.replace(/^--from/, from.by).replace(/^--to/, to.by))
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

function readArguments(args: readonly string[], { environment }: Outside): { from: Address; to: Address } {
  const options = parse(args)
  const given = (option: 'from' | 'to', setting: string): Address | undefined => {
    const [typed, secret] = [options[option], environment[setting]?.trim()]
    if (typed) return { url: typed, by: `--${option}` }
    return secret ? { url: secret, by: setting } : undefined
  }
  const from = given('from', 'FROM_DATABASE_URL')
  const to = given('to', 'TO_DATABASE_URL')
  if (!from || !to) throw new ToolError(usage)
  if (from.url === to.url) throw new ToolError(`${from.by} and ${to.by} name the same database.`)
  return { from, to }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { from: { type: 'string' }, to: { type: 'string' } } }).values
  } catch {
    throw new ToolError(usage)
  }
}

/** What is copied has to be there: a name that is spelled wrongly makes no empty file. */
async function openThere(address: Address): Promise<Database> {
  const file = embeddedFile({ databaseUrl: address.url, dataDir: '' })
  if (file && !isThere(file.path)) throw new ToolError(`${address.by}: there is no database at ${file.path}.`)
  return open(address)
}

/** What cannot be opened is named as it was given: the settings of the bot have no part in this. */
async function open({ url, by }: Address): Promise<Database> {
  try {
    return await openDatabase({ databaseUrl: url, dataDir: '' })
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error
    throw new ToolError(error.message.replace(/^DATABASE_URL/, by))
  }
}
