import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from 'vitest'
import { type Clock, systemClock } from '../../src/domain/time/clock.ts'
import type { Database, Migration } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { type DatabaseConfig, openDatabase } from '../../src/storage/open.ts'

/** One more connection to the database of this test, which starts empty and is migrated here. Closed after the test. */
export type Open = (migrations?: readonly Migration[], clock?: Clock) => Promise<Database>

/** Where the database of this test lies, for those who open it by themselves: other processes, broken programs. */
export type Place = () => DatabaseConfig

/** Runs one suite on SQLite always, and on PostgreSQL where TEST_DATABASE_URL names a server. */
export function describeOnEachDatabase(name: string, define: (open: Open, place: Place) => void): void {
  describeOnSqlite(name, define)
  describeOnPostgres(name, define)
}

/** For what only a server does. Every test finds its schema empty. */
export function describeOnPostgres(name: string, define: (open: Open, place: Place) => void): void {
  const server = process.env.TEST_DATABASE_URL
  if (server) {
    describe(`${name} on PostgreSQL`, () => defineOnPostgres(server, define))
  } else if (process.env.REQUIRE_SERVICES === '1') {
    test(`${name} on PostgreSQL`, () => {
      throw new Error('REQUIRE_SERVICES=1 asks for PostgreSQL: set TEST_DATABASE_URL')
    })
  } else {
    test.skip(`${name} on PostgreSQL: skipped, since TEST_DATABASE_URL is not set`, () => {})
  }
}

/** For what only an embedded file does. Every test finds a folder of its own. */
export function describeOnSqlite(name: string, define: (open: Open, place: Place) => void): void {
  describe(`${name} on SQLite`, () => {
    let dataDir = ''
    const place = () => ({ dataDir })
    beforeEach(() => {
      dataDir = mkdtempSync(join(tmpdir(), 'chatops-'))
    })
    // Hooks after a test run last to first: the folder goes when its database is closed.
    afterEach(() => rmSync(dataDir, { recursive: true }))
    define(openAndClose(place), place)
  })
}

/** One database for the file, which every test finds empty. */
function defineOnPostgres(server: string, define: (open: Open, place: Place) => void): void {
  const database = `chatops_test_${randomBytes(6).toString('hex')}`
  const databaseUrl = Object.assign(new URL(server), { pathname: database }).href
  const place = () => ({ databaseUrl, dataDir: '' })
  // A collation that sorts as people do, where the server has one: it shows what relies on the order of bytes.
  const humanOrder = "template template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US'"
  beforeAll(() =>
    execute(server, `create database ${database} ${humanOrder}`)
      .catch(() => execute(server, `create database ${database}`))
      // It is the bot that gets killed here, and never the server: nobody needs to wait for its disk.
      .then(() => execute(server, `alter database ${database} set synchronous_commit = off`)),
  )
  afterAll(() => execute(server, `drop database ${database} with (force)`))
  const start = () => execute(databaseUrl, 'drop schema public cascade; create schema public')
  // Whoever takes the place may do what they like there. Else tables of the same migrations are emptied and used again.
  const isPlaceTaken = define.length > 1
  let standing: readonly Migration[] | undefined
  let isFirst = true
  beforeEach(async () => {
    isFirst = true
    if (isPlaceTaken) await start()
  })
  const open = openAndClose(place)
  define(async (migrations = [], clock) => {
    // Without migrations of ours a test makes tables of its own.
    const isSame = migrations.length > 0 && isEqual(standing, migrations)
    // A connection of the test before may still be at work: what cannot be emptied beside it is dropped.
    const empty = () => execute(databaseUrl, emptyAllTables).catch(start)
    if (isFirst && !isPlaceTaken) await (isSame ? empty() : start())
    standing = isFirst || isSame ? migrations : undefined
    isFirst = false
    return open(migrations, clock)
  }, place)
}

const isEqual = (one: readonly Migration[] | undefined, other: readonly Migration[]): boolean =>
  one?.length === other.length && one.every((migration, index) => migration === other[index])

/** The trail refuses to be emptied: its triggers are put aside for that. */
const emptyAllTables = `do $$
  declare
    one text;
    is_used boolean;
    used text[] := '{}';
  begin
    for one in select quote_ident(tablename) from pg_tables
      where schemaname = 'public' and tablename <> 'schema_migrations'
    loop
      execute format('select exists (select from %s)', one) into is_used;
      if is_used then
        used := used || one;
        execute format('alter table %s disable trigger user', one);
      end if;
    end loop;
    if used <> '{}' then
      execute format('truncate %s restart identity cascade', array_to_string(used, ', '));
      foreach one in array used loop
        execute format('alter table %s enable trigger user', one);
      end loop;
    end if;
  end $$`

function openAndClose(place: Place): Open {
  const opened: Database[] = []
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((db) => db.close()))
  })
  return async (migrations = [], clock = systemClock) => {
    const db = await openDatabase(place(), clock)
    opened.push(db)
    await migrate(db, migrations)
    return db
  }
}

async function execute(databaseUrl: string, statements: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
}
