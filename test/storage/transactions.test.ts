import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type Transaction } from 'kysely'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/domain/time/clock.ts'
import { textColumn } from '../../src/storage/columns.ts'
import type { Migration } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

interface Tables {
  words: { id: number; word: string | null }
}

const words: Migration = {
  name: '2026-01-01-words',
  async up(db, engine) {
    await db.schema
      .createTable('words')
      .addColumn('id', 'bigint', (column) => column.primaryKey())
      .addColumn('word', textColumn(engine))
      .execute()
  },
}

const addWord = (tx: Transaction<Tables>, id: number, word: string | null) =>
  tx.insertInto('words').values({ id, word }).execute()

describeOnEachDatabase('transactions', (open) => {
  test('one that throws leaves nothing behind', async () => {
    const db = await open([words])
    const attempt = db.transaction<Tables, void>(async (tx) => {
      await addWord(tx, 1, 'gone')
      throw new Error('changed my mind')
    })
    await expect(attempt).rejects.toThrow('changed my mind')
    expect(await db.query<Tables>().selectFrom('words').selectAll().execute()).toEqual([])
  })

  test('a query through db inside of one is refused at once, and afterwards it is not', async () => {
    const db = await open([words])
    const query = db.query<Tables>().selectFrom('words').selectAll()
    const later = Promise.withResolvers<void>()
    const { afterwards } = await db.transaction<Tables, { afterwards: Promise<unknown[]> }>(async (tx) => {
      await addWord(tx, 1, 'kept')
      await expect(query.execute()).rejects.toThrow('use the `tx`')
      await expect(db.now()).rejects.toThrow('use the `tx`')
      await expect(db.transaction(async () => {})).rejects.toThrow('use the `tx`')
      return { afterwards: later.promise.then(() => query.execute()) }
    })
    later.resolve()
    expect(await afterwards).toEqual([{ id: 1, word: 'kept' }])
  })

  test('those of two connections may be open at once, one for each database', async () => {
    const [left, right] = [await open([words]), await open([words])]
    await left.transaction<Tables, void>(async (tx) => {
      await tx.selectFrom('words').selectAll().execute()
      expect(await right.query<Tables>().selectFrom('words').selectAll().execute()).toEqual([])
    })
  })

  test('increments from several connections lose nothing', async () => {
    const connections = await Promise.all([open([words]), open([words]), open([words])])
    await connections[0].transaction<Tables, unknown>((tx) => addWord(tx, 1, '0'))
    const increment = (index: number) =>
      connections[index % 3]!.transaction<Tables, void>(async (tx) => {
        const { word } = await tx
          .updateTable('words')
          .set({ word: sql`cast(cast(word as integer) + 1 as text)` })
          .where('id', '=', 1)
          .returning('word')
          .executeTakeFirstOrThrow()
        await addWord(tx, 1 + Number(word), word)
      })
    await Promise.all(Array.from({ length: 60 }, (_, index) => increment(index)))
    const rows = await connections[1].query<Tables>().selectFrom('words').selectAll().orderBy('id').execute()
    expect(rows).toHaveLength(61)
    expect(rows[0]).toEqual({ id: 1, word: '60' })
  })

  test('the database tells its own time, inside of statements as well', async () => {
    const db = await open([])
    const { rows } = await sql<{ ms: number }>`select now_ms() as ms`.execute(db.query())
    const now = (await db.now()).getTime()
    expect(now - rows[0]!.ms).toBeLessThan(5_000)
    expect(Math.abs(now - systemClock.now().getTime())).toBeLessThan(60_000)
  })
})

test('an embedded database takes its time from the clock of the program', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'chatops-'))
  const clock = { ...systemClock, now: () => new Date('2030-01-02T03:04:05.678Z') }
  const db = await openDatabase({ dataDir: folder.path }, clock)
  expect(await db.now()).toEqual(clock.now())
  await db.close()
})
