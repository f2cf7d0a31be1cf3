import { expect, test } from 'vitest'
import { coreMigrations } from '../../../src/chatops/migrations.ts'
import type { Asker } from '../../../src/chatops/people/identity.ts'
import { digestPersonalData } from '../../../src/features/digest/personal-data.ts'
import {
  edit,
  end,
  makeFirst,
  passToAdmins,
  pause,
  resume,
  subscribe,
} from '../../../src/features/digest/store/changes.ts'
import { digestMigrations, type Tables } from '../../../src/features/digest/store/schema.ts'
import { beginSilence, endSilence, noteSilenceTold } from '../../../src/features/digest/store/silence.ts'
import {
  findSubscription,
  listSubscriptions,
  type WantedDigest,
} from '../../../src/features/digest/store/subscriptions.ts'
import { listSchedules } from '../../../src/scheduler/occurrences.ts'
import type { Database } from '../../../src/storage/database.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'
import { partsOf } from '../../support/parts.ts'

const organization = 'main'
const migrations = [...coreMigrations, ...digestMigrations]
const claire = partsOf<Asker>({ profile: { id: 'U0CLAIRE', name: 'Claire Fontaine' } })
const wanted: WantedDigest = {
  channel: 'C0FINOPS',
  when: { rhythm: 'weekly', weekday: 1, time: '09:00', zone: 'Europe/Paris' },
  language: 'en',
  workspaces: ['w2', 'w1'],
  leftOut: ['chart'],
}

const find = async (db: Database, id: string) => (await findSubscription(db, organization, id))!
const planned = async (db: Database) => (await listSchedules(db, organization)).map(({ subject }) => subject)
const told = async (db: Database) =>
  (await db.query<Tables>().selectFrom('jobs').select('subject').execute()).map(({ subject }) => subject)
const actions = async (db: Database) => {
  const rows = await db.query<Tables>().selectFrom('audit_entries').select('action').orderBy('sequence').execute()
  return rows.map(({ action }) => action)
}

