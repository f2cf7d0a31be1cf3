import { removeOld } from '../../../src/chatops/retention/remove-old.ts'
import { defineRetention } from '../../../src/chatops/retention/retention.ts'
import { systemClock } from '../../../src/domain/time/clock.ts'
import { openDatabase } from '../../../src/storage/open.ts'

/** Removes old entries, a few at a time, and says each checkpoint on stdout as soon as it is written. */
const [databaseUrl, dataDir = '', aheadMs = '0'] = process.argv.slice(2)
const now = () => new Date(Date.now() + Number(aheadMs))
const db = await openDatabase({ databaseUrl, dataDir }, { ...systemClock, now })
const parts = [defineRetention<object>({ needs: async () => ({ actions: ['history.closed'] }) })]
process.stdout.write('ready\n')
for (;;) {
  const wish = { organization: 'main', months: 3, now: await db.now(), parts, atOnce: 10 }
  const checkpoint = await removeOld(db, wish)
  if (!checkpoint) break
  process.stdout.write(`${checkpoint.sequence}\n`)
}
await db.close()
