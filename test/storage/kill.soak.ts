import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readAudit } from '../../src/storage/audit/read.ts'
import { verifyAudit } from '../../src/storage/audit/verify.ts'
import { describeOnEachDatabase, type Place } from '../support/databases.ts'

const program = fileURLToPath(new URL('write-until-killed.ts', import.meta.url))

/** Kills a writing process after so many acknowledged writes, and returns the sequences that it was given. */
async function writeUntilKilled(place: Place, writes: number, writer: string): Promise<number[]> {
  const { databaseUrl = '', dataDir } = place()
  const child = spawn(process.execPath, [program, databaseUrl, dataDir, writer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line))
    if (acknowledged.length === writes) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return acknowledged
}

describeOnEachDatabase('writing processes', (open, place) => {
  test('that are killed lose nothing that was acknowledged, and leave one whole chain', {
    timeout: 30_000,
  }, async () => {
    const db = await open()
    const survivors = new Map<number, string>()
    for (const round of [1, 2]) {
      const writers = ['a', 'b'].map((name) => `${name}${round}`)
      const runs = writers.map(async (writer) => {
        for (const sequence of await writeUntilKilled(place, 10 * round, writer)) survivors.set(sequence, writer)
      })
      await Promise.all(runs)
    }
    expect(survivors.size).toBeGreaterThanOrEqual(60)
    const stored = new Map(
      (await readAudit(db, { organization: 'acme' }, { limit: 100_000 })).map((entry) => [entry.sequence, entry]),
    )
    for (const [sequence, actorId] of survivors) {
      expect(stored.get(sequence)).toMatchObject({ actorId, text: 'still alive' })
    }
    expect(await verifyAudit(db, 'acme')).toMatchObject({ whole: true, head: { sequence: stored.size } })
  })
})