describeOnEachDatabase('subscriptions', (open) => {
  test('are kept as they were asked for, with their schedule, their maker and their trace', async () => {
    const db = await open(migrations)
    const id = await subscribe({ db, organization }, claire, wanted)
    expect(await find(db, id)).toEqual({
      ...{ ...wanted, workspaces: ['w1', 'w2'], id, state: 'active', pausedWhy: null, silentSince: null },
      maker: { personId: expect.any(String), slackId: 'U0CLAIRE' },
    })
    expect(await planned(db)).toEqual([id])
    expect(await actions(db)).toEqual(['digest.subscribed'])
  })

  test('are once a channel, rhythm and scope, in whatever order the Workspaces are named', async () => {
    const db = await open(migrations)
    const core = { db, organization }
    const id = await subscribe(core, claire, wanted)
    const again = { ...wanted, workspaces: ['w1', 'w2'], when: { ...wanted.when, weekday: 3 } }
    await expect(subscribe(core, claire, again)).rejects.toMatchObject({ reason: 'digestExists' })
    const other = await subscribe(core, claire, { ...wanted, workspaces: [] })
    await expect(edit(core, claire, await find(db, other), wanted)).rejects.toMatchObject({ reason: 'digestExists' })
    await end(core, claire, id)
    await edit(core, claire, await find(db, other), wanted)
    expect(await actions(db)).toEqual([
      ...['digest.subscribed', 'digest.subscribed', 'digest.unsubscribed', 'digest.changed'],
    ])
  })

  test('have no schedule while they are paused, or once they have ended', async () => {
    const db = await open(migrations)
    const core = { db, organization }
    const id = await subscribe(core, claire, wanted)
    expect(await pause(core, claire, id, 'person')).toBe(true)
    expect(await pause(core, claire, id, 'person')).toBe(false)
    expect(await planned(db)).toEqual([])
    await edit(core, claire, await find(db, id), { ...wanted, channel: 'C0OTHER' })
    expect(await planned(db)).toEqual([])
    expect(await resume(core, claire, await find(db, id))).toBe(true)
    expect(await resume(core, claire, await find(db, id))).toBe(false)
    expect(await planned(db)).toEqual([id])
    await end(core, claire, id)
    expect(await planned(db)).toEqual([])
    expect(await listSubscriptions(db, organization)).toEqual([])
  })

  test('that the bot paused go on in another channel, and their maker is told once', async () => {
    const db = await open(migrations)
    const core = { db, organization }
    const id = await subscribe(core, claire, wanted)
    await Promise.all([1, 2, 3].map(() => pause(core, undefined, id, 'archived')))
    expect(await told(db)).toEqual([`paused:${id}`])
    expect((await find(db, id)).pausedWhy).toBe('archived')
    await edit(core, claire, await find(db, id), { ...wanted, channel: 'C0OTHER' })
    expect(await find(db, id)).toMatchObject({ state: 'active', pausedWhy: null, channel: 'C0OTHER' })
    expect(await planned(db)).toEqual([id])
  })

  test('that were paused or ended while somebody had the form open stay so', async () => {
    const db = await open(migrations)
    const core = { db, organization }
    const id = await subscribe(core, claire, wanted)
    const asRead = await find(db, id)
    await pause(core, claire, id, 'person')
    await edit(core, claire, asRead, { ...wanted, channel: 'C0OTHER' })
    expect(await find(db, id)).toMatchObject({ state: 'paused', pausedWhy: 'person', channel: 'C0OTHER' })
    expect(await planned(db)).toEqual([])
    await Promise.all([1, 2, 3].map(() => end(core, claire, id)))
    await expect(edit(core, claire, asRead, wanted)).rejects.toMatchObject({ reason: 'digestGone' })
    expect(await planned(db)).toEqual([])
    expect(await listSubscriptions(db, organization)).toEqual([])
    expect(await actions(db)).toEqual(['digest.subscribed', 'digest.paused', 'digest.changed', 'digest.unsubscribed'])
  })

  test('pass to the admins once', async () => {
    const db = await open(migrations)
    const core = { db, organization }
    const id = await subscribe(core, claire, wanted)
    const subscription = await find(db, id)
    await Promise.all([1, 2, 3].map(() => passToAdmins(core, subscription)))
    expect((await find(db, id)).maker).toBeUndefined()
    expect(await told(db)).toEqual([`passed:${id}`])
    expect(await actions(db)).toEqual(['digest.subscribed', 'digest.passed'])
  })

  test('remember the first day without figures, and whether it was told, until there are some', async () => {
    const db = await open(migrations)
    const core = { db, organization }
    const id = await subscribe(core, claire, wanted)
    expect(await beginSilence(core, id, '2026-11-22')).toEqual({ since: '2026-11-22', isTold: false })
    expect(await beginSilence(core, id, '2026-11-29')).toEqual({ since: '2026-11-22', isTold: false })
    await noteSilenceTold(core, id, '2026-11-22')
    expect(await beginSilence(core, id, '2026-11-29')).toEqual({ since: '2026-11-22', isTold: true })
    await endSilence(core, id)
    expect(await beginSilence(core, id, '2026-12-06')).toEqual({ since: '2026-12-06', isTold: false })
    // Told of a silence that is over by now.
    await noteSilenceTold(core, id, '2026-11-22')
    expect(await beginSilence(core, id, '2026-12-06')).toEqual({ since: '2026-12-06', isTold: false })
  })

  test('tell a channel that they were given since then of the silence as well', async () => {
    const db = await open(migrations)
    const core = { db, organization }
    const id = await subscribe(core, claire, wanted)
    await beginSilence(core, id, '2026-11-22')
    await noteSilenceTold(core, id, '2026-11-22')
    await edit(core, claire, await find(db, id), { ...wanted, channel: 'C0OTHER' })
    expect(await beginSilence(core, id, '2026-11-22')).toEqual({ since: '2026-11-22', isTold: false })
  })

  test('belong to the admins once their maker is erased', async () => {
    const db = await open(migrations)
    const id = await subscribe({ db, organization }, claire, wanted)
    const { personId } = (await find(db, id)).maker!
    const someone = { personIds: [personId], slackIds: ['U0CLAIRE'] }
    await db.transaction<unknown, void>((tx) => digestPersonalData.erase(tx, organization, someone))
    expect((await find(db, id)).maker).toBeUndefined()
  })
})

describeOnEachDatabase('the first subscription', (open) => {
  test('is made once by instances that start together, and never again', async () => {
    const databases = [await open(migrations), await open(migrations), await open(migrations)]
    const made = await Promise.all(databases.map((db) => makeFirst({ db, organization }, wanted)))
    expect(made.filter(Boolean)).toHaveLength(1)
    const [db] = databases
    const [first] = await listSubscriptions(db!, organization)
    expect(first).toMatchObject({ ...wanted, workspaces: ['w1', 'w2'], maker: undefined })
    await end({ db: db!, organization }, claire, first!.id)
    expect(await makeFirst({ db: db!, organization }, wanted)).toBe(false)
  })

  test('is not made where somebody subscribed already', async () => {
    const db = await open(migrations)
    await subscribe({ db, organization }, claire, wanted)
    expect(await makeFirst({ db, organization }, { ...wanted, channel: 'C0OTHER' })).toBe(false)
  })
})
