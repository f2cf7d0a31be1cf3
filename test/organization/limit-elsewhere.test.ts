import { expect, test } from 'vitest'
import type { SpendLimit } from '../../src/domain/limit/limit.ts'
import { noticeElsewhere } from '../../src/organization/limit-elsewhere.ts'
import { appendAudit } from '../../src/storage/audit/append.ts'
import type { AuditTables } from '../../src/storage/audit/schema.ts'
import type { Database, DatabaseReads } from '../../src/storage/database.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { partsOf } from '../support/parts.ts'

const organization = 'main'

/** An instance with its own memory, and how it asked for the limit. */
function startInstance(db: DatabaseReads) {
  const asked: ('remembered' | 'fresh')[] = []
  const fetched = { value: partsOf<SpendLimit>({}), fetchedAt: new Date(0) }
  const spendLimit = noticeElsewhere(db, organization, {
    spendLimit: async (options) => {
      asked.push(options?.fresh ? 'fresh' : 'remembered')
      return fetched
    },
  })
  return { asked, spendLimit }
}

const note = (db: Database, action: `limit.${string}`) =>
  db.transaction<AuditTables, unknown>((tx) =>
    appendAudit(tx, { organization, action, actorId: null, outcome: 'done' }),
  )

describeOnEachDatabase('the limit that an instance remembers', (open) => {
  test('is asked for anew once after another one changed it, however many ask', async () => {
    const db = await open()
    const { asked, spendLimit } = startInstance(db)
    await note(db, 'limit.applied')
    await spendLimit()
    await note(db, 'limit.reviewed')
    await spendLimit()
    expect(asked).toEqual(['remembered', 'remembered'])
    await note(db, 'limit.written')
    await Promise.all([spendLimit(), spendLimit(), spendLimit()])
    expect(asked.slice(2).filter((how) => how === 'fresh')).toHaveLength(1)
    asked.length = 0
    await spendLimit()
    expect(asked).toEqual(['remembered'])
  })
})

test('without its database an instance still answers with what it remembers', async () => {
  const { asked, spendLimit } = startInstance({
    query() {
      throw new Error('Connection terminated')
    },
  })
  await spendLimit()
  expect(asked).toEqual(['remembered'])
})
