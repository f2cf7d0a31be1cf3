import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { lookInto } from '../support/trail.ts'
import { startForger } from './support/forger.ts'
import { everybody, forged, powerless } from './support/payloads.ts'

/** Seeds that found something stay here, so that it is looked for again. */
const seed = 20_261_130

/** What keeps order, and may be written whoever asks: who was seen and refused, what was offered, when something ran. */
const ownTables =
  /^(audit_|people|group_members|offers|seen_|settings_seen|posts|right_notices|readiness|jobs?|schedules|charts|.*_drafts|raise_reviews|calendar)/

test('whatever is sent with a valid signature ends in an answer or a refusal', { timeout: 60_000 }, async () => {
  const forger = await startForger()
  const known = { ...(await forger.learn()), users: everybody }
  expect(known.fields.length).toBeGreaterThan(15)
  expect(await forger.forgeAll(fc.sample(forged(known), { seed, numRuns: 100 }))).toEqual([])
  expect(await forger.findDamage()).toEqual([])
})

test('who may change nothing changes nothing, whatever they send', { timeout: 60_000 }, async () => {
  const forger = await startForger()
  const known = { ...(await forger.learn()), users: powerless }
  const before = await readTables(forger)
  expect(await forger.forgeAll(fc.sample(forged(known), { seed: seed + 1, numRuns: 80 }))).toEqual([])
  expect(await forger.findDamage()).toEqual([])
  expect(await readTables(forger)).toEqual(before)
})

function readTables(forger: Awaited<ReturnType<typeof startForger>>): Promise<Record<string, unknown[]>> {
  return lookInto(forger, async (db) => {
    const tables = (await db.query<unknown>().introspection.getTables()).map(({ name }) => name)
    const kept = tables.filter((name) => !ownTables.test(name))
    expect(kept).toEqual(expect.arrayContaining(['raises', 'budgets', 'figure_imports', 'digest_subscriptions']))
    const rows = await Promise.all(
      kept.map(async (name) => [name, (await sql`select * from ${sql.table(name)}`.execute(db.query())).rows] as const),
    )
    return Object.fromEntries(rows)
  })
}
