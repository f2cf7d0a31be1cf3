import { expect, test } from 'vitest'
import { systemClock } from '../../../src/domain/time/clock.ts'
import { appendAudit } from '../../../src/storage/audit/append.ts'
import { readAudit } from '../../../src/storage/audit/read.ts'
import type { AuditTables } from '../../../src/storage/audit/schema.ts'
import { verifyAudit } from '../../../src/storage/audit/verify.ts'
import type { Database } from '../../../src/storage/database.ts'
import { getBinding, type SeenBinding, saveBinding } from '../../../src/storage/people/bindings.ts'
import { erasePeople, findPeople } from '../../../src/storage/people/forget.ts'
import { type Identifiers, personIdFor } from '../../../src/storage/people/registry.ts'
import type { PeopleTables } from '../../../src/storage/people/schema.ts'
import { describeOnEachDatabase, describeOnSqlite } from '../../support/databases.ts'

const organization = 'acme'
const claire = { slackId: 'U1', mistralId: 'm-1', email: 'Claire@Acme.example', name: 'Claire' }

const idFor = (db: Database, known: Identifiers & { name?: string }, of = organization) =>
  db.transaction<PeopleTables, string>((tx) => personIdFor(tx, of, known))
const save = (db: Database, seen: SeenBinding) =>
  db.transaction<PeopleTables, Awaited<ReturnType<typeof saveBinding>>>((tx) => saveBinding(tx, organization, seen))
/** Tells how many texts went with them. */
const erase = (db: Database, personIds: readonly string[]) =>
  db.transaction<PeopleTables & AuditTables, number>((tx) => erasePeople(tx, organization, personIds))

