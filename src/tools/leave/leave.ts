import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LimitChoice, UnderWay } from '../../chatops/leaving/leaving.ts'
import { registerFeatures } from '../../chatops/routing/registry.ts'
import { plural } from '../../chatops/words/plural.ts'
import { readConfig } from '../../config/index.ts'
import { features } from '../../features/index.ts'
import { mainOrganization as organization } from '../../organization/id.ts'
import { readHead } from '../../storage/audit/read.ts'
import { verifyExport } from '../../storage/audit/verify.ts'
import type { Database } from '../../storage/database.ts'
import { refuseWhileAlive } from '../refuse-while-alive.ts'
import { findLists } from '../slack-move/list.ts'
import { type ExitCode, type Outside, runTool, ToolError, withDatabase } from '../tool.ts'
import { readLines } from '../verify.ts'
import { eraseEverything } from './erase.ts'
import { exportEverything, listTrails, nameTrail } from './export.ts'
import { checkFolder } from './folder.ts'

const usage = `Usage: npm run leave -- [--settle keep|return] [--to <folder>] [--erase <folder>]
  Ends the bot for good, a step at a time; without an option it only shows what there is.
  --settle: closes open requests. Limits that run for a time stay as they are (keep), or go back as soon as the bot runs
  the next time (return), by the same checks as always.
  --to: writes everything that is kept to a new folder, with checksums. --erase: erases everything, once that folder holds
  all of it; it asks you to type a sentence. Stop the bot before.`

const sentence = 'erase everything'

const elsewhere: readonly string[] = [
  'What is not here, and stays until you take it away:',
  '  Slack: messages, cards, pictures and files. Uninstall the app under “Manage apps”; who may, can delete its messages.',
  '  Mistral: the limit as it is, and your usage. Delete the Admin API key in the Backoffice.',
  '  Yours: .env with its tokens, logs, backups, PostgreSQL’s own archives, and the copies of old versions.',
]

interface Arguments {
  readonly settle: LimitChoice | undefined
  readonly to: string | undefined
  readonly erase: string | undefined
}

/** Open requests and limits are settled, everything is exported, and then erased. */
export const leaveForGood = (args: readonly string[], outside: Outside): Promise<ExitCode> =>
  runTool(outside, async () => {
    const wish = readArguments(args)
    const files = await withDatabase(outside, 'raises', (db) => leave(db, wish, outside))
    if (typeof files === 'number') return files
    for (const file of files) rmSync(file, { force: true })
    for (const line of ['Erased.', ...elsewhere]) outside.print(line)
    return 0
  })

function readArguments(args: readonly string[]): Arguments {
  try {
    const options = { settle: { type: 'string' }, to: { type: 'string' }, erase: { type: 'string' } } as const
    const { settle, to, erase } = parseArgs({ args: [...args], options }).values
    const isOne = [settle, to, erase].filter((value) => value !== undefined).length <= 1
    if (isOne && (settle === undefined || settle === 'keep' || settle === 'return')) return { settle, to, erase }
  } catch {
    // Said below.
  }
  throw new ToolError(usage)
}

/** An exit code, or the files that go once the database is closed. */
async function leave(db: Database, wish: Arguments, outside: Outside): Promise<ExitCode | readonly string[]> {
  if (wish.settle) return settle(db, wish.settle, outside)
  if (wish.to) return takeAlong(db, wish.to, outside)
  if (wish.erase) return erase(db, wish.erase, outside)
  return show(db, outside)
}

async function findUnderWay(db: Database): Promise<UnderWay[]> {
  const found: UnderWay[] = []
  for (const part of registerFeatures(features).leavings)
    found.push(...(await part.underWay(db.query<unknown>(), organization)))
  return found
}

async function show(db: Database, { print }: Outside): Promise<ExitCode> {
  const open = await findUnderWay(db)
  const head = await readHead(db, organization)
  print(open.length === 0 ? 'Nothing is under way.' : 'Under way:')
  for (const { line } of open) print(`  ${line}`)
  print(`The audit trail has ${head?.sequence ?? 0} entries. Nothing was changed. The steps are:`)
  if (open.length > 0) print('  npm run leave -- --settle keep     (or return: limits for a time go back first)')
  print('  npm run leave -- --to <folder>     everything, with checksums')
  print('  npm run leave -- --erase <folder>  after you typed a sentence')
  for (const line of elsewhere) print(line)
  return 0
}

async function settle(db: Database, choice: LimitChoice, { print }: Outside): Promise<ExitCode> {
  await refuseWhileAlive(db)
  await db.transaction<unknown, void>(async (tx) => {
    for (const part of registerFeatures(features).leavings) await part.settle(tx as never, organization, choice)
  })
  const left = await findUnderWay(db)
  if (left.length === 0) {
    print('Nothing is under way any more. Start the bot once more for its cards to say so, or go on with --to.')
    return 0
  }
  print('The bot ends these itself, by its usual checks. Start it, wait until this shows nothing, and go on:')
  for (const { line } of left) print(`  ${line}`)
  return 1
}

async function takeAlong(db: Database, path: string, { print }: Outside): Promise<ExitCode> {
  const names = await exportEverything(db, organization, path)
  const files = await checkFolder(path)
  const shown = names.filter((name) => !name.startsWith('tables/') && name !== 'README.txt')
  print(`Wrote ${files} files to ${path}, with their checksums in SHA256SUMS: ${shown.join(', ')} and the tables.`)
  let isWhole = true
  for (const one of await listTrails(db, organization)) {
    const verdict = await verifyExport(readLines(join(path, nameTrail(one, organization))))
    const whose = one === organization ? '' : ` of ${one}`
    print(
      verdict.whole
        ? `The exported trail${whose} is whole: ${plural(verdict.entries, 'entry', 'entries')}, head ${verdict.head.hash}`
        : `The exported trail${whose} is broken at entry ${verdict.sequence}: see npm run audit:verify`,
    )
    isWhole &&= verdict.whole
  }
  return isWhole ? 0 : 1
}

/** Each trail as it is now, and not as it was when somebody went on to work after the export. */
async function refuseUnlessAllIsThere(db: Database, path: string): Promise<void> {
  for (const one of await listTrails(db, organization)) {
    const name = nameTrail(one, organization)
    const verdict = existsSync(join(path, name)) ? await verifyExport(readLines(join(path, name))) : undefined
    const head = await readHead(db, one)
    if (!verdict?.whole || (head && verdict.head.hash !== head.hash))
      throw new ToolError(
        `${path} does not hold all of it: ${name} is not the trail as it is now. Export again. Nothing was erased.`,
      )
  }
}

async function erase(
  db: Database,
  path: string,
  { print, ask, environment }: Outside,
): Promise<ExitCode | readonly string[]> {
  await refuseWhileAlive(db)
  const open = await findUnderWay(db)
  if (open.length > 0)
    throw new ToolError(
      ['Still under way; see --settle. Nothing was erased:', ...open.map(({ line }) => `  ${line}`)].join('\n'),
    )
  await checkFolder(path)
  await refuseUnlessAllIsThere(db, path)
  const lists = findLists(readConfig(environment).storage.dataDir)
  print(`${path} holds everything that the database holds. The database and its copies go for ever.`)
  for (const list of lists) print(`So does ${list}, which npm run slack:move wrote.`)
  if ((await ask(`Type “${sentence}”: `))?.trim() !== sentence) {
    print('Nothing was erased.')
    return 1
  }
  return [...(await eraseEverything(db)), ...lists]
}
