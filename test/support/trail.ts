import { mainOrganization as organization } from '../../src/organization/id.ts'
import type { AuditVerdict } from '../../src/storage/audit/chain.ts'
import type { AuditRecord } from '../../src/storage/audit/entry.ts'
import { readAudit } from '../../src/storage/audit/read.ts'
import { verifyAudit } from '../../src/storage/audit/verify.ts'
import type { Database } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open.ts'
import type { TestBot } from './bot.ts'

/** What a bot has in its database, seen by somebody else. */
export async function lookInto<Value>(
  { config, sandbox }: Pick<TestBot, 'config' | 'sandbox'>,
  look: (db: Database) => Promise<Value>,
): Promise<Value> {
  const db = await openDatabase(config.storage, sandbox.clock)
  try {
    return await look(db)
  } finally {
    await db.close()
  }
}

/** The trail from its first entry on. */
export const readTrail = (bot: TestBot): Promise<AuditRecord[]> =>
  lookInto(bot, async (db) => (await readAudit(db, { organization }, { limit: 1000 })).toReversed())

/** What happened, without who was first known to decide: that stands before every first request. */
export const actionsIn = async (bot: TestBot): Promise<string[]> =>
  (await readTrail(bot)).map(({ action }) => action).filter((action) => action !== 'person.bound')

export const verifyTrail = (bot: TestBot, head?: string): Promise<AuditVerdict> =>
  lookInto(bot, (db) => verifyAudit(db, organization, head))

/** Who was refused what, and why: "limits.approve ownRequest". */
export async function refusalsIn(bot: TestBot): Promise<string[]> {
  const refused = (await readTrail(bot)).filter(({ action }) => action === 'access.refused')
  return refused.map(({ after }) => {
    const { wanted, reason } = JSON.parse(after ?? '{}')
    return `${wanted} ${reason}`
  })
}