describeOnEachDatabase('people', (open) => {
  test('one keeps the random id of the first time', async () => {
    const db = await open()
    const id = await idFor(db, { slackId: 'U1', name: 'Claire' })
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(await idFor(db, { slackId: 'U1', name: 'Claire Martin' })).toBe(id)
    expect(await findPeople(db, organization, { slackId: 'U1' })).toMatchObject([{ name: 'Claire Martin' }])
    expect(await idFor(db, { slackId: 'U2' })).not.toBe(id)
    expect(await idFor(db, { slackId: 'U1' }, 'globex')).not.toBe(id)
  })

  test('one without Slack is known by the Mistral id, else by the address in any case', async () => {
    const db = await open()
    const member = await idFor(db, { mistralId: 'm-1', email: 'a@acme.example' })
    expect(await idFor(db, { mistralId: 'm-1' })).toBe(member)
    const addressee = await idFor(db, { email: 'B@acme.example' })
    expect(await idFor(db, { email: 'b@ACME.example' })).toBe(addressee)
    await expect(idFor(db, { name: 'Nobody' })).rejects.toThrow('needs an identifier')
  })

  test('an address does not make a Slack user somebody else', async () => {
    const db = await open()
    const addressee = await idFor(db, { email: 'admin@acme.example' })
    expect(await idFor(db, { slackId: 'U9', email: 'admin@acme.example' })).not.toBe(addressee)
  })

  test('several instances that meet somebody at once agree on the id', async () => {
    const connections = await Promise.all([open(), open(), open()])
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, index) => idFor(connections[index % 3]!, { slackId: 'U1' })),
    )
    expect(new Set(ids).size).toBe(1)
  })

  test('a binding is stored once, and read back', async () => {
    const db = await open()
    expect(await getBinding(db, organization, 'U1')).toBeUndefined()
    const { binding, changed } = await save(db, claire)
    expect(changed).toBe(false)
    expect(binding).toMatchObject({ slackId: 'U1', mistralId: 'm-1', email: 'claire@acme.example', changedAt: null })
    expect(binding.personId).toBe(await idFor(db, { slackId: 'U1' }))
    expect(await getBinding(db, organization, 'U1')).toEqual(binding)
    expect(await save(db, { ...claire, email: 'claire@acme.EXAMPLE' })).toMatchObject({ binding, changed: false })
    expect(await getBinding(db, 'globex', 'U1')).toBeUndefined()
  })

  test.each([
    ['another Mistral id', { mistralId: 'm-2' }],
    ['another address', { email: 'boss@acme.example' }],
    ['no Mistral id any more', { mistralId: null }],
    ['no address any more', { email: null }],
  ])('%s is a change, at the time of the database', async (_, seen) => {
    const db = await open()
    const first = await save(db, claire)
    const before = (await db.now()).getTime()
    const { binding, changed } = await save(db, { ...claire, ...seen })
    expect(changed).toBe(true)
    expect(binding.changedAt!.getTime()).toBeGreaterThanOrEqual(before)
    expect(binding.boundSince).toEqual(first.binding.boundSince)
    expect(await getBinding(db, organization, 'U1')).toEqual(binding)
    expect(await save(db, { ...claire, ...seen })).toMatchObject({ binding, changed: false })
  })

  test('joining Mistral under the same address is no change', async () => {
    const db = await open()
    await save(db, { ...claire, mistralId: null })
    const { binding, changed } = await save(db, claire)
    expect(changed).toBe(false)
    expect(binding).toMatchObject({ mistralId: 'm-1', changedAt: null })
  })

  test('a Slack user who claims the member that is bound to another one has changed from the start', async () => {
    const db = await open()
    const { binding: rightful } = await save(db, claire)
    const { binding, changed } = await save(db, { ...claire, slackId: 'U2' })
    expect(changed).toBe(true)
    expect(binding.changedAt).not.toBeNull()
    expect(await getBinding(db, organization, 'U1')).toEqual(rightful)
    expect((await save(db, { slackId: 'U3', mistralId: null, email: null })).changed).toBe(false)
    expect((await save(db, { slackId: 'U4', mistralId: null, email: null })).changed).toBe(false)
  })

  test('one who is forgotten leaves an audit trail that is whole and nameless', async () => {
    const db = await open()
    const { binding } = await save(db, claire)
    const other = await idFor(db, { slackId: 'U2', name: 'Marc' })
    const head = await db.transaction<AuditTables, { hash: string }>(async (tx) => {
      const entry = { organization, action: 'limit.requested', outcome: 'done' } as const
      await appendAudit(tx, { ...entry, actorId: binding.personId, text: 'Claire needs it' })
      return await appendAudit(tx, { ...entry, actorId: other, text: 'Marc needs it' })
    })
    const found = await findPeople(db, organization, { email: 'claire@ACME.example' })
    expect(found.map(({ person_id }) => person_id)).toEqual([binding.personId])
    expect(await erase(db, [binding.personId])).toBe(1)
    expect(await findPeople(db, organization, claire)).toEqual([])
    expect(await getBinding(db, organization, 'U1')).toBeUndefined()
    const texts = (await readAudit(db, { organization, actions: ['limit'] }, { limit: 10 })).map(({ text }) => text)
    expect(texts).toEqual(['Marc needs it', null])
    expect(await verifyAudit(db, organization, head.hash)).toMatchObject({ whole: true })
    expect(await erase(db, [])).toBe(0)
    expect(await idFor(db, { slackId: 'U1' })).not.toBe(binding.personId)
  })
})

describeOnSqlite('people', (open) => {
  test('a second change starts the wait again', async () => {
    let now = new Date('2026-11-18T10:00:00Z')
    const db = await open([], { ...systemClock, now: () => now })
    await save(db, claire)
    for (const [day, mistralId] of [
      [19, 'm-2'],
      [20, 'm-3'],
    ] as const) {
      now = new Date(`2026-11-${day}T10:00:00Z`)
      const { binding } = await save(db, { ...claire, mistralId })
      expect(binding).toMatchObject({ changedAt: now, boundSince: new Date('2026-11-18T10:00:00Z') })
    }
  })
})
