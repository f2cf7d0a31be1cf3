import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { appendAudit, type NewAuditEntry } from '../../../src/storage/audit/append.ts'
import { exportAudit } from '../../../src/storage/audit/export.ts'
import { readAudit } from '../../../src/storage/audit/read.ts'
import type { AuditTables } from '../../../src/storage/audit/schema.ts'
import { verifyAudit, verifyExport } from '../../../src/storage/audit/verify.ts'
import type { Database } from '../../../src/storage/database.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'

const organization = 'acme'
const requested: NewAuditEntry = {
  organization,
  action: 'limit.requested',
  actorId: 'person-1',
  subject: 'request-1',
  before: { limit: '45000', currency: 'EUR' },
  after: { limit: '50000', currency: 'EUR' },
  outcome: 'done',
  text: 'Batch looped; customers need the API.',
}

const append = (db: Database, entry: Partial<NewAuditEntry> = {}) =>
  db.transaction<AuditTables, { sequence: number; hash: string }>((tx) => appendAudit(tx, { ...requested, ...entry }))

const execute = (db: Database, ...statements: string[]) =>
  statements.reduce<Promise<unknown>>(
    (before, statement) => before.then(() => sql.raw(statement).execute(db.query())),
    Promise.resolve(),
  )

const disableTriggers = (db: Database) =>
  db.engine === 'postgres'
    ? execute(db, 'alter table audit_entries disable trigger all', 'alter table audit_head disable trigger all')
    : execute(
        db,
        ...['entries_update', 'entries_delete', 'head_update', 'head_delete'].map(
          (name) => `drop trigger audit_${name}`,
        ),
      )

