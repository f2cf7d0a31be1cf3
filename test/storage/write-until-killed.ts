import { appendAudit } from '../../src/storage/audit/append.ts'
import type { AuditTables } from '../../src/storage/audit/schema.ts'
import { openDatabase } from '../../src/storage/open.ts'

/** Appends for ever, and says each sequence on stdout as soon as its write is acknowledged. */
const [databaseUrl, dataDir = '', writer = ''] = process.argv.slice(2)
const db = await openDatabase({ databaseUrl, dataDir })
for (;;) {
  const { sequence } = await db.transaction<AuditTables, { sequence: number }>((tx) =>
    appendAudit(tx, {
      organization: 'acme',
      action: 'limit.requested',
      actorId: writer,
      outcome: 'done',
      text: 'still alive',
    }),
  )
  process.stdout.write(`${sequence}\n`)
}
