import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { openDatabase } from '../../src/storage/open.ts'
import { copyEverything } from '../../src/tools/copy.ts'
import { type BareRow, bareTable, fillGrown, readBare } from './grown.ts'
import { type Finding, median, timeOf } from './measure.ts'

/** `COPY_ROWS=10000` for a first look. */
const rows = Number(process.env.COPY_ROWS ?? 100_000)
const rounds = 3
const rowsAtOnce = 500

/** What `db:copy` costs with reading back and verifying, against the bare INSERTs of the same rows. */
export async function measureCopy(): Promise<Finding[]> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) {
    process.stderr.write('db:copy: skipped, since TEST_DATABASE_URL is not set\n')
    return []
  }
  const folder = mkdtempSync(join(tmpdir(), 'chatops-copy-'))
  try {
    const source = `sqlite:${join(folder, 'grown.sqlite')}`
    await withDatabase(source, (db) => fillGrown(db, rows))
    const bare = await withDatabase(source, readBare)
    const there = await measureTo('SQLite → PostgreSQL', source, () => newPostgres(server), bare, bareOnPostgres)
    const grown = await newPostgres(server)
    try {
      await copy(source, grown.url)
      const newFile = async () => ({
        url: `sqlite:${join(folder, `${randomBytes(4).toString('hex')}.sqlite`)}`,
        drop: async () => {},
      })
      return [there, await measureTo('PostgreSQL → SQLite', grown.url, newFile, bare, bareOnSqlite)]
    } finally {
      await grown.drop()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Target {
  readonly url: string
  drop(): Promise<void>
}

async function measureTo(
  way: string,
  from: string,
  makeTarget: () => Promise<Target>,
  bareRows: readonly BareRow[],
  insertBare: (url: string, rows: readonly BareRow[]) => Promise<void>,
): Promise<Finding> {
  const taken = { ours: [] as number[], bare: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    const target = await makeTarget()
    taken.ours.push(await timeOf(() => copy(from, target.url)))
    await target.drop()
    const plain = await makeTarget()
    taken.bare.push(await timeOf(() => insertBare(plain.url, bareRows)))
    await plain.drop()
  }
  const ours = median(taken.ours)
  const bare = median(taken.bare)
  const sayRate = (tookMs: number) =>
    `${Math.round((bareRows.length / tookMs) * 1000).toLocaleString('en')} rows/s (${(tookMs / 1000).toFixed(1)} s)`
  return {
    what: `db:copy, ${way}, ${bareRows.length.toLocaleString('en')} rows: read, written, read back, trail verified; bare: INSERTs alone`,
    ...{ ours: sayRate(ours), bare: sayRate(bare), ratio: ours / bare },
  }
}

async function copy(from: string, to: string): Promise<void> {
  const said: string[] = []
  const outside = { environment: {}, print: (line: string) => said.push(line), ask: async () => undefined }
  const code = await copyEverything(['--from', from, '--to', to], outside)
  if (code !== 0) throw new Error(said.join('\n'))
}

async function withDatabase<Result>(
  databaseUrl: string,
  work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<Result>,
): Promise<Result> {
  const db = await openDatabase({ databaseUrl, dataDir: '' })
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

async function newPostgres(server: string): Promise<Target> {
  const database = `chatops_bench_${randomBytes(6).toString('hex')}`
  const onServer = async (statement: string) => {
    const admin = new Client({ connectionString: server })
    await admin.connect()
    await admin.query(statement)
    await admin.end()
  }
  await onServer(`create database ${database}`)
  const url = Object.assign(new URL(server), { pathname: database }).href
  return { url, drop: () => onServer(`drop database ${database} with (force)`) }
}

const columns = Array.from({ length: bareTable.columns }, (_, index) => `c${index}`)

async function bareOnPostgres(url: string, all: readonly BareRow[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`create table bare (${columns.map((name) => `${name} text`).join(', ')}, primary key (c0, c1))`)
  await client.query('begin')
  for (let start = 0; start < all.length; start += rowsAtOnce) {
    const page = all.slice(start, start + rowsAtOnce)
    const values = page.map(
      (_, row) => `(${columns.map((_name, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
    )
    await client.query(`insert into bare values ${values.join(', ')}`, page.flat())
  }
  await client.query('commit')
  await client.end()
}

async function bareOnSqlite(url: string, all: readonly BareRow[]): Promise<void> {
  const file = new DatabaseSync(url.replace('sqlite:', ''))
  file.exec('pragma journal_mode = wal; pragma synchronous = full')
  file.exec(`create table bare (${columns.map((name) => `${name} text`).join(', ')}, primary key (c0, c1))`)
  file.exec('begin immediate')
  const insert = file.prepare(`insert into bare values (${columns.map(() => '?').join(', ')})`)
  for (const row of all) insert.run(...row)
  file.exec('commit')
  file.close()
}
