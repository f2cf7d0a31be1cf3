import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client } from 'pg'
import { systemClock } from '../../src/domain/time/clock.ts'
import { firstDayOf, lastDayOf, listDays } from '../../src/domain/time/time.ts'
import { computeSpend, groupSpend } from '../../src/domain/usage/spend.ts'
import type { UsageMonth } from '../../src/domain/usage/usage.ts'
import { createAbsentMistral } from '../../src/mistral/absent.ts'
import { preferHistory } from '../../src/organization/kept-usage.ts'
import type { Database } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { openPostgresPool } from '../../src/storage/postgres/open.ts'
import { bareRows, fillHistory, type KeptYears, priceScale, rowsOf, scopeOf, sizeOf } from './kept-years.ts'
import { compareInTurns, type Finding, median, ms, takeTurns, timeOf } from './measure.ts'

const rounds = 15
const most = 1.5
/** `HISTORY_WORKSPACES=5` for a first look: fewer rows, and other ratios. */
const years = sizeOf(Number(process.env.HISTORY_WORKSPACES ?? 100))
const askedWorkspace = Math.min(7, years.workspaces - 1)

/** Sums by name, in units of 10^-7 of the currency. */
type Sums = ReadonlyMap<string, bigint>
interface Bare {
  readonly engine: string
  /** One query. */
  sum(query: string): Promise<Sums>
  /** Once both sides are filled: what an engine does by itself sooner or later. */
  prepare(): Promise<void>
}

/** Reports on five years that are kept, against one indexed query on a row a day. */
export async function measureHistory(): Promise<Finding[]> {
  const findings = await onSqlite()
  const server = process.env.TEST_DATABASE_URL
  if (server) return [...findings, ...(await onPostgres(server))]
  process.stderr.write('history on PostgreSQL: skipped, since TEST_DATABASE_URL is not set\n')
  return findings
}

const columns = '(day integer, month integer, workspace integer, model integer, units bigint, amount bigint)'
/** What each question asks for is in its index, so that the bare side reads nothing but that. */
const indexes = [
  'create index by_day on bare (day, model, amount)',
  'create index by_workspace on bare (workspace, month, amount)',
]

async function onSqlite(): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-history-'))
  const file = new DatabaseSync(join(folder, 'bare.sqlite'))
  const db = await openDatabase({ dataDir: folder })
  try {
    const series = (name: string, count: number) =>
      `(with recursive s(n) as (select 0 union all select n + 1 from s where n < ${count - 1}) select n from s) ${name}`
    file.exec('pragma journal_mode = wal; pragma synchronous = full')
    file.exec(`create table bare ${columns}; insert into bare ${bareRows(series, years)}`)
    for (const index of indexes) file.exec(index)
    file.exec('analyze')
    const sum = async (query: string) => toSums(file.prepare(query).all().map(readRow))
    const prepare = async () => {
      await sql`analyze`.execute(db.query())
    }
    return await measure(db, { engine: 'SQLite', sum, prepare })
  } finally {
    await db.close()
    file.close()
    rmSync(folder, { recursive: true })
  }
}

