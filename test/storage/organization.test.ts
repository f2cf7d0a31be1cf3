import { expect, test } from 'vitest'
import { coreMigrations } from '../../src/chatops/migrations.ts'
import { features } from '../../src/features/index.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

describeOnEachDatabase('every stored row', (open) => {
  test('names its Organization', async () => {
    const db = await open([...coreMigrations, ...features.flatMap((feature) => feature.migrations ?? [])])
    const tables = await db.query<unknown>().introspection.getTables()
    const nameless = tables
      .filter(({ columns }) => !columns.some(({ name }) => name === 'organization'))
      .map(({ name }) => name)
    expect(tables.length).toBeGreaterThan(10)
    // What is of the database itself: its schema, and whether it can be written.
    expect(nameless).toEqual(['readiness', 'schema_migrations'])
  })
})
