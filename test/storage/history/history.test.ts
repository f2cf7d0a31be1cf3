import { expect, test } from 'vitest'
import type { Day, Month, UsageMonth } from '../../../src/domain/usage/usage.ts'
import { organizationScope } from '../../../src/domain/usage/usage.ts'
import type { Database } from '../../../src/storage/database.ts'
import { closeMonth, findClosable } from '../../../src/storage/history/close.ts'
import { listClosings, listDifferences, listKept, listRevisions } from '../../../src/storage/history/overview.ts'
import { readKeptMonths, readMonthAsOf } from '../../../src/storage/history/read.ts'
import type { HistoryTables } from '../../../src/storage/history/schema.ts'
import { type Kept, keepRefusal, keepSnapshot } from '../../../src/storage/history/write.ts'
import { describeMonth } from '../../domain/history/months.ts'
import { type Use, usage } from '../../features/models/sources.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'

const organization = 'main'
const month: Month = '2026-09'
const use = (day: Day, units: number): Use => ({ model: 'mistral-large-latest', day, units })
const first = usage(month, [use('2026-09-01', 1_000_000)])
const second = usage(month, [use('2026-09-01', 1_000_000), use('2026-09-02', 2_000_000)])
const corrected = usage(month, [use('2026-09-01', 1_500_000), use('2026-09-02', 2_000_000)])
const at = (text: string) => new Date(`${text}:00Z`)

interface Said {
  readonly scope?: string
  readonly through?: Day
  readonly of?: string
}

const keep = (
  db: Database,
  said: UsageMonth,
  on: string,
  { scope = organizationScope, through = '2026-09-30', of = organization }: Said = {},
) =>
  db.transaction<HistoryTables, Kept>((tx) =>
    keepSnapshot(tx, of, { scope, name: null, through, usage: said, takenAt: at(on) }),
  )
const close = (db: Database, revision: number) =>
  db.transaction<HistoryTables, boolean>((tx) => closeMonth(tx, organization, { month, revision }, 'person-1'))
const read = async (db: Database, scope = organizationScope) =>
  (await readKeptMonths(db, organization, { scope, months: [month], detail: 'day' }))[0]

