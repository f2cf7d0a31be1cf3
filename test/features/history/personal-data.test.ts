import { expect, test } from 'vitest'
import { organizationScope } from '../../../src/domain/usage/usage.ts'
import { historyPersonalData } from '../../../src/features/history/personal-data.ts'
import { closeMonth } from '../../../src/storage/history/close.ts'
import { listClosings } from '../../../src/storage/history/overview.ts'
import type { HistoryTables } from '../../../src/storage/history/schema.ts'
import { keepSnapshot } from '../../../src/storage/history/write.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'
import { october } from '../models/sources.ts'

describeOnEachDatabase('who closed a month', (open) => {
  test('is shown to them and forgotten; the month stays closed', async () => {
    const db = await open()
    await db.transaction<HistoryTables, void>(async (tx) => {
      const takenAt = new Date('2026-11-03T00:20:00Z')
      await keepSnapshot(tx, 'main', {
        scope: organizationScope,
        name: null,
        through: '2026-10-31',
        usage: october,
        takenAt,
      })
      await closeMonth(tx, 'main', { month: '2026-10', revision: 1 }, 'person-1')
    })
    const someone = { personIds: ['person-1'], slackIds: ['U0CLAIRE'] }
    const shown = () => historyPersonalData.show(db.query<unknown>(), 'main', someone, { language: 'en' })
    expect(await shown()).toEqual(['Months that you closed: 1'])
    await db.transaction<unknown, void>((tx) => historyPersonalData.erase(tx, 'main', someone))
    expect(await shown()).toEqual([])
    expect(await listClosings(db, 'main')).toMatchObject([{ month: '2026-10', closedBy: null }])
  })
})
