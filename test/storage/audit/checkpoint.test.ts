import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkpointAction,
  describeCheckpoint,
  planPruning,
  reachOf,
  readCheckpoint,
  readPlaces,
  writePlaces,
} from '../../../src/storage/audit/checkpoint.ts'
import { type AuditRecord, genesisHash, hashEntry, hashText, writeFigures } from '../../../src/storage/audit/entry.ts'
import { verifyExport, verifyExports } from '../../../src/storage/audit/verify.ts'

const dayMs = 86_400_000
const began = Date.UTC(2025, 0, 1)

/** One more link, as a bot that is not this one would make it. */
function append(chain: readonly AuditRecord[], facts: Partial<AuditRecord> = {}): AuditRecord[] {
  const head = chain.at(-1)
  const sequence = (head?.sequence ?? 0) + 1
  const text = sequence % 3 ? null : `reason ${sequence}`
  const salt = text && `salt ${sequence}`
  const entry = {
    ...{ organization: 'acme', sequence, at: began + sequence * dayMs, action: 'limit.requested', actorId: null },
    ...{ actorHash: null, subject: null, before: null, after: null, outcome: 'done', seals: null },
    ...{ textHash: text && salt && hashText(text, salt), previousHash: head?.hash ?? genesisHash },
    ...facts,
  }
  return [...chain, { ...entry, hash: hashEntry(entry), text, salt }]
}

const grow = (chain: readonly AuditRecord[], count: number): AuditRecord[] =>
  Array.from({ length: count }).reduce<AuditRecord[]>((grown) => append(grown), [...chain])

/** What the job does to a chain, without its database. */
function prune(chain: readonly AuditRecord[], through: number, isNeeded: (sequence: number) => boolean): AuditRecord[] {
  const lasting = (sequence: number) =>
    chain.some((record) => record.sequence === sequence && record.action === checkpointAction)
  const before = chain.flatMap((record) => (record.action === checkpointAction ? (readCheckpoint(record) ?? []) : []))
  const wish = { through, before: before.at(-1), isNeeded: (place: number) => lasting(place) || isNeeded(place) }
  const links = chain.filter(({ sequence }) => sequence <= reachOf(wish))
  const plan = planPruning(links, wish)
  if (!plan) return [...chain]
  const { after, seals } = describeCheckpoint(plan, { months: 3, before: began })
  const at = began + 400 * dayMs + chain.length
  const grown = append(chain, {
    ...{ action: checkpointAction, at, textHash: null, after: writeFigures(after), seals: writeFigures(seals) },
  }).map((record) => (record.action === checkpointAction ? { ...record, text: null, salt: null } : record))
  return grown.filter(({ sequence }) => !plan.removed.includes(sequence))
}

const linesOf = (records: readonly AuditRecord[]) => records.map((record) => JSON.stringify(record))

