import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Feature } from '../chatops/contract.ts'
import { describeKept, findKept, type Kept } from '../chatops/people/kept-about.ts'
import type { PersonalData } from '../chatops/people/personal-data.ts'
import { registerFeatures } from '../chatops/routing/registry.ts'
import { features } from '../features/index.ts'
import { mainOrganization } from '../organization/id.ts'
import type { AuditTables } from '../storage/audit/schema.ts'
import { verifyAudit } from '../storage/audit/verify.ts'
import { findSqliteCopies } from '../storage/copies.ts'
import type { Database, DatabaseReads } from '../storage/database.ts'
import { erasePeople } from '../storage/people/forget.ts'
import { isLockTaken, lockPeople } from '../storage/people/lock.ts'
import type { Identifiers } from '../storage/people/registry.ts'
import type { PeopleTables } from '../storage/people/schema.ts'
import { type ExitCode, type Outside, runTool, ToolError, withDatabase } from './tool.ts'

const usage = `Usage: npm run person:forget -- <Slack id, e-mail or Mistral id> [--show] [--yes] [--keep-copies]
  Shows what is stored about a person, asks, and erases it. --show: erases nothing. --yes: asks nothing.
  --keep-copies: leaves the copies of the database that upgrades made, which still hold everything.`

/** Erases a person; their entries stay in the audit trail as those of somebody unknown, and it still verifies. */
export const forgetSomebody = (
  args: readonly string[],
  outside: Outside,
  known: readonly Feature[] = features,
): Promise<ExitCode> =>
  runTool(outside, async () => {
    const wish = readArguments(args)
    return withDatabase(outside, 'people', (db, tables) => forget(db, tables, wish, { ...outside, known }))
  })

interface Arguments {
  readonly by: Identifiers
  readonly isShowOnly: boolean
  readonly isSure: boolean
  readonly keepsCopies: boolean
}

function readArguments(args: readonly string[]): Arguments {
  const options = { show: { type: 'boolean' }, yes: { type: 'boolean' }, 'keep-copies': { type: 'boolean' } } as const
  try {
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options })
    const by = readIdentifier(positionals[0] ?? '')
    if (!by || positionals.length > 1) throw new ToolError(usage)
    const { show: isShowOnly = false, yes: isSure = false, 'keep-copies': keepsCopies = false } = values
    return { by, isShowOnly, isSure, keepsCopies }
  } catch {
    throw new ToolError(usage)
  }
}

function readIdentifier(text: string): Identifiers | undefined {
  if (/^[^\s@]+@\S+$/.test(text)) return { email: text }
  // Somebody whom Slack does not know: as Mistral's Admin Panel names them.
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return { mistralId: text.toLowerCase() }
  return /^[UW][A-Z0-9]{2,}$/i.test(text) ? { slackId: text.toUpperCase() } : undefined
}

type Tables = PeopleTables & AuditTables

async function forget(
  db: Database,
  tables: ReadonlySet<string>,
  wish: Arguments,
  outside: Outside & { readonly known: readonly Feature[] },
): Promise<ExitCode> {
  const { print, ask, known } = outside
  const kept = await findKept(db, mainOrganization, wish.by)
  const places = registerFeatures(known).personalData.filter(({ table }) => tables.has(table))
  const shown = await describeKept(db, mainOrganization, kept, places, { language: 'en' })
  if (shown.length === 0) {
    print('Nothing is stored about this person.')
    return 0
  }
  for (const line of shown) print(line)
  const copies = db.engine === 'sqlite' ? await findSqliteCopies(db.query()) : []
  for (const line of sayCopies(copies, wish)) print(line)
  if (wish.isShowOnly) return 0
  await refuseWhileHeld(db, kept, places)
  if (!wish.isSure && (await ask('Erase all of this for ever? Type yes: '))?.trim().toLowerCase() !== 'yes') {
    print('Nothing was erased.')
    return 1
  }
  await erase(db, wish.by, kept, places)
  if (!wish.keepsCopies) for (const copy of copies) rmSync(copy)
  return conclude(db, outside)
}

function sayCopies(copies: readonly string[], { keepsCopies, isShowOnly }: Arguments): string[] {
  const fate = keepsCopies || isShowOnly ? 'still holds all of this' : 'holds all of this, and is deleted as well'
  return copies.map((copy) => `The copy ${copy} ${fate}.`)
}

/** A request that waits for people needs to know who they are. */
async function refuseWhileHeld(db: DatabaseReads, kept: Kept, places: readonly PersonalData[]): Promise<void> {
  for (const place of places) {
    const holds = await place.countHolds?.(db.query<unknown>(), mainOrganization, kept)
    if (holds)
      throw new ToolError(
        'They have part in a request that is still open. Decide or withdraw it first; nothing was erased.',
      )
  }
}

/** All or nothing; that somebody was erased is an entry of the trail itself. */
async function erase(db: Database, by: Identifiers, shown: Kept, places: readonly PersonalData[]): Promise<void> {
  try {
    await db.transaction<Tables, void>(async (tx) => {
      await lockPeople(tx, db.engine)
      const present: DatabaseReads = { query: () => tx as never }
      // The bot may be running, and the question may have stood there for an hour: what they did meanwhile counts.
      const kept = await findKept(present, mainOrganization, by)
      await refuseWhileHeld(present, kept, places)
      if (!isSameKept(kept, shown))
        throw new ToolError('They became known by something else meanwhile. Run this again; nothing was erased.')
      for (const place of places) await place.erase(tx as never, mainOrganization, kept)
      await erasePeople(tx, mainOrganization, kept.personIds)
    })
  } catch (error) {
    if (!isLockTaken(error)) throw error
    throw new ToolError('The database is at work on something long, such as a backup. Try again when it is over.')
  }
  // What was overwritten in the file stands in the log beside it until then. A bot that runs does it by itself, later.
  if (db.engine === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db.query())
}

const isSameKept = (one: Kept, other: Kept): boolean =>
  one.personIds.toSorted().join() === other.personIds.toSorted().join() &&
  one.slackIds.toSorted().join() === other.slackIds.toSorted().join()

async function conclude(db: Database, { print }: Outside): Promise<ExitCode> {
  const verdict = await verifyAudit(db, mainOrganization)
  print('Erased. What stands in Slack, in logs and in backups of yours is not reached from here.')
  print(
    verdict.whole
      ? `The audit trail is whole: ${verdict.head.sequence} entries, head ${verdict.head.hash}`
      : `The audit trail is broken at entry ${verdict.sequence}: see npm run audit:verify`,
  )
  return verdict.whole ? 0 : 1
}
