import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { textColumn } from '../../src/storage/columns.ts'
import type { Migration } from '../../src/storage/database.ts'
import { describeOnEachDatabase, describeOnSqlite } from '../support/databases.ts'

interface Tables {
  things: { id: number; word: string | null; size: number | null }
}

const things: Migration = {
  name: '2026-01-01-things',
  async up(db, engine) {
    await db.schema
      .createTable('things')
      .addColumn('id', 'bigint', (column) => column.primaryKey())
      .addColumn('word', textColumn(engine))
      .addColumn('size', 'bigint')
      .execute()
  },
}

describeOnEachDatabase('values', (open) => {
  test('come back as they went in', async () => {
    const db = (await open([things])).query<Tables>()
    const rows = [
      { id: 1, word: '', size: 0 },
      { id: 2, word: null, size: null },
      { id: 3, word: "l'été 🎈 \\ % _", size: Number.MAX_SAFE_INTEGER },
      { id: 4, word: '12.50', size: Number.MIN_SAFE_INTEGER },
    ]
    await db.insertInto('things').values(rows).execute()
    expect(await db.selectFrom('things').selectAll().orderBy('id').execute()).toEqual(rows)
  })

  test('that one engine would refuse or cut are kept as far as both can', async () => {
    const db = (await open([things])).query<Tables>()
    await db.insertInto('things').values({ id: 1, word: 'a\0b\ud800c', size: null }).execute()
    const found = db.selectFrom('things').select('word').where('word', '=', 'a\0b\ud800c')
    expect(await found.execute()).toEqual([{ word: 'a\u{FFFD}b\u{FFFD}c' }])
    // The same connection again: what it takes is taken once.
    expect(await found.execute()).toHaveLength(1)
  })

  test('counts and sums are numbers', async () => {
    const db = (await open([things])).query<Tables>()
    await db
      .insertInto('things')
      .values([1, 2, 5].map((size) => ({ id: size, word: null, size })))
      .execute()
    const total = db
      .selectFrom('things')
      .select(({ fn }) => [
        fn.countAll<number>().as('count'),
        fn.sum<number>('size').as('sum'),
        fn.max<number>('size').as('max'),
      ])
    expect(await total.executeTakeFirst()).toEqual({ count: 3, sum: 8, max: 5 })
  })

  test('a whole number that would lose digits is an error', async () => {
    const db = (await open([things])).query<Tables>()
    await sql`insert into things values (1, null, 9007199254740993)`.execute(db)
    await expect(db.selectFrom('things').select('size').execute()).rejects.toThrow(RangeError)
  })

  test('text sorts and compares alike', async () => {
    const db = (await open([things])).query<Tables>()
    const words = ['b', 'B', 'a', 'é', 'Z', '_', '10', '9', 'ä', 'a b', 'a-b', 'ab', '🎈', '\u{FFFD}']
    await db
      .insertInto('things')
      .values(words.map((word, id) => ({ id, word, size: null })))
      .execute()
    const sorted = await db.selectFrom('things').select('word').orderBy('word').execute()
    expect(sorted.map(({ word }) => word)).toEqual([
      '10',
      '9',
      'B',
      'Z',
      '_',
      'a',
      'a b',
      'a-b',
      'ab',
      'b',
      'ä',
      'é',
      '\u{FFFD}',
      '🎈',
    ])
    const above = await db.selectFrom('things').select('word').where('word', '>', 'b').orderBy('word').execute()
    expect(above.map(({ word }) => word)).toEqual(['ä', 'é', '\u{FFFD}', '🎈'])
  })

  test('changes report how many rows they met', async () => {
    const db = (await open([things])).query<Tables>()
    await db.insertInto('things').values({ id: 1, word: 'open', size: null }).execute()
    const claim = db.updateTable('things').set({ word: 'claimed' }).where('word', '=', 'open')
    expect((await claim.executeTakeFirst()).numUpdatedRows).toBe(1n)
    expect((await claim.executeTakeFirst()).numUpdatedRows).toBe(0n)
    expect(await claim.returning('id').execute()).toEqual([])
  })
})

describeOnSqlite('values', (open) => {
  test.each([[new Date(0)], [undefined], [true], [{ a: 1 }]])(
    '%o is refused instead of stored as null',
    async (value) => {
      const db = (await open([things])).query<Tables>()
      await expect(sql`insert into things (id, word) values (1, ${value})`.execute(db)).rejects.toThrow(TypeError)
    },
  )
})
