import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { removeOld } from '../../src/chatops/retention/remove-old.ts'
import { systemClock } from '../../src/domain/time/clock.ts'
import { mainOrganization as organization } from '../../src/organization/id.ts'
import { appendAudit } from '../../src/storage/audit/append.ts'
import type { AuditTables } from '../../src/storage/audit/schema.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { copyEverything } from '../../src/tools/copy.ts'
import { verifyTrail } from '../../src/tools/verify.ts'
import { allMigrations } from '../limits/support/fleet.ts'
import { describeOnEachDatabase, type Place } from '../support/databases.ts'
import { startSteps } from '../support/raise.ts'
import { createOutside } from './outside.ts'

const urlOf = (place: Place) => place().databaseUrl ?? `sqlite:${join(place().dataDir, 'chatops.sqlite')}`

const copy = (...args: readonly string[]) => copyWith({}, ...args)

async function copyWith(settings: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { outside, printed } = createOutside(settings)
  return { code: await copyEverything(args, outside), said: printed() }
}

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-copy-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return `sqlite:${join(folder, 'moved.sqlite')}`
}

/** A file in which people asked, decided and looked, and a change was made. */
async function grow(): Promise<string> {
  const DATABASE_URL = newFile()
  const { running, steps, mistral } = await startSteps({ DATABASE_URL })
  await steps.request({ amount: '50000', reason: 'A “quoted” reason; with ; and ünïcödé 🎉' })
  await steps.approve('U0CLAIRE')
  expect(mistral.organization.limit).toBe(50_000)
  await steps.request({ amount: '60000' })
  await running.stop()
  return DATABASE_URL
}

describeOnEachDatabase('db:copy to', (open, place) => {
  test('moves a grown installation, which goes on where it was', async () => {
    const from = await grow()
    const { code, said } = await copy('--from', from, '--to', urlOf(place))
    expect(said).toMatch(/^audit_entries: \d+\n/)
    expect(said).toMatch(
      /\nCopied \d+ rows and read them back: both databases hold the same, and the audit trail is whole\.$/,
    )
    expect(code).toBe(0)

    const DATABASE_URL = urlOf(place)
    const { running, mistral } = await startSteps({ DATABASE_URL })
    // Whether it is still open is a question of the server's own time.
    expect(await running.askForText('audit', { user: 'U0CLAIRE' })).toContain('50,000 → 60,000')
    expect(mistral.requests.filter(({ method }) => method === 'POST')).toEqual([])
    const { outside, printed } = createOutside({ DATABASE_URL })
    expect(await verifyTrail([], outside), printed()).toBe(0)
  })

  test('and back again is the same to the last byte', async () => {
    const from = await grow()
    const back = newFile()
    await copy('--from', from, '--to', urlOf(place))
    expect((await copy('--from', urlOf(place), '--to', back)).code).toBe(0)
    expect(await readAll(back)).toEqual(await readAll(from))
  })

  test('takes along a trail that begins at a checkpoint', async () => {
    const from = newFile()
    const at = (time: string) => ({ ...systemClock, now: () => new Date(time) })
    const openFrom = (time: string) => openDatabase({ databaseUrl: from, dataDir: '' }, at(time))
    const young = await openFrom('2026-01-10T09:00:00Z')
    await migrate(young, allMigrations)
    await young.transaction<AuditTables, void>(async (tx) => {
      for (let index = 0; index < 5; index++)
        await appendAudit(tx, { organization, action: 'limit.requested', actorId: null, outcome: 'done' })
    })
    await young.close()
    const later = await openFrom('2026-11-10T09:00:00Z')
    await removeOld(later, { organization, months: 3, now: await later.now(), parts: [] })
    await later.close()

    const { code, said } = await copy('--from', from, '--to', urlOf(place))
    expect(code, said).toBe(0)
    const { outside, printed } = createOutside({ DATABASE_URL: urlOf(place) })
    expect(await verifyTrail([], outside)).toBe(0)
    expect(printed()).toMatch(
      /^The audit trail is whole: 1 entry.*\nEntry 6: on 2026-11-10 the bot removed 5 entries up to 5/,
    )
    const db = await openDatabase({ databaseUrl: urlOf(place), dataDir: '' })
    const border = await db.query<AuditTables>().selectFrom('audit_head').select('pruned_through').execute()
    await db.close()
    expect(border).toEqual([{ pruned_through: 5 }])
  })

  test('refuses a database that is in use, and leaves it as it was', async () => {
    const from = await grow()
    const db = await open(allMigrations)
    await db.transaction<AuditTables, unknown>((tx) =>
      appendAudit(tx, { organization, action: 'limit.requested', actorId: null, outcome: 'done', text: 'mine' }),
    )
    const { code, said } = await copy('--from', from, '--to', urlOf(place))
    expect({ code, said }).toEqual({
      code: 2,
      said: '--to: it holds data already (audit_entries). Name a new database.',
    })
    const { rows } = await sql`select text from audit_texts`.execute(db.query())
    expect(rows).toEqual([{ text: 'mine' }])
    expect((await sql`select 1 from people`.execute(db.query())).rows).toEqual([])
  })

  test('refuses to copy from a schema of another version', async () => {
    await open(allMigrations.slice(0, 3))
    const { code, said } = await copy('--from', urlOf(place), '--to', newFile())
    expect(code).toBe(2)
    expect(said).toBe(
      '--from: its schema is of another version. Start this version of the bot on it once, and stop it.',
    )
  })

  test('refuses to copy from what no bot has used', async () => {
    // It is there, and empty.
    await openDatabase(place()).then((db) => db.close())
    expect(await copy('--from', urlOf(place), '--to', newFile())).toEqual({
      code: 2,
      said: '--from: no bot has used this database yet.',
    })
  })

  test('takes addresses from the environment, which nobody else on the machine can read', async () => {
    const from = await grow()
    const settings = { FROM_DATABASE_URL: from, TO_DATABASE_URL: urlOf(place) }
    expect(await copyWith(settings)).toMatchObject({ code: 0, said: expect.stringMatching(/^audit_entries: \d+\n/) })
    expect(await copyWith({ TO_DATABASE_URL: urlOf(place) }, '--from', from)).toEqual({
      code: 2,
      said: 'TO_DATABASE_URL: it holds data already (audit_entries). Name a new database.',
    })
    // What is typed comes before it.
    expect(await copyWith(settings, '--to', newFile())).toMatchObject({ code: 0 })
  })
})

