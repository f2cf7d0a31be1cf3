import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database, Migration } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const createTable = (name: string, table: string): Migration => ({
  name,
  async up(db) {
    await db.schema.createTable(table).addColumn('id', 'bigint').execute()
  },
})
const breaking: Migration = {
  name: '2026-03-03-breaking',
  async up(db) {
    await db.schema.createTable('half_done').addColumn('id', 'bigint').execute()
    await sql`insert into nowhere values (1)`.execute(db)
  },
}
const cats = createTable('2026-01-01-cats', 'cats')
const dogs = createTable('2026-02-02-dogs', 'dogs')

const tablesOf = async (db: Database) => (await db.query().introspection.getTables()).map(({ name }) => name)

describeOnEachDatabase('migrations', (open, place) => {
  test('each runs once, in the order given', async () => {
    const db = await open([dogs])
    expect(await migrate(db, [cats, dogs])).toEqual([cats.name])
    expect(await migrate(db, [cats, dogs])).toEqual([])
    expect(await tablesOf(db)).toEqual(expect.arrayContaining(['cats', 'dogs']))
  })

  test('one that fails leaves nothing behind, nor do those before it in the same run', async () => {
    const db = await open([cats])
    await expect(migrate(db, [cats, dogs, breaking])).rejects.toThrow(breaking.name)
    const tables = await tablesOf(db)
    expect(tables).toContain('cats')
    expect(tables).not.toContain('dogs')
    expect(tables).not.toContain('half_done')
    expect(await migrate(db, [cats, dogs])).toEqual([dogs.name])
  })

  test('three instances that start at once run each of them once', async () => {
    const databases = await Promise.all([openDatabase(place()), openDatabase(place()), openDatabase(place())])
    const ran = await Promise.all(databases.map((db) => migrate(db, [cats, dogs])))
    await Promise.all(databases.map((db) => db.close()))
    expect(ran.filter(({ length }) => length > 0)).toHaveLength(1)
    expect(ran.flat()).toEqual(expect.arrayContaining([cats.name, dogs.name]))
  })

  test('a schema that a newer version made is refused, and left as it is', async () => {
    const db = await open([cats, dogs])
    await expect(migrate(db, [cats])).rejects.toThrow(`newer schema than this version knows (${dogs.name})`)
    expect(await migrate(db, [cats, dogs])).toEqual([])
  })

  test('two of the same name are a mistake', async () => {
    await expect(open([cats, cats])).rejects.toThrow(`two migrations are called ${cats.name}`)
  })
})
