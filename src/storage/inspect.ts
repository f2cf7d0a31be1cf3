import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { platform } from '../platform.js'
import type { DatabaseConfig } from './open.ts'
import { explainConnectionError } from './postgres/explain.ts'
import { readPlace } from './postgres/open.ts'
import { fileOfAddress } from './sqlite/address.ts'

/** A database as it lies there, opened without making, migrating or changing anything. */
export interface Inspected {
  readonly engine: 'sqlite' | 'postgres'
  readonly version: string
  /** Its own time in milliseconds, where it is not this program's. */
  readonly clock: { readonly ms: number; readonly sentAt: number; readonly receivedAt: number } | undefined
  /** Of the folder that the file lies in. */
  readonly freeBytes: number | undefined
  readonly fileBytes: number | undefined
  /** Others on this machine may read the file; undefined where files have no such modes. */
  readonly isOpenToOthers: boolean | undefined
  /** Rows of a statement that reads; throws where a table is not there. */
  rows(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Makes a table and writes into it within a transaction that is taken back; throws where that cannot be done. */
  tryWrite(): Promise<void>
  close(): Promise<void>
}

export type Inspection =
  | { readonly kind: 'there'; readonly database: Inspected }
  /** No bot has made the file yet. */
  | { readonly kind: 'absent'; readonly path: string; readonly canBeMade: boolean }
  /** Without any secret. */
  | { readonly kind: 'unreachable'; readonly why: string }

const attempt = [
  'create table chatops_doctor_check (id integer primary key)',
  'insert into chatops_doctor_check (id) values (1)',
]

export async function inspectDatabase({ databaseUrl, dataDir }: DatabaseConfig): Promise<Inspection> {
  if (databaseUrl && /^postgres(ql)?:\/\//.test(databaseUrl)) return inspectPostgres(databaseUrl)
  const named = databaseUrl && fileOfAddress(databaseUrl)
  return inspectSqlite(resolve(named || join(dataDir, 'chatops.sqlite')))
}

function inspectSqlite(path: string): Inspection {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    return { kind: 'absent', path, canBeMade: canMake(dirname(path)) }
  try {
    return { kind: 'there', database: openFile(path) }
  } catch (error) {
    return { kind: 'unreachable', why: `${path} cannot be opened: ${messageOf(error)}` }
  }
}

function openFile(path: string): Inspected {
  const { size, mode } = statSync(path)
  const { bavail, bsize } = statfsSync(dirname(path))
  const file = new DatabaseSync(path, { timeout: 2_000 })
  try {
    const version = file.prepare('select sqlite_version() as version').get()?.version
    // The first look at the file itself: one that is no database fails here.
    file.prepare('select count(*) from sqlite_schema').get()
    return {
      engine: 'sqlite',
      version: String(version),
      clock: undefined,
      freeBytes: bavail * bsize,
      fileBytes: size,
      isOpenToOthers: platform.hasFileModes ? (mode & 0o077) !== 0 : undefined,
      rows: async (statement) => file.prepare(statement).all(),
      async tryWrite() {
        file.exec('begin immediate')
        try {
          for (const statement of attempt) file.exec(statement)
        } finally {
          file.exec('rollback')
        }
      },
      close: async () => file.close(),
    }
  } catch (error) {
    file.close()
    throw error
  }
}

/** The nearest folder that exists decides whether the others can be made in it. */
function canMake(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found) return dirname(folder) !== folder && canMake(dirname(folder))
  try {
    accessSync(folder, constants.W_OK)
    return found.isDirectory()
  } catch {
    return false
  }
}

async function inspectPostgres(databaseUrl: string): Promise<Inspection> {
  let client: Client | undefined
  try {
    const place = readPlace(databaseUrl)
    client = new Client({
      connectionString: databaseUrl,
      application_name: 'mistral-chatops doctor',
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
    })
    client.on('error', () => {})
    await client.connect().catch((error: unknown) => {
      throw new Error(explainConnectionError(error, place))
    })
    return { kind: 'there', database: await openServer(client) }
  } catch (error) {
    await client?.end().catch(() => {})
    return { kind: 'unreachable', why: messageOf(error) }
  }
}

async function openServer(client: Client): Promise<Inspected> {
  const sentAt = Date.now()
  const { rows } = await client.query<{ ms: string; version: string }>(
    `select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms, current_setting('server_version') as version`,
  )
  // One connection, and several who ask: whoever asks in the midst of a transaction would be part of it.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }
  return {
    engine: 'postgres',
    version: rows[0]?.version ?? 'unknown',
    clock: { ms: Number(rows[0]?.ms), sentAt, receivedAt: Date.now() },
    freeBytes: undefined,
    fileBytes: undefined,
    isOpenToOthers: undefined,
    rows: (statement) => inTurn(async () => (await client.query<Record<string, unknown>>(statement)).rows),
    tryWrite: () =>
      inTurn(async () => {
        await client.query('begin')
        try {
          for (const statement of attempt) await client.query(statement)
        } finally {
          await client.query('rollback')
        }
      }),
    close: () => client.end(),
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