async function onPostgres(server: string): Promise<Finding[]> {
  const database = `chatops_bench_${randomBytes(6).toString('hex')}`
  const databaseUrl = Object.assign(new URL(server), { pathname: database }).href
  const admin = new Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${database}`)
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  // The bot’s own pool: the same library, settings and readers of types on both sides.
  const pool = await openPostgresPool(databaseUrl)
  try {
    const series = (name: string, count: number) => `(select generate_series(0, ${count - 1})::bigint as n) ${name}`
    await client.query(`create table bare ${columns}; insert into bare ${bareRows(series, years)}`)
    for (const index of indexes) await client.query(index)
    const db = await openDatabase({ databaseUrl, dataDir: '' })
    try {
      const sum = async (query: string) => toSums((await pool.query<Row>(query)).rows)
      // What was just written is swept and counted on both sides: else one of them pays for it while it is measured.
      const prepare = async () => {
        for (const table of ['bare', 'history_months']) await client.query(`vacuum analyze ${table}`)
      }
      return await measure(db, { engine: 'PostgreSQL', sum, prepare })
    } finally {
      await db.close()
    }
  } finally {
    await pool.end()
    await client.end()
    await admin.query(`drop database ${database} with (force)`)
    await admin.end()
  }
}

interface Row {
  readonly name: number | string
  readonly sum: number | string
}

/** A column of SQLite may hold anything. */
const readRow = ({ name, sum }: Readonly<Record<string, unknown>>): Row => ({ name: String(name), sum: String(sum) })

const toSums = (rows: readonly Row[]): Sums => new Map(rows.map(({ name, sum }) => [String(name), BigInt(sum)]))

async function measure(db: Database, bare: Bare): Promise<Finding[]> {
  await migrate(db, [])
  await fillHistory(db, years)
  await bare.prepare()
  const around = { mistral: createAbsentMistral(), clock: systemClock }
  const usage = preferHistory(db, years.organization, around)
  const findings: Finding[] = []
  for (const report of listReports(usage, years)) {
    refuseOtherSums(await report.ours(), await bare.sum(report.query))
    const ours = () => timeOf(report.ours)
    const theirs = () => timeOf(() => bare.sum(report.query))
    await takeTurns(3, ours, theirs)
    const compared = await compareInTurns(rounds, ours, theirs, most)
    const millions = (rowsOf(years) / 1e6).toFixed(1)
    const what = `${report.what}, of ${millions} million days of models in Workspaces, ${bare.engine}; against one indexed query`
    findings.push({ what, ...compared, most })
    findings.push({
      what: `${report.what}, ${bare.engine}: the longest that the event loop stands still`,
      ours: ms(await longestStandstill(report.ours)),
      bare: '–',
    })
  }
  return findings
}

function listReports(usage: ReturnType<typeof preferHistory>, { months }: KeptYears) {
  const month = months.at(-4)!
  const days = listDays(firstDayOf(months[0]!), lastDayOf(months.at(-1)!))
  const [from, to] = [days.indexOf(firstDayOf(month)), days.indexOf(lastDayOf(month))]
  const workspaceId = scopeOf(askedWorkspace)
  return [
    {
      what: 'a month by model',
      ours: async () => byModel((await usage({ month })).value),
      query: `select 'model-' || model as name, sum(amount) as sum from bare where day between ${from} and ${to} group by model`,
    },
    {
      what: 'one Workspace over five years, by month',
      ours: async () => {
        const asked = months.map((each) => usage({ month: each, workspaceId, detail: 'month' }))
        const told = (await Promise.all(asked)).map(({ value }) => value)
        return new Map(
          told.map((each, index): [string, bigint] => [String(index), scaled(spendOf(each).total.toString())]),
        )
      },
      query: `select month as name, sum(amount) as sum from bare where workspace = ${askedWorkspace} group by month`,
    },
  ]
}

const spendOf = (month: UsageMonth) =>
  computeSpend([month], { from: firstDayOf(month.month), to: lastDayOf(month.month) })

const byModel = (month: UsageMonth): Sums =>
  new Map(
    groupSpend(spendOf(month).lines, ({ model }) => model).map(({ name, amount }) => [name, scaled(amount.toString())]),
  )

/** "1.5" → 15000000n. */
function scaled(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.')
  return BigInt(`${whole}${fraction.padEnd(priceScale, '0')}`)
}

function refuseOtherSums(ours: Sums, bare: Sums): void {
  const wrong = [...bare].find(([name, sum]) => ours.get(name) !== sum)
  if (wrong || ours.size !== bare.size)
    throw new Error(
      `the two sides do not hold the same figures: ${wrong?.[0] ?? `${ours.size} and ${bare.size} names`}`,
    )
}

/** A timer of one millisecond is in it. */
async function longestStandstill(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const longest: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await setTimeout(20)
    delay.reset()
    delay.enable()
    await work()
    await setTimeout(20)
    delay.disable()
    longest.push(delay.max / 1e6)
  }
  return median(longest)
}
