import { expect, test } from 'vitest'
import { systemClock } from '../../../src/domain/time/clock.ts'
import { appendAudit, type NewAuditEntry } from '../../../src/storage/audit/append.ts'
import { type AuditFilter, readAudit } from '../../../src/storage/audit/read.ts'
import type { AuditTables } from '../../../src/storage/audit/schema.ts'
import type { Database } from '../../../src/storage/database.ts'
import { describeOnEachDatabase, describeOnSqlite } from '../../support/databases.ts'

const organization = 'acme'

const append = (db: Database, entry: Partial<NewAuditEntry>) =>
  db.transaction<AuditTables, unknown>((tx) =>
    appendAudit(tx, { organization, action: 'limit.requested', actorId: null, outcome: 'done', ...entry }),
  )

const sequences = async (db: Database, filter: Partial<AuditFilter>, page = { limit: 10 }) =>
  (await readAudit(db, { organization, ...filter }, page)).map(({ sequence }) => sequence)

describeOnEachDatabase('reading the audit trail', (open) => {
  test('goes from the newest entry back, page by page', async () => {
    const db = await open()
    for (let index = 0; index < 5; index++) await append(db, {})
    expect(await sequences(db, {}, { limit: 2 })).toEqual([5, 4])
    const page = { limit: 2, before: 4 }
    expect(await sequences(db, {}, page)).toEqual([3, 2])
  })

  test('finds by person, subject, action and topic', async () => {
    const db = await open()
    await append(db, { actorId: 'person-1', action: 'limit.requested', subject: 'request-1' })
    await append(db, { actorId: 'person-2', action: 'limit.approved', subject: 'request-1' })
    await append(db, { actorId: 'person-1', action: 'limits.shown', subject: 'request-2' })
    await append(db, { action: 'limit.applied' })
    expect(await sequences(db, { actorIds: ['person-1'] })).toEqual([3, 1])
    expect(await sequences(db, { subject: 'request-1' })).toEqual([2, 1])
    expect(await sequences(db, { actions: ['limit'] })).toEqual([4, 2, 1])
    expect(await sequences(db, { actions: ['limit.approved'] })).toEqual([2])
    expect(await sequences(db, { actions: ['LIMIT'] })).toEqual([])
    expect(await sequences(db, { actions: ['limit'], actorIds: ['person-1'] })).toEqual([1])
    expect(await sequences(db, { actions: ['limits', 'limit.applied'] })).toEqual([4, 3])
    expect(await sequences(db, { actorIds: ['person-2', 'person-1'] })).toEqual([3, 2, 1])
    expect(await sequences(db, { actorIds: [] })).toEqual([])
    expect(await sequences(db, { exceptActions: ['limits', 'limit.approved'] })).toEqual([4, 1])
  })
})

describeOnSqlite('reading the audit trail', (open) => {
  test('finds by period, its end excluded', async () => {
    let now = new Date('2026-11-18T10:00:00Z')
    const db = await open([], { ...systemClock, now: () => now })
    for (const day of [18, 19, 20]) {
      now = new Date(`2026-11-${day}T10:00:00Z`)
      await append(db, {})
    }
    const from = new Date('2026-11-18T10:00:00Z')
    expect(await sequences(db, { from, until: new Date('2026-11-20T10:00:00Z') })).toEqual([2, 1])
    expect(await sequences(db, { from: new Date('2026-11-19T00:00:00Z') })).toEqual([3, 2])
  })
})
