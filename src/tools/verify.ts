import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { registerFeatures } from '../chatops/routing/registry.ts'
import { dayOf } from '../domain/time/time.ts'
import { features } from '../features/index.ts'
import { mainOrganization } from '../organization/id.ts'
import type { AuditProblem, AuditVerdict } from '../storage/audit/chain.ts'
import type { Checkpoint } from '../storage/audit/checkpoint.ts'
import { listOrganizations, readHead } from '../storage/audit/read.ts'
import { verifyAudit, verifyExports } from '../storage/audit/verify.ts'
import type { Database } from '../storage/database.ts'
import { type ExitCode, type Outside, runTool, ToolError, withDatabase } from './tool.ts'

const usage = `Usage: npm run audit:verify -- [<export.ndjson> …] [--database] [--head <hash>]
  Without a file, the trail in the configured database. Several files are parts of one trail, the oldest first, and
  --database adds the one in the database: so exports from before old entries were removed join up with what came after.
  --head: the hash of an entry that was noted down or posted, and must still be there.`

/** Is the audit trail whole? If not, names its first broken link. */
export const verifyTrail = (args: readonly string[], outside: Outside): Promise<ExitCode> =>
  runTool(outside, async () => {
    const { paths, head, isStored } = readArguments(args)
    const verdict = isStored
      ? await withDatabase(outside, 'audit_entries', (db, tables) =>
          verifyStored(db, tables, head, mainOrganization, paths),
        )
      : await verifyFiles(paths, head)
    outside.print(sayVerdict(verdict))
    return isWhole(verdict) ? 0 : 1
  })

/** A sentence, where the trail of one of its Organizations is not as it was written. */
export async function findBrokenTrail(db: Database): Promise<string | undefined> {
  for (const organization of await listOrganizations(db)) {
    const verdict = await verifyStored(db, new Set(['raises']), undefined, organization)
    if (!isWhole(verdict)) return sayVerdict(verdict)
  }
  return undefined
}

/** Or a sentence about what lies beside it. */
type Verdict = AuditVerdict | string

const isWhole = (verdict: Verdict): boolean => typeof verdict !== 'string' && verdict.whole

/** The chain first, then what the features keep beside it: a sentence, where that does not fit. */
async function verifyStored(
  db: Database,
  tables: ReadonlySet<string>,
  head: string | undefined,
  organization = mainOrganization,
  older: readonly string[] = [],
): Promise<Verdict> {
  const verdict = await nameUnreadable(() => verifyAudit(db, organization, head, older.map(readLines)))
  if (!verdict.whole || !tables.has('raises')) return verdict
  for (const check of registerFeatures(features).trailChecks) {
    const finding = await findWhileItStands(
      async () => (await readHead(db, organization))?.sequence,
      () => check(db, organization),
    )
    if (finding) return `The audit trail is whole, but what lies beside it was changed. ${finding}`
  }
  return verdict
}

const mostTries = 20

/**
 * A bot that runs goes on meanwhile: a request that ended between two reads would look like one that somebody changed. Each
 * of its steps is an entry as well, so that a finding counts if the trail did not grow while it was made.
 */
export async function findWhileItStands(
  readEnd: () => Promise<number | undefined>,
  check: () => Promise<string | undefined>,
): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    const before = await readEnd()
    const finding = await check()
    if (finding === undefined || tries === mostTries || (await readEnd()) === before) return finding
  }
}

interface Arguments {
  readonly paths: readonly string[]
  readonly head: string | undefined
  readonly isStored: boolean
}

function readArguments(args: readonly string[]): Arguments {
  const { positionals: paths, values } = parse(args)
  const head = values.head?.toLowerCase()
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
    throw new ToolError(`--head takes a whole hash: 64 digits from 0 to f.\n${usage}`)
  return { paths, head, isStored: values.database === true || paths.length === 0 }
}

