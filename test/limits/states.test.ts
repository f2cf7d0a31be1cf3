import { expect, test } from 'vitest'
import { liveStates, type RaiseEvent, type RaiseState, transitions } from '../../src/domain/limit/raise.ts'
import { findLiveRaise, moveRaise, type Tables } from '../../src/features/limits/store/store.ts'
import type { Database } from '../../src/storage/database.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { allMigrations } from './support/fleet.ts'

const states = Object.keys(transitions) as RaiseState[]
const events = [...new Set(states.flatMap((state) => Object.keys(transitions[state]) as RaiseEvent[]))]

async function insertRaise(db: Database, id: string, state: RaiseState): Promise<void> {
  await db
    .query<Tables>()
    .insertInto('raises')
    .values({
      id,
      organization: id,
      version: 1,
      state,
      change: 'raise',
      target: '50000',
      limit_before: '45000',
      term: 'month',
      is_break_glass: 0,
      created_at: 1,
      expires_at: 2,
      live: liveStates.includes(state) ? 'live' : null,
    })
    .execute()
}

const readRow = (db: Database, id: string) =>
  db.query<Tables>().selectFrom('raises').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const move = (db: Database, raise: { id: string; version: number }, event: RaiseEvent) =>
  db.transaction<Tables, unknown>((tx) => moveRaise(tx, raise, event, { why: 'tooOld' }))

describeOnEachDatabase('a stored request', (open) => {
  test('takes every event where it can happen, and is left as it was where it cannot', async () => {
    const db = await open(allMigrations)
    for (const state of states)
      for (const event of events) {
        const id = `${state} ${event}`
        await insertRaise(db, id, state)
        const before = await readRow(db, id)
        const to = transitions[state][event]
        expect((await move(db, { id, version: 1 }, event)) !== undefined, id).toBe(to !== undefined)
        const after = await readRow(db, id)
        if (to === undefined) {
          expect(after, id).toEqual(before)
          continue
        }
        expect([after.state, after.why], id).toEqual([to, 'tooOld'])
        expect(after.closed_at !== null, id).toBe(!liveStates.includes(to))
        expect((await findLiveRaise(db.query<Tables>(), id)) !== undefined, id).toBe(liveStates.includes(to))
      }
  })

  test('that broke the glass and asks again is one like any other', async () => {
    const db = await open(allMigrations)
    for (const [state, event] of [
      ['open', 'lapse'],
      ['approved', 'lapse'],
      ['open', 'amend'],
    ] as const) {
      const id = `broken ${state} ${event}`
      await insertRaise(db, id, state)
      await db.query<Tables>().updateTable('raises').set({ is_break_glass: 1 }).where('id', '=', id).execute()
      await move(db, { id, version: 1 }, event)
      expect((await readRow(db, id)).is_break_glass, id).toBe(0)
    }
  })

  test('takes no event that was meant for an earlier version of it', async () => {
    const db = await open(allMigrations)
    await insertRaise(db, 'r', 'open')
    const before = await readRow(db, 'r')
    expect(await move(db, { id: 'r', version: 2 }, 'approveLast')).toBeUndefined()
    expect(await readRow(db, 'r')).toEqual(before)
  })

  test('is one an Organization, as long as it is live', async () => {
    const db = await open(allMigrations)
    await insertRaise(db, 'r', 'open')
    const second = db
      .query<Tables>()
      .insertInto('raises')
      .values({ ...(await readRow(db, 'r')), id: 'another' })
      .execute()
    await expect(second).rejects.toThrow()
  })

  test('goes to exactly one of ten events that come at once', async () => {
    const db = await open(allMigrations)
    await insertRaise(db, 'r', 'open')
    const rivals: RaiseEvent[] = ['approveLast', 'deny', 'withdraw', 'expire', 'reach']
    const moves = await Promise.all([...rivals, ...rivals].map((event) => move(db, { id: 'r', version: 1 }, event)))
    // An approved request can still be withdrawn, expire or be there already: two may come to pass, one after the other.
    const taken = moves.filter((moved) => moved !== undefined)
    const { state } = await readRow(db, 'r')
    expect(taken.length).toBeGreaterThanOrEqual(1)
    expect(taken.length).toBeLessThanOrEqual(2)
    if (taken.length === 2) expect(['withdrawn', 'expired', 'alreadyThere']).toContain(state)
  })
})
