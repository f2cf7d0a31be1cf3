import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { LimitTables } from '../../src/features/limits/store/schema.ts'
import type { AuditTables } from '../../src/storage/audit/schema.ts'
import type { Database } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open.ts'
import type { PeopleTables } from '../../src/storage/people/schema.ts'
import { forgetSomebody } from '../../src/tools/forget.ts'
import { verifyTrail } from '../../src/tools/verify.ts'
import { startSteps } from '../support/raise.ts'
import { lookInto } from '../support/trail.ts'
import { createOutside } from '../tools/outside.ts'

type Tables = LimitTables & AuditTables & PeopleTables
type Tampering = (db: ReturnType<typeof tablesOf>) => Promise<unknown>
const tablesOf = (db: Database) => db.query<Tables>()

let history = ''

/** Sarah asked, Claire approved with a note, and it was applied: what that leaves in the database, made once. */
beforeAll(() => {
  history = mkdtempSync(join(tmpdir(), 'chatops-history-'))
})
afterAll(() => rmSync(history, { recursive: true }))

test('a request, its approval and its end are on the trail', async () => {
  const { running, steps } = await startSteps()
  await steps.request({ amount: '50000' })
  await steps.review('U0CLAIRE', 'approve')
  await steps.submit('U0CLAIRE', { note: 'Agreed with finance.' })
  await running.stop()
  cpSync(running.dataDir, history, { recursive: true })
})

/** Somebody edits a copy of it. */
async function verdictAfter(tampering: Tampering): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chatops-tampered-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  cpSync(history, dataDir, { recursive: true })
  const db = await openDatabase({ dataDir })
  await tampering(tablesOf(db)).finally(() => db.close())
  const { outside, printed } = createOutside({ DATA_DIR: dataDir })
  const code = await verifyTrail([], outside)
  return `${code}: ${printed()}`
}

async function swapSlackIds(db: ReturnType<typeof tablesOf>): Promise<void> {
  const rename = (from: string, to: string) =>
    db.updateTable('people').set({ slack_id: to }).where('slack_id', '=', from).execute()
  await rename('U0CLAIRE', 'swap')
  await rename('U0SARAH', 'U0CLAIRE')
  await rename('swap', 'U0SARAH')
}

describe('audit:verify', () => {
  test('takes what nobody touched for whole', async () => {
    expect(await verdictAfter(async () => {})).toMatch(/^0: The audit trail is whole/)
  })

  const tamperings: [string, Tampering, RegExp][] = [
    ['two people who changed places', swapSlackIds, /somebody else’s than the registry/],
    [
      'another member behind a person',
      (db) => db.updateTable('people').set({ mistral_id: 'another' }).where('slack_id', '=', 'U0CLAIRE').execute(),
      /names another Mistral member or address/,
    ],
    [
      'a person who vanished',
      (db) => db.deleteFrom('people').where('slack_id', '=', 'U0CLAIRE').execute(),
      /never erased/,
    ],
    [
      'reasons that were emptied',
      (db) => db.deleteFrom('audit_texts').execute(),
      /is gone, and nobody who wrote it was erased/,
    ],
    [
      'another approver',
      async (db) => {
        const marc = await db
          .selectFrom('people')
          .select('person_id')
          .where('slack_id', '=', 'U0MARC')
          .executeTakeFirstOrThrow()
        await db.updateTable('raise_decisions').set({ person_id: marc.person_id }).execute()
      },
      /does not know a decision/,
    ],
    [
      'a decision that is gone',
      (db) => db.deleteFrom('raise_decisions').execute(),
      /the decision of entry \d+ is gone/,
    ],
    [
      'another note',
      (db) => db.updateTable('raise_decisions').set({ note: 'Never saw it.' }).execute(),
      /the note of the decision/,
    ],
    ['another amount', (db) => db.updateTable('raises').set({ target: '90000' }).execute(), /another amount/],
    ['another reason', (db) => db.updateTable('raises').set({ reason: 'For fun.' }).execute(), /another reason/],
    [
      'another requester',
      async (db) => {
        const marc = await db
          .selectFrom('people')
          .select('person_id')
          .where('slack_id', '=', 'U0MARC')
          .executeTakeFirstOrThrow()
        await db.updateTable('raises').set({ requester_id: marc.person_id }).execute()
      },
      /another requester/,
    ],
    [
      'another end',
      (db) => db.updateTable('raises').set({ state: 'denied' }).execute(),
      /does not know that it was denied/,
    ],
    [
      'a role',
      (db) => db.updateTable('raise_decisions').set({ role: 'billing' }).execute(),
      /the decisions on request/,
    ],
    [
      'what an approver saw',
      (db) => db.updateTable('raise_decisions').set({ saw_use: '1' }).execute(),
      /the decisions on request/,
    ],
    [
      'the member of an approver',
      (db) => db.updateTable('raise_decisions').set({ mistral_id: 'another' }).execute(),
      /which Mistral member/,
    ],
    [
      'the member of a requester',
      (db) => db.updateTable('raises').set({ requester_mistral_id: null }).execute(),
      /which Mistral member/,
    ],
    [
      'a reason that is gone',
      (db) => db.updateTable('raises').set({ reason: null }).execute(),
      /the reason of request/,
    ],
    ['an expiry', (db) => db.updateTable('raises').set({ expires_at: 1 }).execute(), /request [0-9a-f-]+/],
    ['a break-glass', (db) => db.updateTable('raises').set({ is_break_glass: 1 }).execute(), /request [0-9a-f-]+/],
    ['a lapse', (db) => db.updateTable('raise_decisions').set({ lapsed_at: 1 }).execute(), /request [0-9a-f-]+/],
    [
      'a request that is gone, with its decisions',
      async (db) => {
        await db.deleteFrom('raises').execute()
      },
      /is gone/,
    ],
  ]
  test.each(tamperings)('names %s', async (_what, tampering, finding) => {
    const verdict = await verdictAfter(tampering)
    expect(verdict).toMatch(/^1: /)
    expect(verdict).toMatch(finding)
  })

  test('names an edit also after the bot went on from it', async () => {
    const { running, steps } = await startSteps()
    await steps.request({ amount: '50000' })
    await lookInto(running, (db) => tablesOf(db).updateTable('raises').set({ target: '90000' }).execute())
    await steps.deny('U0CLAIRE', 'No.')
    await running.stop()
    const { outside, printed } = createOutside({ DATA_DIR: running.dataDir })
    expect(await verifyTrail([], outside)).toBe(1)
    expect(printed()).toMatch(/Before entry \d+, somebody changed what request [0-9a-f-]+ asks for/)
  })

  test('accepts what an erasure explains', async () => {
    const { running, steps } = await startSteps()
    await steps.request({ amount: '50000' })
    await steps.approve('U0CLAIRE')
    await running.stop()
    const { outside, printed } = createOutside({ DATA_DIR: running.dataDir })
    expect(await forgetSomebody(['U0SARAH', '--yes'], outside)).toBe(0)
    expect(await forgetSomebody(['U0CLAIRE', '--yes'], outside)).toBe(0)
    expect(await verifyTrail([], outside)).toBe(0)
    expect(printed()).toContain('The audit trail is whole')
  })
})