describeOnEachDatabase('the usage history', (open) => {
  test('keeps what is known now, and what was known when', async () => {
    const db = await open()
    expect(await keep(db, first, '2026-09-02T00:20', { through: '2026-09-01' })).toBe('new')
    expect(await keep(db, second, '2026-09-03T00:20', { through: '2026-09-02' })).toBe('more')
    expect(await keep(db, second, '2026-09-04T00:20', { through: '2026-09-02' })).toBe('same')
    expect(await keep(db, corrected, '2026-09-05T00:20', { through: '2026-09-02' })).toBe('corrected')
    const kept = await read(db)
    expect(kept).toMatchObject({ through: '2026-09-02', takenAt: at('2026-09-05T00:20'), isClosed: false })
    expect(describeMonth(kept!.usage)).toEqual(describeMonth(corrected))
    const knownOn = async (moment: string) => {
      const known = await readMonthAsOf(db, organization, { scope: organizationScope, month }, at(moment))
      return known && describeMonth(known.usage)
    }
    expect(await knownOn('2026-09-02T00:00')).toBeUndefined()
    expect(await knownOn('2026-09-02T12:00')).toEqual(describeMonth(first))
    expect(await knownOn('2026-09-04T12:00')).toEqual(describeMonth(second))
    expect(await knownOn('2026-09-05T00:20')).toEqual(describeMonth(corrected))
    const revisions = await listRevisions(db, organization, month)
    expect(revisions.map(({ isCorrection, before }) => [isCorrection, before.amount.toString()])).toEqual([
      [false, '1.8'],
      [true, '5.4'],
    ])
  })

  test('gives totals without days where these are enough', async () => {
    const db = await open()
    await keep(db, second, '2026-10-03T00:20')
    const [kept] = await readKeptMonths(db, organization, {
      scope: organizationScope,
      months: ['2026-08', month],
      detail: 'month',
    })
    expect(kept?.usage.lines).toMatchObject([{ day: null, units: 3_000_000 }])
  })

  test('is not overwritten by an answer that began earlier', async () => {
    const db = await open()
    await keep(db, corrected, '2026-09-05T00:20')
    expect(await keep(db, second, '2026-09-05T00:10')).toBe('outrun')
    expect(describeMonth((await read(db))!.usage)).toEqual(describeMonth(corrected))
  })

  test('of a closed month does not move: what Mistral says later is noted as a difference, until it is gone', async () => {
    const db = await open()
    await keep(db, second, '2026-10-03T00:20')
    await keep(db, second, '2026-10-03T00:20', { scope: 'workspace-1' })
    expect(await findClosable(db, organization, month, ['workspace-1'])).toMatchObject({
      obstacle: undefined,
      workspaces: 1,
    })
    expect(await close(db, 1)).toBe(true)
    expect(await close(db, 1)).toBe(false)
    expect(await listClosings(db, organization)).toMatchObject([{ month, closedBy: 'person-1' }])
    expect(await keep(db, corrected, '2026-10-04T00:20')).toBe('differs')
    expect(await keep(db, corrected, '2026-10-05T00:20')).toBe('same')
    expect(describeMonth((await read(db))!.usage)).toEqual(describeMonth(second))
    expect(await listDifferences(db, organization)).toMatchObject([{ month, scope: organizationScope }])
    expect(await keep(db, second, '2026-10-06T00:20')).toBe('same')
    expect(await listDifferences(db, organization)).toEqual([])
    expect(await keep(db, corrected, '2026-10-06T00:20', { scope: 'workspace-1' })).toBe('differs')
    expect(await keep(db, corrected, '2026-10-06T00:20', { scope: 'workspace-2' })).toBe('outrun')
    expect(await listRevisions(db, organization, month)).toEqual([])
  })

  test('is closed as it was seen, or not at all', async () => {
    const db = await open()
    await keep(db, second, '2026-10-03T00:20')
    await keep(db, corrected, '2026-10-04T00:20')
    expect(await close(db, 1)).toBe(false)
    expect(await read(db)).toMatchObject({ isClosed: false })
    expect(await close(db, 2)).toBe(true)
  })

  test('cannot be closed while a Workspace is missing, or Mistral still counts', async () => {
    const db = await open()
    const obstacle = async () => (await findClosable(db, organization, month, ['workspace-1']))?.obstacle
    expect(await obstacle()).toBeUndefined()
    await keep(db, second, '2026-10-01T00:20')
    expect(await obstacle()).toBe('unsettled')
    await keep(db, second, '2026-10-03T00:20')
    expect(await obstacle()).toBe('gaps')
    await keep(db, second, '2026-10-03T00:20', { scope: 'workspace-1' })
    expect(await findClosable(db, organization, month, ['workspace-1'])).toMatchObject({ obstacle: undefined })
  })

  test('closing and a correction at the same moment end in one of the two orders', async () => {
    const [db, other] = [await open(), await open()]
    for (let round = 1; round <= 5; round += 1) {
      const own = `round-${round}`
      await keep(db, second, '2026-10-03T00:20', { of: own })
      const [isClosed, kept] = await Promise.all([
        db.transaction<HistoryTables, boolean>((tx) => closeMonth(tx, own, { month, revision: 1 }, 'person-1')),
        keep(other, corrected, '2026-10-04T00:20', { of: own }),
      ])
      const [row] = await readKeptMonths(db, own, { scope: organizationScope, months: [month], detail: 'day' })
      expect(row?.isClosed).toBe(isClosed)
      expect(describeMonth(row!.usage)).toEqual(describeMonth(isClosed ? second : corrected))
      expect(['corrected', 'differs', 'outrun']).toContain(kept)
      expect(kept === 'corrected').toBe(!isClosed)
    }
  })

  test('remembers what Mistral refuses, and takes an answer when there is one', async () => {
    const db = await open()
    const place = { organization, scope: 'workspace-1', month }
    const refuse = (on: string) =>
      db.transaction<HistoryTables, void>((tx) => keepRefusal(tx, place, { through: '2026-09-30', takenAt: at(on) }))
    await refuse('2026-10-03T00:20')
    expect(await listKept(db, organization)).toMatchObject([{ isRefused: true, hasUsage: false }])
    expect(await read(db, 'workspace-1')).toBeUndefined()
    expect(await keep(db, second, '2026-10-04T00:20', { scope: 'workspace-1' })).toBe('new')
    await refuse('2026-10-05T00:20')
    expect(await read(db, 'workspace-1')).toMatchObject({ takenAt: at('2026-10-04T00:20') })
  })
})
