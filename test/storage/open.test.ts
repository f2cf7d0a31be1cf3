import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { platform } from '../../src/platform.js'
import type { Database } from '../../src/storage/database.ts'
import { DatabaseUnavailable } from '../../src/storage/errors.ts'
import { type DatabaseConfig, openDatabase } from '../../src/storage/open.ts'
import { describeOnPostgres, describeOnSqlite } from '../support/databases.ts'

const problemWith = async (config: DatabaseConfig): Promise<string> => {
  const error = await openDatabase(config).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(DatabaseUnavailable)
  return String(error)
}
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const close = (db: Database) => db.close()

describeOnSqlite('opening', (_, place) => {
  const inFolder = (...names: string[]) => join(place().dataDir, ...names)

  test.skipIf(!platform.hasFileModes)('makes folder and file for this user alone', async () => {
    const db = await openDatabase({ dataDir: inFolder('new', 'folder') })
    expect(modeOf(inFolder('new', 'folder'))).toBe('700')
    const files = readdirSync(inFolder('new', 'folder'))
    expect(files).toContain('chatops.sqlite')
    for (const name of files) expect(modeOf(inFolder('new', 'folder', name)), name).toBe('600')
    await close(db)
  })

  test.skipIf(!platform.hasFileModes)('takes a file that others could read from them', async () => {
    await openDatabase(place()).then(close)
    chmodSync(inFolder('chatops.sqlite'), 0o644)
    await openDatabase(place()).then(close)
    expect(modeOf(inFolder('chatops.sqlite'))).toBe('600')
  })

  test.each(['sqlite:', 'sqlite://'])('reads a path after %s', async (scheme) => {
    await openDatabase({ databaseUrl: `${scheme}${inFolder('named.db')}`, dataDir: '' }).then(close)
    expect(readdirSync(place().dataDir)).toContain('named.db')
  })

  test('makes every acknowledged write durable', async () => {
    const db = await openDatabase(place())
    const read = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(db.query())).rows[0] ?? {})
    expect(await read('journal_mode')).toEqual(['wal'])
    expect(await read('synchronous')).toEqual([2])
    expect(await read('foreign_keys')).toEqual([1])
    await close(db)
  })

  test('says which setting is wrong, and why', async () => {
    writeFileSync(inFolder('letter.txt'), 'Dear Claire, this is no database. '.repeat(50))
    mkdirSync(inFolder('folder'))
    const modes = [modeOf(inFolder('letter.txt')), modeOf(inFolder('folder'))]
    const url = (path: string) => ({ databaseUrl: `sqlite:${path}`, dataDir: '' })
    expect(await problemWith(url(inFolder('letter.txt')))).toContain('DATABASE_URL: ')
    expect(await problemWith(url(inFolder('letter.txt')))).toContain('letter.txt is not a database file')
    expect(await problemWith(url(inFolder('folder')))).toContain('folder is a folder')
    symlinkSync(inFolder('unmounted'), inFolder('link'))
    for (const dataDir of [inFolder('letter.txt'), inFolder('letter.txt', 'below'), inFolder('link', 'below')]) {
      expect(await problemWith({ dataDir })).toMatch(/DATA_DIR: a part of .* is a file, or a link that leads nowhere/)
    }
    expect(await problemWith({ dataDir: '/proc/chatops' })).toMatch(/DATA_DIR: the folder of .* cannot be made/)
    expect([modeOf(inFolder('letter.txt')), modeOf(inFolder('folder'))]).toEqual(modes)
  })

  test.each(['mysql://u:geheim@host/db', 'sqlite:', 'geheim'])('refuses the address %s', async (databaseUrl) => {
    const problem = await problemWith({ databaseUrl, dataDir: '' })
    expect(problem).toContain('begins with postgres:// or sqlite:')
    expect(problem).not.toContain('geheim')
  })

  test('an empty address is none', async () => {
    await openDatabase({ databaseUrl: '', dataDir: inFolder() }).then(close)
    expect(readdirSync(inFolder())).toContain('chatops.sqlite')
  })
})

test.each([
  'postgres://bot:geh/eim@host/db',
  'postgres://bot:geh#eim@host/db',
  'postgres://bot:geh?eim@host/db',
  'postgres://bot:geh%eim@host/db',
  'postgres://bot:12/34@host/db',
])('the address %s is refused without its password', async (databaseUrl) => {
  const error = await openDatabase({ databaseUrl, dataDir: '' }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(DatabaseUnavailable)
  expect(inspect(error, { depth: 9, showHidden: true }).replaceAll(/:\d+:\d+/g, '')).not.toMatch(/geh|eim|12\/|34@/)
})

/** A server that answers every greeting with one error, in the words of PostgreSQL's protocol. */
async function startRefusing(code: string): Promise<{ server: Server; port: number }> {
  const fields = Buffer.from(`SFATAL\0C${code}\0Mno\0\0`)
  const length = Buffer.alloc(4)
  length.writeInt32BE(fields.length + 4)
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), length, fields])))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0 }
}

test.each([
  ['28P01', 'refused the password of bot'],
  ['28000', 'does not let bot in from here'],
  ['3D000', 'has no database ledger'],
  ['53300', 'has no connection left'],
  ['XX000', 'cannot be used: no'],
])('what PostgreSQL means by %s is said, and the password is not', async (code, explanation) => {
  const { server, port } = await startRefusing(code)
  const problem = await problemWith({ databaseUrl: `postgres://bot:geheim@127.0.0.1:${port}/ledger`, dataDir: '' })
  expect(problem).toContain(`DATABASE_URL: 127.0.0.1:${port} ${explanation}`)
  expect(problem).not.toContain('geheim')
  server.close()
})

test('a server that is not there is named', async () => {
  const { server, port } = await startRefusing('28P01')
  server.close()
  await once(server, 'close')
  const problem = await problemWith({ databaseUrl: `postgres://bot:geheim@127.0.0.1:${port}/ledger`, dataDir: '' })
  expect(problem).toContain(`nothing listens on 127.0.0.1:${port}`)
})

describeOnPostgres('a pool', (open, place) => {
  test('survives that its idle connections are cut', async () => {
    const [db, other] = [await open(), await open()]
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(other.query())
    await expect.poll(() => db.now().catch(() => undefined)).toBeInstanceOf(Date)
  })

  test('names a database that does not exist', async () => {
    const missing = Object.assign(new URL(place().databaseUrl ?? ''), { pathname: 'no_such_database' }).href
    expect(await problemWith({ databaseUrl: missing, dataDir: '' })).toContain('has no database no_such_database')
  })
})
