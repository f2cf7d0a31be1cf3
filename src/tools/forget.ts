import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { organization } from '../organization.ts'
import { appendAudit } from '../storage/audit/append.ts'
import { readAudit } from '../storage/audit/read.ts'
import type { AuditTables } from '../storage/audit/schema.ts'
import { verifyAudit } from '../storage/audit/verify.ts'
import { findSqliteCopies } from '../storage/copies.ts'
import type { Database } from '../storage/database.ts'
import { erasePeople, findPeople } from '../storage/people/forget.ts'
import type { Identifiers } from '../storage/people/registry.ts'
import type { PeopleTables } from '../storage/people/schema.ts'
import { countLiveRequests, type Someone, type Store, type StoreTables, stores } from './personal-data.ts'
import { type ExitCode, type Outside, runTool, ToolError, withDatabase } from './tool.ts'

const usage = `Usage: npm run person:forget -- <Slack id or e-mail> [--show] [--yes] [--keep-copies]
  Shows what is stored about a person, asks, and erases it. --show: erases nothing. --yes: asks nothing.
  --keep-copies: leaves the copies of the database that upgrades made, which still hold everything.`

/** Erases a person; their entries stay in the audit trail as those of somebody unknown, and it still verifies. */
export const forgetSomebody = (args: readonly string[], outside: Outside): Promise<ExitCode> =>
  runTool(outside, async () => {
    const wish = readArguments(args)
    return withDatabase(outside, 'people', (db, tables) => forget(db, tables, wish, outside))
  })

interface Wish {
  readonly by: Identifiers
  readonly isShowOnly: boolean
  readonly isSure: boolean
  readonly keepsCopies: boolean
}

function readArguments(args: readonly string[]): Wish {
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
  if (/^\S+@\S+$/.test(text)) return { email: text }
  return /^[UW][A-Z0-9]{2,}$/i.test(text) ? { slackId: text.toUpperCase() } : undefined
}

type Tables = PeopleTables & AuditTables & StoreTables
type StoredPerson = PeopleTables['people']

async function forget(db: Database, tables: ReadonlySet<string>, wish: Wish, outside: Outside): Promise<ExitCode> {
  const { print, ask } = outside
  const people = await findSamePerson(db, wish.by)
  const slackIds = [...people.map(({ slack_id }) => slack_id), wish.by.slackId].filter((id) => typeof id === 'string')
  const someone: Someone = {
    personIds: orNobody(people.map(({ person_id }) => person_id)),
    slackIds: orNobody(slackIds),
  }
  const used = stores.filter(({ table }) => tables.has(table))
  const shown = await show(db, people, someone, used)
  if (shown.length === 0) {
    print('Nothing is stored about this person.')
    return 0
  }
  for (const line of shown) print(line)
  const copies = db.engine === 'sqlite' ? await findSqliteCopies(db.query()) : []
  for (const line of sayCopies(copies, wish)) print(line)
  if (wish.isShowOnly) return 0
  if (tables.has('raises') && (await countLiveRequests(db.query(), organization, someone)) > 0)
    throw new ToolError(
      'They have part in a request that is still open. Decide or withdraw it first; nothing was erased.',
    )
  if (!wish.isSure && (await ask('Erase all of this for ever? Type yes: '))?.trim().toLowerCase() !== 'yes') {
    print('Nothing was erased.')
    return 1
  }
  await erase(db, people, someone, used)
  if (!wish.keepsCopies) for (const copy of copies) rmSync(copy)
  return conclude(db, outside)
}

const orNobody = (ids: readonly string[]): readonly string[] => (ids.length > 0 ? ids : ['nobody'])

/** Somebody met by an address alone first, and in Slack later, has two rows. Another Slack user is another person. */
async function findSamePerson(db: Database, by: Identifiers): Promise<StoredPerson[]> {
  const found = await findPeople(db, organization, by)
  const related = await Promise.all(
    found.map(({ mistral_id, email }) =>
      findPeople(db, organization, { ...(mistral_id ? { mistralId: mistral_id } : {}), ...(email ? { email } : {}) }),
    ),
  )
  const all = [...found, ...related.flat().filter(({ slack_id }) => slack_id === null)]
  return [...new Map(all.map((person) => [person.person_id, person])).values()]
}

async function show(
  db: Database,
  people: readonly StoredPerson[],
  someone: Someone,
  used: readonly Store[],
): Promise<string[]> {
  const entries = await readAudit(db, { organization, actorIds: someone.personIds }, { limit: Number.MAX_SAFE_INTEGER })
  const texts = entries.flatMap(({ sequence, action, text }) =>
    text === null ? [] : [`Entry ${sequence}, ${action}: “${text}”`],
  )
  const elsewhere = await Promise.all(used.map((store) => store.show(db.query(), organization, someone)))
  return [
    ...people.map(sayPerson),
    ...(entries.length > 0 ? [`Entries of the audit trail, which stay without a name: ${entries.length}`] : []),
    ...texts,
    ...elsewhere.flat(),
  ]
}

const sayPerson = ({ name, email, slack_id, mistral_id }: StoredPerson): string =>
  [
    `Name: ${name ?? '–'}`,
    `e-mail: ${email ?? '–'}`,
    `Slack: ${slack_id ?? '–'}`,
    `Mistral: ${mistral_id ?? '–'}`,
  ].join(', ')

function sayCopies(copies: readonly string[], { keepsCopies, isShowOnly }: Wish): string[] {
  const fate = keepsCopies || isShowOnly ? 'still holds all of this' : 'holds all of this, and is deleted as well'
  return copies.map((copy) => `The copy ${copy} ${fate}.`)
}

/** All or nothing. That somebody was erased is an entry itself: by whom, the machine does not know. */
async function erase(
  db: Database,
  people: readonly StoredPerson[],
  someone: Someone,
  used: readonly Store[],
): Promise<void> {
  await db.transaction<Tables, void>(async (tx) => {
    for (const store of used) await store.erase(tx, organization, someone)
    await erasePeople(tx, organization, someone.personIds)
    for (const { person_id: subject } of people)
      await appendAudit(tx, { organization, action: 'person.forgotten', actorId: null, subject, outcome: 'done' })
  })
  // What was overwritten in the file stands in the log beside it until then. A bot that runs does it by itself, later.
  if (db.engine === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db.query())
}

async function conclude(db: Database, { print }: Outside): Promise<ExitCode> {
  const verdict = await verifyAudit(db, organization)
  print('Erased. What stands in Slack, in logs and in backups of yours is not reached from here.')
  print(
    verdict.whole
      ? `The audit trail is whole: ${verdict.head.sequence} entries, head ${verdict.head.hash}`
      : `The audit trail is broken at entry ${verdict.sequence}: see npm run audit:verify`,
  )
  return verdict.whole ? 0 : 1
}
