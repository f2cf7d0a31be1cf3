import type { Inspection } from '../../storage/inspect.ts'
import { count, type Finding, ok, problem, warning } from './finding.ts'

export interface DatabaseFacts {
  readonly found:
    | {
        readonly kind: 'there'
        readonly engine: 'sqlite' | 'postgres'
        readonly version: string
        readonly freeBytes: number | undefined
        readonly fileBytes: number | undefined
        readonly isOpenToOthers: boolean | undefined
        /** undefined: it can be written. */
        readonly notWritable: string | undefined
        /** Steps of the schema that ran; undefined: no bot has used it. */
        readonly applied: readonly string[] | undefined
        readonly deadJobs: number
        /** Addresses from which bots are connected to it; undefined where a database does not tell. */
        readonly instances: number | undefined
      }
    | Exclude<Inspection, { kind: 'there' }>
  readonly known: readonly string[]
}

export async function gatherDatabase(inspection: Inspection, known: readonly string[]): Promise<DatabaseFacts> {
  if (inspection.kind !== 'there') return { found: inspection, known }
  const { database } = inspection
  const { engine, version, freeBytes, fileBytes, isOpenToOthers } = database
  const applied = await database
    .rows('select name from schema_migrations order by position')
    .then((rows) => rows.map(({ name }) => String(name)))
    .catch(() => undefined)
  const notWritable = await database.tryWrite().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const dead = await database.rows('select count(*) as count from jobs where dead_at is not null').catch(() => [])
  const facts = { engine, version, freeBytes, fileBytes, isOpenToOthers, notWritable, applied }
  const others =
    engine === 'postgres'
      ? await database
          .rows(
            `select count(distinct coalesce(host(client_addr), '')) as count from pg_stat_activity
             where datname = current_database() and application_name = 'mistral-chatops'`,
          )
          .catch(() => [])
      : []
  const instances = others[0] && Number(others[0].count)
  return { found: { kind: 'there', ...facts, deadJobs: Number(dead[0]?.count ?? 0), instances }, known }
}

const megabyte = 1024 ** 2

export function judgeDatabase({ found, known }: DatabaseFacts): readonly Finding[] {
  if (found.kind === 'unreachable') return [problem(`The database cannot be used: ${found.why}`, 'Mend DATABASE_URL.')]
  if (found.kind === 'absent')
    return found.canBeMade
      ? [
          warning(
            `There is no database yet: the first start makes ${found.path}.`,
            'If a bot ran here before, check DATABASE_URL and DATA_DIR, and the folder that you are in.',
          ),
        ]
      : [problem(`${found.path} cannot be made by this user.`, 'Give this user the folder, or name another DATA_DIR.')]
  const findings = [...judgeSchema(found.applied, known), ...judgePlace(found)]
  const engine = found.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'
  const users =
    found.instances === undefined ? '' : ` Bots use it from ${count(found.instances, 'address', 'addresses')}.`
  const sound = ok(`${engine} ${found.version}: reachable, writable, and its schema is up to date.${users}`)
  return findings.length > 0 ? findings : [sound]
}

function judgeSchema(applied: readonly string[] | undefined, known: readonly string[]): Finding[] {
  if (!applied)
    return [
      warning(
        'The database is empty: the first start makes its tables.',
        'If a bot ran here before, this is another database.',
      ),
    ]
  const newer = applied.filter((name) => !known.includes(name))
  const behind = known.filter((name) => !applied.includes(name))
  if (newer.length > 0)
    return [
      problem(
        `The database is ahead of this version by ${newer.length} of its steps (${newer.join(', ')}).`,
        'Start the newer version again, or restore the copy that was made before it.',
      ),
    ]
  if (behind.length > 0)
    return [
      warning(
        `The database is behind this version by ${behind.length} of its steps.`,
        'The next start brings it up to date; on SQLite it makes a copy first.',
      ),
    ]
  return []
}

function judgePlace(found: DatabaseFacts['found'] & { kind: 'there' }): Finding[] {
  const findings: Finding[] = []
  if (found.notWritable !== undefined)
    findings.push(
      problem(
        `The database cannot be written: ${found.notWritable}`,
        found.engine === 'sqlite'
          ? 'Give this user the file and its folder, and make room on the disk.'
          : 'Grant the role CREATE on the schema and its tables, and point at a server that is no standby.',
      ),
    )
  // An upgrade copies the file beside itself.
  const needed = Math.max(200 * megabyte, 2 * (found.fileBytes ?? 0))
  if (found.freeBytes !== undefined && found.freeBytes < needed)
    findings.push(
      (found.freeBytes < 20 * megabyte ? problem : warning)(
        `Only ${Math.floor(found.freeBytes / megabyte)} MB are free where the database lies; an upgrade takes twice its size.`,
        'Make room, or move DATA_DIR.',
      ),
    )
  if (found.isOpenToOthers)
    findings.push(
      warning(
        'Other users of this machine may read the database.',
        'chmod 600 the file; the bot does so at its next start.',
      ),
    )
  if (found.deadJobs > 0)
    findings.push(
      warning(
        `${found.deadJobs} background jobs were given up after many failures.`,
        'See /mistral status for their errors; a restart tries them again.',
      ),
    )
  return findings
}
