import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { registerFeatures } from '../chatops/routing/registry.ts'
import { features } from '../features/index.ts'
import { mainOrganization } from '../organization/id.ts'
import { type AuditProblem, type AuditVerdict, verifyAudit, verifyExport } from '../storage/audit/verify.ts'
import type { Database } from '../storage/database.ts'
import { type ExitCode, type Outside, runTool, ToolError, withDatabase } from './tool.ts'

const usage = `Usage: npm run audit:verify -- [<export.ndjson>] [--head <hash>]
  Without a file, the trail in the configured database. --head: the hash of an entry that was noted down or posted,
  and must still be there.`

/** Is the audit trail whole? If not, names its first broken link. */
export const verifyTrail = (args: readonly string[], outside: Outside): Promise<ExitCode> =>
  runTool(outside, async () => {
    const { path, head } = readArguments(args)
    const verdict = path
      ? await verifyFile(path, head)
      : await withDatabase(outside, 'audit_entries', (db, tables) => verifyStored(db, tables, head))
    outside.print(sayVerdict(verdict))
    return isWhole(verdict) ? 0 : 1
  })

/** A sentence, where the trail of one of its Organizations is not as it was written. */
export async function findBrokenTrail(db: Database): Promise<string | undefined> {
  const { rows } = await sql<{ organization: string }>`select organization from audit_head`.execute(db.query())
  for (const { organization } of rows) {
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
): Promise<Verdict> {
  const verdict = await verifyAudit(db, organization, head)
  if (!verdict.whole || !tables.has('raises')) return verdict
  for (const check of registerFeatures(features).trailChecks) {
    const finding = await check(db, organization)
    if (finding) return `The audit trail is whole, but what lies beside it was changed. ${finding}`
  }
  return verdict
}

function readArguments(args: readonly string[]): { path: string | undefined; head: string | undefined } {
  const { positionals, values } = parse(args)
  const [path, ...more] = positionals
  const head = values.head?.toLowerCase()
  if (more.length > 0) throw new ToolError(usage)
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
    throw new ToolError(`--head takes a whole hash: 64 digits from 0 to f.\n${usage}`)
  return { path, head }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { head: { type: 'string' } } })
  } catch {
    throw new ToolError(usage)
  }
}

async function verifyFile(path: string, head: string | undefined): Promise<AuditVerdict> {
  try {
    const verdict = await verifyExport(readLines(path), head)
    if (verdict.whole && verdict.head.sequence === 0) throw new ToolError(`${path} holds no entries.`)
    return verdict
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      throw new ToolError(`${path} cannot be read (${error.code}).`)
    throw error
  }
}

/** Only a line feed ends a line: Node's own reader stops at U+2028 as well, which may stand in somebody's reason. */
async function* readLines(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest
}

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
  headChanged: (sequence) => `the stored end of the chain is not its end, which should be at entry ${sequence}.`,
  headUnknown: (sequence) =>
    `its ${sequence} entries hold together, but the hash that you gave is not among them. An older state was put back, ` +
    'or the hash is of another trail.',
}

function sayVerdict(verdict: Verdict): string {
  if (typeof verdict === 'string') return verdict
  if (!verdict.whole) return `The audit trail is broken: ${problems[verdict.problem](verdict.sequence)}`
  const { sequence, hash } = verdict.head
  return sequence === 0
    ? 'The audit trail is empty.'
    : `The audit trail is whole: ${sequence} ${sequence === 1 ? 'entry' : 'entries'}, head ${hash}`
}