describeOnEachDatabase('the audit trail', (open) => {
  test('links each entry to the one before it', async () => {
    const db = await open()
    const first = await append(db)
    const second = await append(db, { action: 'limit.approved' })
    const [newest, oldest] = await readAudit(db, { organization }, { limit: 10 })
    expect(newest).toMatchObject({ sequence: 2, previousHash: first.hash, hash: second.hash })
    expect(oldest).toMatchObject({
      sequence: 1,
      action: 'limit.requested',
      actorId: 'person-1',
      subject: 'request-1',
      before: '{"currency":"EUR","limit":"45000"}',
      after: '{"currency":"EUR","limit":"50000"}',
      outcome: 'done',
      text: 'Batch looped; customers need the API.',
    })
    expect(Math.abs(oldest!.at - (await db.now()).getTime())).toBeLessThan(60_000)
    expect(await verifyAudit(db, organization)).toMatchObject({
      whole: true,
      head: second,
      entries: 2,
      checkpoints: [],
    })
  })

  test('has no entry, and no gap, for a transaction that was rolled back', async () => {
    const db = await open()
    const attempt = db.transaction<AuditTables, void>(async (tx) => {
      await appendAudit(tx, requested)
      throw new Error('no')
    })
    await expect(attempt).rejects.toThrow('no')
    expect(await append(db)).toMatchObject({ sequence: 1 })
  })

  test('refuses that its past is changed', async () => {
    const db = await open()
    await append(db)
    const attacks = [
      `update audit_entries set outcome = 'failed'`,
      'delete from audit_entries',
      'update audit_head set sequence = 0',
      'delete from audit_head',
      ...(db.engine === 'postgres'
        ? ['truncate audit_entries', 'truncate audit_head']
        : ['insert or replace into audit_entries select * from audit_entries']),
    ]
    for (const attack of attacks) await expect(execute(db, attack), attack).rejects.toThrow('append-only')
  })

  test('is one chain when several connections append at once', async () => {
    const connections = await Promise.all([open(), open(), open()])
    const appended = await Promise.all(
      Array.from({ length: 45 }, (_, index) => append(connections[index % 3]!, { subject: `request-${index}` })),
    )
    const sequences = appended.map(({ sequence }) => sequence).sort((left, right) => left - right)
    expect(sequences).toEqual(Array.from({ length: 45 }, (_, index) => index + 1))
    expect(await verifyAudit(connections[0], organization)).toMatchObject({ whole: true, head: { sequence: 45 } })
  })

  test('is another one for each organization', async () => {
    const db = await open()
    await append(db)
    const foreign = await append(db, { organization: 'globex' })
    expect(foreign.sequence).toBe(1)
    expect(await verifyAudit(db, 'globex')).toMatchObject({ whole: true, head: foreign, entries: 1 })
    expect(await readAudit(db, { organization: 'globex' }, { limit: 10 })).toHaveLength(1)
  })

  test('names the entry of which any field was changed behind its back', async () => {
    const db = await open()
    for (let index = 0; index < 4; index++) await append(db)
    await disableTriggers(db)
    const changes: readonly [table: string, assignment: string, undo: string][] = [
      ['audit_entries', 'at = at + 1', 'at = at - 1'],
      ['audit_entries', "action = 'limit.denied'", "action = 'limit.requested'"],
      ['audit_entries', "actor_id = 'person-2'", "actor_id = 'person-1'"],
      ['audit_entries', 'actor_id = null', "actor_id = 'person-1'"],
      ['audit_entries', "subject = 'request-2'", "subject = 'request-1'"],
      ['audit_entries', `before = '{}'`, `before = '{"currency":"EUR","limit":"45000"}'`],
      ['audit_entries', `after = '{}'`, `after = '{"currency":"EUR","limit":"50000"}'`],
      ['audit_entries', "outcome = 'failed'", "outcome = 'done'"],
      ['audit_entries', "text_hash = text_hash || '0'", 'text_hash = substr(text_hash, 1, 64)'],
      ['audit_entries', `seals = '{}'`, 'seals = null'],
      ['audit_entries', "previous_hash = previous_hash || '0'", 'previous_hash = substr(previous_hash, 1, 64)'],
      ['audit_entries', "hash = hash || '0'", 'hash = substr(hash, 1, 64)'],
      ['audit_entries', 'sequence = 30', 'sequence = 3'],
      ['audit_entries', "organization = 'globex'", "organization = 'acme'"],
      ['audit_texts', "text = text || '!'", 'text = substr(text, 1, length(text) - 1)'],
      ['audit_texts', "salt = salt || '0'", 'salt = substr(salt, 1, 32)'],
    ]
    for (const [table, assignment, undo] of changes) {
      await execute(db, `update ${table} set ${assignment} where sequence = 3`)
      expect(await verifyAudit(db, organization), assignment).toMatchObject({ whole: false, sequence: 3 })
      await execute(db, `update ${table} set ${undo} where sequence in (3, 30)`)
      expect(await verifyAudit(db, organization), undo).toMatchObject({ whole: true })
    }
  })

  test('misses entries that were cut off, and an end that was changed', async () => {
    const db = await open()
    for (let index = 0; index < 3; index++) await append(db)
    await disableTriggers(db)
    await execute(db, 'update audit_head set sequence = 2')
    expect(await verifyAudit(db, organization)).toEqual({ whole: false, sequence: 3, problem: 'headChanged' })
    await execute(db, `update audit_head set sequence = 3, hash = '${'f'.repeat(64)}'`)
    expect(await verifyAudit(db, organization)).toEqual({ whole: false, sequence: 3, problem: 'headChanged' })
    await execute(db, 'delete from audit_entries where sequence >= 2')
    expect(await verifyAudit(db, organization)).toEqual({ whole: false, sequence: 2, problem: 'missing' })
    await execute(db, 'delete from audit_head')
    expect(await verifyAudit(db, organization)).toEqual({ whole: false, sequence: 1, problem: 'headChanged' })
  })

  test('knows whether a hash that was posted is in it', async () => {
    const db = await open()
    const posted = await append(db)
    await append(db)
    expect(await verifyAudit(db, organization, posted.hash)).toMatchObject({ whole: true })
    const verdict = await verifyAudit(db, organization, 'a'.repeat(64))
    expect(verdict).toEqual({ whole: false, sequence: 2, problem: 'headUnknown' })
  })

  test('is whole without the texts of somebody who was erased, and verifies outside of the database', async () => {
    const db = await open()
    for (let index = 0; index < 3; index++) await append(db)
    await execute(db, 'delete from audit_texts where sequence = 2')
    expect(await verifyAudit(db, organization)).toEqual({ whole: false, sequence: 2, problem: 'textMissing' })
    const head = (await append(db, { action: 'person.forgotten', subject: 'person-1' })).hash
    expect(await verifyAudit(db, organization)).toMatchObject({ whole: true, head: { sequence: 4 } })
    const lines = await Array.fromAsync(exportAudit(db, organization))
    expect(lines.map((line) => JSON.parse(line).text === null)).toEqual([false, true, false, false])
    expect(await verifyExport(lines, head)).toMatchObject({ whole: true, head: { sequence: 4, hash: head } })
  })

  test('keeps text of any kind', async () => {
    const db = await open()
    for (const text of ['', '👩‍👩‍👧 مرحبا', 'a\0b', 'half \ud83d', `quote's "`, 'x'.repeat(10_000)])
      await append(db, { text })
    const texts = (await readAudit(db, { organization }, { limit: 10 })).map((entry) => entry.text).reverse()
    expect(texts).toEqual(['', '👩‍👩‍👧 مرحبا', 'a\u{FFFD}b', 'half \u{FFFD}', `quote's "`, 'x'.repeat(10_000)])
    expect(await verifyAudit(db, organization)).toMatchObject({ whole: true })
  })

  test('refuses a figure that is not a number', async () => {
    const db = await open()
    await expect(append(db, { after: { limit: Number.NaN } })).rejects.toThrow('the figure limit is not a number')
  })
})
