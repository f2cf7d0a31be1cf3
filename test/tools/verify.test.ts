import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { mainOrganization as organization } from '../../src/organization/id.ts'
import { appendAudit } from '../../src/storage/audit/append.ts'
import type { AuditHead } from '../../src/storage/audit/entry.ts'
import { exportAudit } from '../../src/storage/audit/export.ts'
import type { AuditTables } from '../../src/storage/audit/schema.ts'
import type { Database } from '../../src/storage/database.ts'
import { findWhileItStands, verifyTrail } from '../../src/tools/verify.ts'
import { describeOnEachDatabase, describeOnSqlite, type Place } from '../support/databases.ts'
import { createOutside } from './outside.ts'

const settingsOf = (place: Place) => {
  const { databaseUrl, dataDir } = place()
  return databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: dataDir }
}

async function verify(args: readonly string[], settings: Record<string, string> = {}) {
  const { outside, printed } = createOutside(settings)
  return { code: await verifyTrail(args, outside), said: printed() }
}

const append = (db: Database, text = 'first\u2028second\r\nthird') =>
  db.transaction<AuditTables, AuditHead>((tx) =>
    appendAudit(tx, { organization, action: 'limit.requested', actorId: null, outcome: 'done', text }),
  )

describeOnEachDatabase('audit:verify', (open, place) => {
  test('finds a whole trail whole, and tells its head', async () => {
    const db = await open()
    expect(await verify([], settingsOf(place))).toEqual({ code: 0, said: 'The audit trail is empty.' })
    const first = await append(db)
    expect((await verify([], settingsOf(place))).said).toBe(`The audit trail is whole: 1 entry, head ${first.hash}`)
    const { hash } = await append(db)
    const whole = { code: 0, said: `The audit trail is whole: 2 entries, head ${hash}` }
    expect(await verify(['--head', first.hash.toUpperCase()], settingsOf(place))).toEqual(whole)
  })

  test('names the text that is not the one that was recorded', async () => {
    const db = await open()
    for (let index = 0; index < 3; index++) await append(db)
    await sql`update audit_texts set text = 'forged' where sequence = 2`.execute(db.query())
    expect(await verify([], settingsOf(place))).toEqual({
      code: 1,
      said: 'The audit trail is broken: the text of entry 2 is not the one that was recorded.',
    })
  })

  test('misses a head that the trail never had, or lost', async () => {
    await append(await open())
    const { code, said } = await verify(['--head', 'a'.repeat(64)], settingsOf(place))
    expect(code).toBe(1)
    expect(said).toMatch(/1 entries hold together, but the hash that you gave is not among them/)
  })

  test('refuses a database that no bot has used', async () => {
    const { code, said } = await verify([], settingsOf(place))
    expect(code).toBe(2)
    expect(said).toMatch(/No bot has used|There is no database at/)
  })
})

describeOnSqlite('audit:verify on an export', (open, place) => {
  const writeExport = (lines: readonly string[]) => {
    const path = join(place().dataDir, 'export.ndjson')
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''))
    return path
  }
  const exportThree = async () => {
    const db = await open()
    for (let index = 0; index < 3; index++) await append(db, index === 1 ? 'x'.repeat(200_000) : undefined)
    return Array.fromAsync(exportAudit(db, organization))
  }

  test('needs no database and no settings, whatever line separators people write', async () => {
    const path = writeExport(await exportThree())
    const { outside, printed } = createOutside()
    expect(await verifyTrail([path], { ...outside, environment: {} })).toBe(0)
    expect(printed()).toMatch(/^The audit trail is whole: 3 entries, head [0-9a-f]{64}$/)
  })

  test.each([
    [
      'changed',
      (lines: string[]) => lines.with(1, lines[1]!.replace('limit.requested', 'limit.approved')),
      'entry 2 was',
    ],
    ['left out', (lines: string[]) => lines.toSpliced(1, 1), 'entry 2 is missing'],
    ['cut in two', (lines: string[]) => lines.with(2, lines[2]!.slice(0, 40)), 'where entry 3 should stand'],
  ])('names an entry that was %s', async (_, tamper, words) => {
    const { code, said } = await verify([writeExport(tamper(await exportThree()))])
    expect(code).toBe(1)
    expect(said).toContain(`The audit trail is broken: ${words}`)
  })

  test('sees a cut end by the head alone', async () => {
    const lines = await exportThree()
    const head = /"hash":"([0-9a-f]{64})"/.exec(lines[2]!)?.[1] ?? ''
    const path = writeExport(lines.slice(0, 2))
    expect((await verify([path])).code).toBe(0)
    expect((await verify([path, '--head', head])).code).toBe(1)
  })

  test('calls an empty file no proof', async () => {
    expect(await verify([writeExport([])])).toMatchObject({
      code: 2,
      said: expect.stringContaining('holds no entries'),
    })
  })
})

describe('audit:verify at the terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-verify-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each([
    [['/no/such/file'], 'cannot be read (ENOENT)'],
    [[folder], 'cannot be read (EISDIR)'],
    [['--head', 'beef'], '--head takes a whole hash'],
    [['--frobnicate'], 'Usage: npm run audit:verify'],
    [['one', 'two'], 'cannot be read (ENOENT)'],
  ])('says what to mend: %j', async (args, words) => {
    const { code, said } = await verify(args)
    expect(code).toBe(2)
    expect(said).toContain(words)
  })

  test('names settings that are missing', async () => {
    expect(await verify([], { SLACK_BOT_TOKEN: '' })).toMatchObject({
      code: 2,
      said: expect.stringContaining('SLACK_BOT_TOKEN: is missing'),
    })
  })

  test('is a command with an exit code', () => {
    const path = join(folder, 'odd.ndjson')
    writeFileSync(path, 'odd\n')
    const { status, stdout } = spawnSync(process.execPath, ['src/launch.js', 'src/tools/audit-verify.ts', path], {
      encoding: 'utf8',
    })
    expect(stdout).toBe('The audit trail is broken: where entry 1 should stand, there is something else.\n')
    expect(status).toBe(1)
  })
})

describe('what lies beside the trail of a bot that runs', () => {
  const wrong = 'Somebody changed a request.'

  test('is looked at again where the trail grew meanwhile', async () => {
    const ends = [11, 12, 12]
    const findings = [wrong, undefined]
    const found = await findWhileItStands(
      async () => ends.shift(),
      async () => findings.shift(),
    )
    expect(found).toBeUndefined()
    expect(findings).toEqual([])
  })

  test('was changed where the trail stood still, and where it never does', async () => {
    const check = async () => wrong
    expect(await findWhileItStands(async () => 11, check)).toBe(wrong)
    let end = 0
    expect(await findWhileItStands(async () => ++end, check)).toBe(wrong)
  })
})
