import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mainOrganization as organization } from '../../../src/organization/id.ts'
import { appendAudit } from '../../../src/storage/audit/append.ts'
import { exportAudit } from '../../../src/storage/audit/export.ts'
import type { AuditTables } from '../../../src/storage/audit/schema.ts'
import { verifyAudit } from '../../../src/storage/audit/verify.ts'
import { allMigrations } from '../../limits/support/fleet.ts'
import { describeOnEachDatabase, type Place } from '../../support/databases.ts'
import { createMovableTime } from '../../support/movable-time.ts'

const program = fileURLToPath(new URL('remove-until-killed.ts', import.meta.url))

/** Kills a process that removes, so long after its first checkpoints; true: it was done before. */
async function removeUntilKilled(place: Place, aheadMs: number, afterMs: number): Promise<boolean> {
  const { databaseUrl = '', dataDir } = place()
  const child = spawn(process.execPath, [program, databaseUrl, dataDir, String(aheadMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let checkpoints = -1
  for await (const _ of createInterface({ input: child.stdout })) {
    checkpoints += 1
    if (checkpoints === 2) void setTimeout(afterMs).then(() => child.kill('SIGKILL'))
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode === 0
}

describeOnEachDatabase('retention that is killed', (open, place) => {
  test('between any two steps leaves a whole trail, with every entry there or removed by a checkpoint', {
    timeout: 40_000,
  }, async () => {
    const time = await createMovableTime(place)
    const db = await open(allMigrations, time.clock)
    const subjects = ['2026-09', '2026-10', null]
    await db.transaction<AuditTables, void>(async (tx) => {
      for (let index = 0; index < 50; index++) {
        const action = index % 12 === 7 ? 'history.closed' : 'limit.alerts-changed'
        const subject = subjects[index % 3] ?? undefined
        const entry = { organization, action, actorId: null, outcome: 'done', text: `text ${index}` } as const
        await appendAudit(tx, { ...entry, ...(subject === undefined ? {} : { subject }) })
      }
    })
    const older = await Array.fromAsync(exportAudit(db, organization))
    await time.advance(200 * 86_400_000)
    const aheadMs = time.clock.now().getTime() - Date.now()
    let isDone = false
    for (let round = 0; !isDone && round < 30; round++) {
      isDone = await removeUntilKilled(place, aheadMs, round)
      const verdict = await verifyAudit(db, organization)
      const removed = verdict.whole ? verdict.checkpoints.reduce((sum, one) => sum + one.removed, 0) : Number.NaN
      expect(verdict.whole && removed + verdict.entries).toBe(verdict.whole && verdict.head.sequence)
      expect(await verifyAudit(db, organization, undefined, [older])).toMatchObject({
        whole: true,
        entries: verdict.whole && verdict.head.sequence,
      })
    }
    expect(isDone).toBe(true)
    const texts = await db.query<AuditTables>().selectFrom('audit_texts').select('sequence').execute()
    // Four closings stay, and their words.
    expect(texts).toHaveLength(4)
  })
})
