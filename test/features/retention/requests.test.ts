import { expect, test } from 'vitest'
import { liveStates, type RaiseState, transitions } from '../../../src/domain/limit/raise.ts'
import { limitsRetention } from '../../../src/features/limits/store/retention.ts'
import type { Tables } from '../../../src/features/limits/store/store.ts'
import { scheduleJob } from '../../../src/scheduler/jobs.ts'
import { appendAudit } from '../../../src/storage/audit/append.ts'
import type { Database } from '../../../src/storage/database.ts'
import { allMigrations } from '../../limits/support/fleet.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'

const organization = 'main'
const states = Object.keys(transitions) as RaiseState[]
const old = { before: 1000, through: 0 }

async function insert(db: Database, id: string, change: Partial<Tables['raises']> = {}): Promise<void> {
  await db
    .query<Tables>()
    .insertInto('raises')
    .values({
      ...{ id, organization, version: 1, state: 'denied', change: 'raise', target: '50000', limit_before: '45000' },
      ...{ currency: 'EUR', term: 'month', ends_at: null, reason: 'why', requester_id: 'p', requester_mistral_id: 'm' },
      ...{ is_break_glass: 0, created_at: 1, expires_at: 2, closed_at: 900, why: null, proof: null, attempt_id: null },
      ...{ attempt_from: null, attempt_looked_at: null, lease_until: null, ends_raise_id: null, live: null },
      ...change,
    })
    .execute()
}

const temporary = (db: Database, raise_id: string, state: string) =>
  db
    .query<Tables>()
    .insertInto('temporary_limits')
    .values({ raise_id, organization, amount: '50000', month: '2026-11', ends_at: null, state })
    .execute()

const remove = (db: Database) =>
  db.transaction<Tables, unknown>((tx) => limitsRetention.remove!(tx as never, organization, old))

const left = async (db: Database) =>
  (await db.query<Tables>().selectFrom('raises').select('id').orderBy('id').execute()).map(({ id }) => id)

describeOnEachDatabase('old requests', (open) => {
  test('go once they are over for so long, in whichever way, and those that are not stay', async () => {
    const db = await open(allMigrations)
    for (const state of states) await insert(db, state, { state, closed_at: liveStates.includes(state) ? null : 900 })
    await insert(db, 'young', { closed_at: 1000 })
    await remove(db)
    expect(await left(db)).toEqual([...liveStates, 'young'].toSorted((one, other) => (one < other ? -1 : 1)))
  })

  test('stay while their limit runs, its way back is open, a job waits, or the trail says something later', async () => {
    const db = await open(allMigrations)
    for (const id of ['ended', 'job', 'later', 'plain', 'returning', 'running'])
      await insert(db, id, { state: 'applied' })
    await temporary(db, 'running', 'running')
    await temporary(db, 'ended', 'ended')
    await insert(db, 'way-back', { state: 'unknown', change: 'revert', closed_at: null, ends_raise_id: 'returning' })
    await db.transaction<Tables, void>(async (tx) => {
      await scheduleJob(tx, organization, { kind: 'limits.tell', subject: 'job' })
      await appendAudit(tx, { organization, action: 'limit.ended', actorId: null, subject: 'later', outcome: 'done' })
    })
    await remove(db)
    expect(await left(db)).toEqual(['job', 'later', 'returning', 'running', 'way-back'])
    const temporaries = await db.query<Tables>().selectFrom('temporary_limits').select('raise_id').execute()
    expect(temporaries).toEqual([{ raise_id: 'running' }])
    const needs = await db.transaction<Tables, unknown>((tx) => limitsRetention.needs!(tx as never, organization))
    expect(needs).toEqual({ subjects: expect.arrayContaining(['job', 'later', 'returning', 'running', 'way-back']) })
  })
})