/** Chains that grew and were pruned several times, with what was exported before each pruning. */
const histories = fc
  .array(
    fc.record({
      grown: fc.integer({ min: 1, max: 12 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      needed: fc.array(fc.nat(40), { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((rounds) => {
    let chain: AuditRecord[] = []
    const exports: AuditRecord[][] = []
    for (const { grown, share, needed } of rounds) {
      chain = grow(chain, grown)
      exports.push(chain)
      const last = chain.at(-1)?.sequence ?? 0
      chain = prune(chain, Math.floor(share * last), (sequence) => needed.includes(sequence))
    }
    return { chain: grow(chain, 2), exports }
  })

test('a chain is whole after every pruning, whatever was kept, and says what went', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ({ chain }) => {
      const verdict = await verifyExport(linesOf(chain))
      expect(verdict).toMatchObject({ whole: true, head: { hash: chain.at(-1)!.hash }, entries: chain.length })
      const removed = verdict.whole ? verdict.checkpoints.reduce((sum, one) => sum + one.removed, 0) : 0
      expect(removed + chain.length).toBe(chain.at(-1)!.sequence)
    }),
  )
})

test('a chain is whole where more months are kept than before, and something goes below the last border', async () => {
  const places = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(places, places, fc.integer({ min: 1, max: 19 }), async (kept, stillNeeded, through) => {
      const first = prune(grow([], 24), 20, (sequence) => kept.includes(sequence))
      const second = prune(first, through, (sequence) => stillNeeded.includes(sequence))
      const left = first.filter(({ sequence }) => sequence > through || stillNeeded.includes(sequence))
      expect(second.slice(0, left.length)).toEqual(left)
      expect(await verifyExport(linesOf(grow(second, 2)))).toMatchObject({ whole: true })
    }),
  )
})

test('whatever anybody else takes out of it, or cuts off its beginning, is missed', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), fc.boolean(), async ({ chain }, place, isCut) => {
      const index = place % (chain.length - 1)
      const rest = isCut ? chain.slice(index + 1) : chain.toSpliced(index, 1)
      // Without its end nothing tells that there was more: see the head that was posted.
      fc.pre(rest.at(-1) === chain.at(-1))
      expect((await verifyExport(linesOf(rest))).whole).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('whatever field of whatever entry is changed, with its hash or without, shows', async () => {
  const field = fc.constantFrom('at', 'action', 'subject', 'outcome', 'after', 'seals', 'previousHash')
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), field, fc.boolean(), async ({ chain }, place, changed, isHashed) => {
      const index = place % (chain.length - 1)
      const original = chain[index]!
      const forged = { ...original, [changed]: changed === 'at' ? original.at + 1 : '{"forged":"1"}' }
      const record = isHashed ? { ...forged, hash: hashEntry(forged) } : forged
      expect((await verifyExport(linesOf(chain.with(index, record)))).whole).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('exports from before join up with what came after, and a forged one does not', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), async ({ chain, exports }, place) => {
      for (const older of exports) expect(await verifyExport(linesOf(older))).toMatchObject({ whole: true })
      const parts = [...exports, chain].map(linesOf)
      const verdict = await verifyExports(parts)
      expect(verdict).toMatchObject({ whole: true, head: { hash: chain.at(-1)!.hash } })
      // The first export begins at the first entry, so that nothing is missing any more.
      expect(verdict.whole && verdict.entries).toBe(chain.at(-1)!.sequence)
      const border = verdict.whole ? (verdict.checkpoints.at(-1)?.through ?? 0) : 0
      for (const older of exports)
        if (older.at(-1)!.sequence >= border)
          expect((await verifyExports([linesOf(older), linesOf(chain)])).whole).toBe(true)

      const first = exports[0]!
      const index = place % first.length
      const lie = { ...first[index]!, outcome: 'failed' }
      const forged = first.with(index, { ...lie, hash: hashEntry(lie) })
      expect((await verifyExports([linesOf(forged), linesOf(chain)])).whole).toBe(false)
    }),
  )
})

test('the hash of what was removed is unknown to what is left, and known where an older export joins', async () => {
  const before = grow([], 10)
  const after = prune(before, 6, () => false)
  const posted = before[3]!.hash
  expect(await verifyExport(linesOf(after), posted)).toMatchObject({ whole: false, problem: 'headUnknown' })
  expect(await verifyExports([linesOf(before), linesOf(after)], posted)).toMatchObject({ whole: true })
})

test('nobody makes a checkpoint over what happened just now', async () => {
  const chain = grow([], 6)
  const plan = planPruning(chain, { through: 5, isNeeded: () => false })!
  for (const [reason, isWhole] of [
    [{ months: 3, before: began }, true],
    [{ months: 3, before: began + 380 * dayMs }, false],
    [{ months: 0, before: began }, false],
  ] as const) {
    const { after, seals } = describeCheckpoint(plan, reason)
    const at = began + 400 * dayMs
    const facts = { action: checkpointAction, at, after: writeFigures(after), seals: writeFigures(seals) }
    const forged = append(chain, facts).slice(5)
    expect((await verifyExport(linesOf(forged))).whole).toBe(isWhole)
  }
})

test('what was kept is named by stretches, there and back', () => {
  expect(writePlaces([1, 2, 3, 7, 9, 10])).toBe('1-3,7,9-10')
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (places) => {
      const sorted = places.toSorted((a, b) => a - b)
      expect([...(readPlaces(writePlaces(sorted)) ?? [])]).toEqual(sorted)
    }),
  )
  for (const odd of ['a', '1-', '-1', '1,,2', '1-99999999999', '1;2']) expect(readPlaces(odd)).toBeUndefined()
})
