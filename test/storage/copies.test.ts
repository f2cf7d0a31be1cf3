import { copyFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Migration } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { describeOnSqlite } from '../support/databases.ts'

const createTable = (name: string, table: string): Migration => ({
  name,
  async up(db) {
    await db.schema.createTable(table).addColumn('id', 'bigint').execute()
  },
})
const cats = createTable('2026-01-01-cats', 'cats')
const dogs = createTable('2026-02-02-dogs', 'dogs')

describeOnSqlite('copies before an upgrade', (open, place) => {
  const copies = () =>
    readdirSync(place().dataDir)
      .filter((name) => !/sqlite(-wal|-shm)?$/.test(name))
      .sort()

  test('one can take the place of the file, with all that was in it', async () => {
    const db = await open([cats])
    await sql`insert into cats values (7)`.execute(db.query())
    await migrate(db, [cats, dogs])
    await db.close()
    const file = join(place().dataDir, 'chatops.sqlite')
    const copy = `${file}.${cats.name}.copy`
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    copyFileSync(copy, file)
    const restored = await open([cats])
    expect((await sql<{ id: number }>`select id from cats`.execute(restored.query())).rows).toEqual([{ id: 7 }])
    expect(await migrate(restored, [cats, dogs])).toEqual([dogs.name])
  })

  test('none is made of a new file, nor where nothing is to be done', async () => {
    const db = await open([cats])
    await migrate(db, [cats])
    expect(copies()).toEqual([])
  })

  test('the last three are kept, and nothing unfinished', async () => {
    const steps = Array.from({ length: 6 }, (_, index) => createTable(`2026-04-0${index}-step`, `step_${index}`))
    const db = await open([])
    for (const count of [1, 2, 3, 4, 5, 6]) await migrate(db, steps.slice(0, count))
    expect(copies()).toEqual([2, 3, 4].map((index) => `chatops.sqlite.${steps[index]!.name}.copy`))
  })
})
