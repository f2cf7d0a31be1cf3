import { expect, test } from 'vitest'
import { organizationScope } from '../../src/domain/usage/usage.ts'
import type { MistralReads, UsageQuery } from '../../src/mistral/index.ts'
import { preferHistory } from '../../src/organization/kept-usage.ts'
import type { Database } from '../../src/storage/database.ts'
import { closeMonth } from '../../src/storage/history/close.ts'
import type { HistoryTables } from '../../src/storage/history/schema.ts'
import { type Kept, keepSnapshot } from '../../src/storage/history/write.ts'
import { usage } from '../features/models/sources.ts'
import { createJumpingClock } from '../mistral/support/clock.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { partsOf } from '../support/parts.ts'

const september = usage('2026-09', [{ model: 'mistral-large-latest', day: '2026-09-03', units: 1_000_000 }])

/** A Mistral that says of each month that nothing was used, and remembers what it was asked. */
function prepare(db: Database, today: string) {
  const asked: UsageQuery[] = []
  const clock = createJumpingClock(today)
  const mistral = partsOf<MistralReads>({
    usage: async (query: UsageQuery) => {
      asked.push(query)
      return { value: usage(query.month, []), fetchedAt: clock.now() }
    },
  })
  return { asked, read: preferHistory(db, 'main', { mistral, clock }) }
}

const keep = (db: Database, on: string, scope = organizationScope) =>
  db.transaction<HistoryTables, Kept>((tx) =>
    keepSnapshot(tx, 'main', {
      ...{ scope, name: null, through: '2026-09-30', usage: september },
      takenAt: new Date(`${on}T00:20:00Z`),
    }),
  )

describeOnEachDatabase('usage', (open) => {
  test('of a month that is over and kept is not asked for, unless it is wanted fresh', async () => {
    const db = await open()
    await keep(db, '2026-10-03')
    const { asked, read } = prepare(db, '2026-11-18T09:12:00Z')
    const told = await read({ month: '2026-09' })
    expect(told).toMatchObject({
      fetchedAt: new Date('2026-10-03T00:20:00Z'),
      kept: { month: '2026-09', isClosed: false },
    })
    expect(told.value.lines).toMatchObject([{ day: '2026-09-03' }])
    expect((await read({ month: '2026-09', detail: 'month' })).value.lines).toMatchObject([{ day: null }])
    expect(asked).toEqual([])
    expect(await read({ month: '2026-09' }, { fresh: true })).not.toHaveProperty('kept')
    expect(asked).toHaveLength(1)
  })

  test('of another Workspace, another month, or the present one is asked for', async () => {
    const db = await open()
    await keep(db, '2026-10-03')
    await keep(db, '2026-10-03', 'workspace-1')
    const { asked, read } = prepare(db, '2026-09-30T23:59:00Z')
    const queries = [
      { month: '2026-09' },
      { month: '2026-08' },
      { month: '2026-08', workspaceId: 'workspace-2' },
    ] as const
    await Promise.all(queries.map((query) => read(query)))
    expect(asked).toEqual(queries)
  })

  test('that was read before Mistral had counted the month is asked for, until the month is closed', async () => {
    const db = await open()
    await keep(db, '2026-10-01')
    const { asked, read } = prepare(db, '2026-10-04T09:12:00Z')
    await read({ month: '2026-09' })
    expect(asked).toHaveLength(1)
    await db.transaction<HistoryTables, boolean>((tx) =>
      closeMonth(tx, 'main', { month: '2026-09', revision: 1 }, 'person-1'),
    )
    expect(await read({ month: '2026-09' })).toMatchObject({ kept: { isClosed: true } })
    expect(asked).toHaveLength(1)
  })
})
