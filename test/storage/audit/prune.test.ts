import { expect, test } from 'vitest'
import { coreMigrations } from '../../../src/chatops/migrations.ts'
import { appendAudit } from '../../../src/storage/audit/append.ts'
import { pruneTrail } from '../../../src/storage/audit/prune.ts'
import { readAudit } from '../../../src/storage/audit/read.ts'
import type { AuditTables } from '../../../src/storage/audit/schema.ts'
import { verifyAudit } from '../../../src/storage/audit/verify.ts'
import type { PeopleTables } from '../../../src/storage/people/schema.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'

const organization = 'org'

describeOnEachDatabase('removing old entries', (open) => {
  test('below the last border, since more months are kept now, leaves a trail that verifies', async () => {
    const db = await open(coreMigrations)
    const entry = { organization, action: 'limit.requested', actorId: null, outcome: 'done' } as const
    for (let place = 1; place <= 12; place++)
      await db.transaction<AuditTables, unknown>((tx) => appendAudit(tx, { ...entry, subject: `r${place}` }))
    const remove = (months: number, through: number, subjects: readonly string[]) =>
      db.transaction<AuditTables & PeopleTables, unknown>((tx) =>
        pruneTrail(tx, organization, {
          ...{ months, before: Date.UTC(2020, 0, 1), through },
          ...{ needs: [{ subjects }], removed: {} },
        }),
      )
    await remove(3, 10, ['r2', 'r7'])
    await remove(24, 4, ['r7'])
    const left = (await readAudit(db, { organization }, { limit: 20 })).map(({ sequence }) => sequence)
    expect(left).toEqual([14, 13, 12, 11, 7])
    expect(await verifyAudit(db, organization)).toMatchObject({
      whole: true,
      checkpoints: [{ through: 10 }, { through: 10, kept: new Set([7]) }],
    })
  })
})