function parse(args: readonly string[]) {
  try {
    const options = { head: { type: 'string' }, database: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch {
    throw new ToolError(usage)
  }
}

async function verifyFiles(paths: readonly string[], head: string | undefined): Promise<AuditVerdict> {
  const verdict = await nameUnreadable(() => verifyExports(paths.map(readLines), head))
  if (verdict.whole && verdict.head.sequence === 0)
    throw new ToolError(`${paths.join(', ')} ${paths.length === 1 ? 'holds' : 'hold'} no entries.`)
  return verdict
}

async function nameUnreadable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'path' in error && typeof error.code === 'string')
      throw new ToolError(`${String(error.path)} cannot be read (${error.code}).`)
    throw error
  }
}

/** Only a line feed ends a line: Node's own reader stops at U+2028 as well, which may stand in somebody's reason. */
export async function* readLines(path: string): AsyncGenerator<string> {
  let rest = ''
  const stream = createReadStream(path, 'utf8')
  try {
    for await (const chunk of stream) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    throw explainFile(path, error)
  }
  yield rest
}

/** A folder is opened without complaint, and cannot be read: the error then names no file. */
const explainFile = (path: string, error: unknown): Error =>
  Object.assign(error instanceof Error ? error : new Error(String(error)), { path })

const problems: Readonly<Record<AuditProblem, (sequence: number) => string>> = {
  unreadable: (sequence) => `where entry ${sequence} should stand, there is something else.`,
  missing: (sequence) => `entry ${sequence} is missing.`,
  changed: (sequence) => `entry ${sequence} was changed: its fields do not give its hash.`,
  unlinked: (sequence) => `entry ${sequence} does not continue the one before it.`,
  textChanged: (sequence) => `the text of entry ${sequence} is not the one that was recorded.`,
  textMissing: (sequence) => `the text of entry ${sequence} is gone, and nobody who wrote it was erased.`,
  personChanged: (sequence) => `entry ${sequence} was somebody else’s than the registry of people says.`,
  bindingChanged: (sequence) =>
    `the registry of people names another Mistral member or address than entry ${sequence} recorded.`,
  personMissing: (sequence) => `whoever made entry ${sequence} is gone from the registry, and was never erased.`,
  checkpointWrong: (sequence) =>
    `entry ${sequence} says that old entries were removed, and what is left of them does not fit.`,
  notKept: (sequence) => `entry ${sequence} stands before the checkpoint, and is none of those that were kept.`,
  contradicted: (sequence) => `two of its parts hold different entries ${sequence}.`,
  headChanged: (sequence) => `the stored end of the chain is not its end, which should be at entry ${sequence}.`,
  headUnknown: (sequence) =>
    `its ${sequence} entries hold together, but the hash that you gave is not among them. An older state was put back, ` +
    'the hash is of another trail, or it stood before a checkpoint: then an export from before it knows it.',
}

function sayVerdict(verdict: Verdict): string {
  if (typeof verdict === 'string') return verdict
  if (!verdict.whole) return `The audit trail is broken: ${problems[verdict.problem](verdict.sequence)}`
  const { sequence, hash } = verdict.head
  if (sequence === 0) return 'The audit trail is empty.'
  const { checkpoints, entries } = verdict
  const count = `${entries} ${entries === 1 ? 'entry' : 'entries'}`
  return [`The audit trail is whole: ${count}, head ${hash}`, ...checkpoints.map(sayRemoved)].join('\n')
}

/** By whom, when, by which setting, and what is left of it. */
function sayRemoved({ sequence, at, months, before, through, removed, kept }: Checkpoint): string {
  const count = `${removed} ${removed === 1 ? 'entry' : 'entries'} up to ${through}, from before ${dayOf(new Date(before))},`
  const left = kept.size > 0 ? ` It kept ${kept.size} that something still rests on.` : ''
  return `Entry ${sequence}: on ${dayOf(new Date(at))} the bot removed ${count} since RETENTION_MONTHS was ${months}.${left}`
}
