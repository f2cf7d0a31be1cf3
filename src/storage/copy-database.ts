import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database, Migration } from './database.ts'
import { migrate } from './migrate.ts'
import { storageMigrations } from './migrations.ts'

export type Row = Readonly<Record<string, unknown>>

export interface CopiedTable {
  readonly name: string
  readonly rows: number
}

/** Why nothing was copied; the message is a sentence for the operator. */
export class CopyRefused extends Error {
  override name = 'CopyRefused'
}

const rowsAtOnce = 500

/** Each database makes these for itself, or counts anew: what people asked in the last minutes is over by then. */
export const own = ['schema_migrations', 'readiness', 'command_allowances']

/**
 * Copies everything from one database to another, of whichever engines, and reads it back. Nobody can write to the first
 * one meanwhile, or is not seen; in the second one all is there at the end, or nothing.
 */
export async function copyDatabase(
  from: Database,
  to: Database,
  migrations: readonly Migration[],
): Promise<CopiedTable[]> {
  await refuseOtherSchema(from, migrations)
  await migrate(to, migrations)
  const tables = await listTables(from)
  return from.transaction<unknown, CopiedTable[]>(async (source) => {
    if (from.engine === 'postgres') await sql`set transaction isolation level repeatable read read only`.execute(source)
    return to.transaction<unknown, CopiedTable[]>(async (target) => {
      await refuseUsed(target, tables)
      const copied: CopiedTable[] = []
      for (const table of tables) copied.push(await copyTable({ source, target, ...table }))
      return copied
    })
  })
}

export interface Table {
  readonly name: string
  /** Empty: it has no primary key. */
  readonly key: readonly string[]
}

/** A start of the bot brings the schema up to date, and makes a copy of the file first: no tool does so behind its back. */
async function refuseOtherSchema(from: Database, migrations: readonly Migration[]): Promise<void> {
  const tables = await from.query().introspection.getTables()
  if (!tables.some(({ name }) => name === 'schema_migrations'))
    throw new CopyRefused('--from: no bot has used this database yet.')
  const { rows } = await sql<{ name: string }>`select name from schema_migrations`.execute(from.query())
  const wanted = [...storageMigrations, ...migrations].map(({ name }) => name)
  const found = rows.map(({ name }) => name)
  if (wanted.length !== found.length || wanted.some((name) => !found.includes(name)))
    throw new CopyRefused(
      '--from: its schema is of another version. Start this version of the bot on it once, and stop it.',
    )
}

async function refuseUsed(target: Transaction<unknown>, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(target)
    if (rows.length > 0) throw new CopyRefused(`--to: it holds data already (${name}). Name a new database.`)
  }
}

export async function listTables(db: Database): Promise<Table[]> {
  const tables = await db.query().introspection.getTables()
  const names = tables.map(({ name }) => name).filter((name) => !own.includes(name))
  return Promise.all(names.toSorted().map(async (name) => ({ name, key: await readKey(db, name) })))
}

async function readKey({ engine, query }: Database, table: string): Promise<string[]> {
  const asked =
    engine === 'sqlite'
      ? sql<{ name: string }>`select name from pragma_table_info(${table}) where pk > 0 order by pk`
      : sql<{ name: string }>`
          select a.attname as name from pg_index i
          join unnest(i.indkey) with ordinality k(number, place) on true
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
          where i.indrelid = ${table}::regclass and i.indisprimary order by k.place`
  const { rows } = await asked.execute(query())
  return rows.map(({ name }) => name)
}

interface Copying extends Table {
  readonly source: Transaction<unknown>
  readonly target: Transaction<unknown>
}

/** Page by page, since a history has millions of rows; what was written is read back in the same order. */
async function copyTable({ name, key, source, target }: Copying): Promise<CopiedTable> {
  const [written, readBack] = [createHash('sha256'), createHash('sha256')]
  let rows = 0
  for await (const page of readPages(source, name, key)) {
    for (const row of page) written.update(serialize(row))
    await (target as Transaction<Record<string, Record<string, unknown>>>)
      .insertInto(name)
      .values([...page])
      .execute()
    rows += page.length
  }
  for await (const page of readPages(target, name, key)) for (const row of page) readBack.update(serialize(row))
  if (written.digest('hex') !== readBack.digest('hex'))
    throw new CopyRefused(`--to: what was written to ${name} reads back differently. Nothing was kept.`)
  return { name, rows }
}

export async function* readPages(
  db: Kysely<unknown>,
  table: string,
  key: readonly string[],
): AsyncGenerator<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  // The one table without a key has a row for each decision of a person.
  if (key.length === 0) {
    const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(db)
    const ordered = rows.toSorted((one, other) => (serialize(one) < serialize(other) ? -1 : 1))
    for (let start = 0; start < ordered.length; start += rowsAtOnce) yield ordered.slice(start, start + rowsAtOnce)
    return
  }
  for (let last: Row | undefined; ; ) {
    const values = last
    const beyond = values
      ? sql`where (${columns}) > (${sql.join(key.map((column) => sql.val(values[column])))})`
      : sql``
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} ${beyond} order by ${columns} limit ${sql.lit(rowsAtOnce)}`.execute(db)
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)
  }
}

/** The same for both engines: bytes arrive as different arrays, and columns in the order in which they were made. */
const serialize = (row: Row): string =>
  JSON.stringify(
    Object.entries(row)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([column, value]) => [column, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value]),
  )
