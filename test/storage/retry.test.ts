import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql, type Transaction } from 'kysely'
import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../../src/domain/time/clock.ts'
import type { Database } from '../../src/storage/database.ts'
import { isTransient, retryTransient } from '../../src/storage/retry.ts'
import { describeOnPostgres, describeOnSqlite } from '../support/databases.ts'

/** Nobody sleeps: each pause is noted, and may be used to move what stands in the way. */
const noteSleeps = (onSleep = () => {}) => {
  const sleeps: number[] = []
  const clock: Clock = {
    ...systemClock,
    async sleep(ms) {
      sleeps.push(ms)
      onSleep()
    },
  }
  return { clock, sleeps }
}

const busy = () => Object.assign(new Error('database is locked'), { errcode: 5 })

test('work is tried again with growing random pauses, and given up in the end', async () => {
  const { clock, sleeps } = noteSleeps()
  const attempt = retryTransient(clock, async () => {
    throw busy()
  })
  await expect(attempt).rejects.toThrow('locked')
  expect(sleeps).toHaveLength(19)
  expect(Math.max(...sleeps)).toBeLessThanOrEqual(500)
  expect(Math.max(...sleeps.slice(0, 2))).toBeLessThanOrEqual(40)
  expect(new Set(sleeps).size).toBeGreaterThan(1)
})

test('only what certainly left nothing behind is tried again', async () => {
  const withCode = (code: string) => Object.assign(new Error('no'), { code })
  expect(isTransient(busy())).toBe(true)
  expect(isTransient(Object.assign(new Error('snapshot is old'), { errcode: 517 }))).toBe(true)
  expect(isTransient(withCode('40001'))).toBe(true)
  expect(isTransient(new Error('wrapped', { cause: withCode('40P01') }))).toBe(true)
  for (const code of ['23505', '08006', '57P01', 'ECONNRESET']) expect(isTransient(withCode(code))).toBe(false)
  const { clock, sleeps } = noteSleeps()
  await expect(retryTransient(clock, () => Promise.reject(withCode('ECONNRESET')))).rejects.toThrow('no')
  expect(sleeps).toEqual([])
})

interface Tables {
  accounts: { id: number; amount: number }
}

const createAccounts = async (db: Database) => {
  await sql`create table accounts (id bigint primary key, amount bigint)`.execute(db.query())
  await sql`insert into accounts values (1, 0), (2, 0)`.execute(db.query())
}
const add = (tx: Transaction<Tables>, id: number) =>
  tx.updateTable('accounts').set({ amount: sql`amount + 1` }).where('id', '=', id).execute()
const amounts = async (db: Database) =>
  (await db.query<Tables>().selectFrom('accounts').select('amount').orderBy('id').execute()).map(({ amount }) => amount)

describeOnSqlite('a lock of another program', (open, place) => {
  test('is waited out, by a transaction and by a single statement', async () => {
    let other: DatabaseSync | undefined
    const lock = () => {
      other = new DatabaseSync(join(place().dataDir, 'chatops.sqlite'))
      other.exec('begin immediate')
    }
    const { clock, sleeps } = noteSleeps(() => other?.isOpen && other.close())
    const db = await open([], clock)
    await createAccounts(db)
    lock()
    await db.transaction<Tables, unknown>((tx) => add(tx, 1))
    expect(sleeps).toHaveLength(1)
    lock()
    await db.query<Tables>().updateTable('accounts').set({ amount: 7 }).where('id', '=', 2).execute()
    expect(sleeps).toHaveLength(2)
    expect(await amounts(db)).toEqual([1, 7])
  })
})

describeOnPostgres('collisions', (open) => {
  test('a serialization failure runs the whole transaction again', async () => {
    const { clock, sleeps } = noteSleeps()
    const db = await open([], clock)
    await createAccounts(db)
    let runs = 0
    await db.transaction<Tables, void>(async (tx) => {
      runs++
      await sql`set transaction isolation level repeatable read`.execute(tx)
      await tx.selectFrom('accounts').selectAll().execute()
      if (runs === 1) await addElsewhere(1)
      await add(tx, 1)
    })
    expect({ runs, sleeps: sleeps.length }).toEqual({ runs: 2, sleeps: 1 })
    expect(await amounts(db)).toEqual([2, 0])

    async function addElsewhere(id: number) {
      const other = await open()
      await other.transaction<Tables, unknown>((tx) => add(tx, id))
    }
  })

  // The server looks for it after a second, and only its administrator may make it hurry.
  test('of two transactions that wait for each other, one is run again', async () => {
    const { clock, sleeps } = noteSleeps()
    const db = await open([], clock)
    await createAccounts(db)
    const bothHold = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const addBoth = (first: number, second: number) =>
      db.transaction<Tables, void>(async (tx) => {
        await add(tx, first)
        bothHold[first - 1]!.resolve()
        await Promise.all(bothHold.map(({ promise }) => promise))
        await add(tx, second)
      })
    await Promise.all([addBoth(1, 2), addBoth(2, 1)])
    expect(sleeps).toHaveLength(1)
    expect(await amounts(db)).toEqual([2, 2])
  })
})