test('db:copy makes no file where there is nothing to copy', async () => {
  const from = newFile()
  const { code, said } = await copy('--from', from, '--to', newFile())
  expect(said).toMatch(/^--from: there is no database at .*moved\.sqlite\.$/)
  expect(code).toBe(2)
  expect(existsSync(from.slice('sqlite:'.length))).toBe(false)
})

test.each([
  [[], /^Usage: npm run db:copy/],
  [['--from', 'sqlite:a'], /^Usage: npm run db:copy/],
  [['--wrong'], /^Usage: npm run db:copy/],
  [['--to', 'sqlite:a'], /^Usage: npm run db:copy/],
  [['--from', 'sqlite:a', '--to', 'sqlite:a'], /name the same database/],
  [['--from', 'mysql://me:hunter2@x/y', '--to', 'sqlite:a'], /^--from: it begins with postgres:\/\/ or sqlite:/],
])('db:copy %j says what to do', async (args, sentence) => {
  const { code, said } = await copy(...args)
  expect(code).toBe(2)
  expect(said).toMatch(sentence)
  expect(said).not.toContain('hunter2')
})

async function readAll(databaseUrl: string) {
  const db = await openDatabase({ databaseUrl, dataDir: '' })
  try {
    const tables = await db.query().introspection.getTables()
    const names = tables.map(({ name }) => name).filter((name) => !['schema_migrations', 'readiness'].includes(name))
    return await Promise.all(
      names.toSorted().map(async (name) => {
        const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(db.query())
        return [name, rows.map((row) => JSON.stringify(row)).toSorted()]
      }),
    )
  } finally {
    await db.close()
  }
}
