import { expect, test } from 'vitest'
import type { Asker } from '../../../src/chatops/people/identity.ts'
import { assignmentIn, listAssignments } from '../../../src/chatops/report/assignments.ts'
import { type Month, organizationScope } from '../../../src/domain/usage/usage.ts'
import { chargebackPersonalData } from '../../../src/features/chargeback/personal-data.ts'
import { chargebackMigrations } from '../../../src/features/chargeback/schema.ts'
import { assign } from '../../../src/features/chargeback/store.ts'
import type { SlackProfile } from '../../../src/slack/people.ts'
import type { Database } from '../../../src/storage/database.ts'
import { closeMonth } from '../../../src/storage/history/close.ts'
import type { HistoryTables } from '../../../src/storage/history/schema.ts'
import { keepSnapshot } from '../../../src/storage/history/write.ts'
import type { PeopleTables } from '../../../src/storage/people/schema.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'
import { usage } from '../models/sources.ts'

const organization = 'main'
const profile = (id: string, name: string): SlackProfile => ({
  ...{ id, name, standing: 'full', email: undefined, locale: 'en-GB', timeZone: undefined },
})
const claire = { profile: profile('U0CLAIRE', 'Claire') } as Asker
const sarah = profile('U0SARAH', 'Sarah')
const workspace = { id: 'workspace-1', name: 'Support-bot' }
const put = (db: Database, from: Month, costCenter: string | null, owner?: SlackProfile) =>
  assign({ db, organization }, claire, { workspace, from, costCenter, owner })
const centerIn = async (db: Database, month: Month) =>
  assignmentIn(await listAssignments(db, organization), workspace.id, month)?.costCenter

/** A month that can be closed. */
const keepMonth = (db: Database, month: Month) =>
  db.transaction<HistoryTables, unknown>((tx) =>
    keepSnapshot(tx, organization, {
      ...{ scope: organizationScope, name: null, through: `${month}-30`, takenAt: new Date('2026-12-18T00:20:00Z') },
      usage: usage(month, [{ model: 'mistral-large-latest', day: `${month}-03`, units: 5 }]),
    }),
  )
const close = (db: Database, month: Month) =>
  db.transaction<HistoryTables, boolean>((tx) => closeMonth(tx, organization, { month, revision: 1 }, 'person-1'))

describeOnEachDatabase('an assignment', (open) => {
  test('holds from its month on, until the next one, and can be corrected while its month is open', async () => {
    const db = await open(chargebackMigrations)
    await put(db, '2026-09', '4711', sarah)
    await put(db, '2026-11', '4712')
    const months = ['2026-08', '2026-09', '2026-10', '2026-11', '2027-03'] as const
    expect(await Promise.all(months.map((month) => centerIn(db, month)))).toEqual([
      ...[undefined, '4711', '4711', '4712', '4712'],
    ])
    await put(db, '2026-09', '4799')
    expect(await centerIn(db, '2026-10')).toBe('4799')
    await put(db, '2026-12', null)
    expect(await centerIn(db, '2026-12')).toBeNull()
  })

  test('does not move a month that is closed, nor one before it', async () => {
    const db = await open(chargebackMigrations)
    await put(db, '2026-08', '4711')
    await keepMonth(db, '2026-09')
    await close(db, '2026-09')
    expect(await put(db, '2026-09', '4712')).toBe(false)
    expect(await put(db, '2026-07', '4712')).toBe(false)
    expect(await put(db, '2026-10', '4712')).toBe(true)
    expect(await centerIn(db, '2026-09')).toBe('4711')
  })

  test('and the closing of its month at the same moment end in one of the two orders', async () => {
    const [db, other] = [await open(chargebackMigrations), await open(chargebackMigrations)]
    for (const month of ['2026-04', '2026-06', '2026-09'] as const) {
      await keepMonth(db, month)
      const [isClosed, isPut] = await Promise.all([close(other, month), put(db, month, `center-${month}`)])
      expect(isClosed).toBe(true)
      expect((await centerIn(db, month)) === `center-${month}`).toBe(isPut)
    }
  })

  test('shows its owner what is kept, and forgets who it was', async () => {
    const db = await open(chargebackMigrations)
    await put(db, '2026-09', '4711', sarah)
    const found = await db
      .query<PeopleTables>()
      .selectFrom('people')
      .select('person_id')
      .where('slack_id', '=', sarah.id)
      .executeTakeFirstOrThrow()
    const someone = { personIds: [found.person_id], slackIds: [sarah.id] }
    const shown = () => chargebackPersonalData.show(db.query<unknown>(), organization, someone, { language: 'en' })
    expect(await shown()).toEqual(['Owner of the Workspace Support-bot, from 2026-09 on'])
    await db.transaction<unknown, void>((tx) => chargebackPersonalData.erase(tx, organization, someone))
    expect(await shown()).toEqual([])
    expect(await listAssignments(db, organization)).toMatchObject([{ costCenter: '4711', owner: undefined }])
  })
})
