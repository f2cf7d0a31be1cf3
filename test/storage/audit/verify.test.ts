import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AuditRecord, genesisHash, hashEntry, hashText } from '../../../src/storage/audit/entry.ts'
import { verifyExport } from '../../../src/storage/audit/verify.ts'

const length = 6

/** Built by hand, so that a mistake in appending does not excuse itself here. */
function buildChain(): AuditRecord[] {
  const chain: AuditRecord[] = []
  for (let sequence = 1; sequence <= length; sequence++) {
    const text = sequence % 2 ? `reason ${sequence}` : null
    const salt = text && `salt ${sequence}`
    const entry = {
      organization: 'acme',
      sequence,
      at: 1_795_161_594_849 + sequence,
      action: 'limit.requested',
      actorId: sequence % 3 ? `person-${sequence}` : null,
      actorHash: sequence % 3 && sequence > 2 ? `hash-${sequence}` : null,
      subject: `request-${sequence}`,
      before: '{"limit":"1"}',
      after: null,
      outcome: 'done',
      textHash: text && salt && hashText(text, salt),
      seals: sequence % 2 ? '{"wish":"a"}' : null,
      previousHash: chain.at(-1)?.hash ?? genesisHash,
    }
    chain.push({ ...entry, hash: hashEntry(entry), text, salt })
  }
  return chain
}

const chain = buildChain()
const linesOf = (records: readonly AuditRecord[]) => records.map((record) => JSON.stringify(record))
const fields = Object.keys(chain[0]!).filter((field) => field !== 'salt')

test('a whole export is whole, with blank lines as well', async () => {
  const verdict = await verifyExport([...linesOf(chain), '', ' '])
  expect(verdict).toEqual({
    whole: true,
    head: { sequence: length, hash: chain.at(-1)!.hash },
    entries: length,
    checkpoints: [],
  })
  expect(await verifyExport([])).toMatchObject({ whole: true, head: { sequence: 0 } })
})

test('whatever is put into any field of any entry, the entry is named', async () => {
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.constantFrom('person-1', 'done'),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(length - 1), fc.constantFrom(...fields), value, async (index, field, forged) => {
      const original = new Map<string, unknown>(Object.entries(chain[index]!)).get(field)
      fc.pre(forged !== original)
      const lines = linesOf(chain)
      lines[index] = JSON.stringify({ ...chain[index]!, [field]: forged })
      expect(await verifyExport(lines)).toMatchObject({ whole: false, sequence: index + 1 })
    }),
    { numRuns: 500 },
  )
})

test('an entry that was given the number of the one before it is named itself', async () => {
  for (const [index, record] of chain.entries()) {
    const lines = linesOf(chain).with(index, JSON.stringify({ ...record, sequence: index }))
    expect(await verifyExport(lines)).toMatchObject({ whole: false, sequence: index + 1 })
  }
})

test('an entry that is missing, doubled or in another place is named', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(length - 2), async (index) => {
      const lines = linesOf(chain)
      expect(await verifyExport(lines.toSpliced(index, 1))).toMatchObject({ sequence: index + 1, problem: 'missing' })
      const doubled = lines.toSpliced(index, 0, lines[index]!)
      expect(await verifyExport(doubled)).toMatchObject({ sequence: index + 2, problem: 'missing' })
      const swapped = lines.toSpliced(index, 2, lines[index + 1]!, lines[index]!)
      expect(await verifyExport(swapped)).toMatchObject({ sequence: index + 1, problem: 'missing' })
    }),
  )
})

test('whoever forges an entry and its hash is betrayed by the next one', async () => {
  const forged = { ...chain[2]!, outcome: 'failed' }
  const lines = linesOf(chain.with(2, { ...forged, hash: hashEntry(forged) }))
  expect(await verifyExport(lines)).toEqual({ whole: false, sequence: 4, problem: 'unlinked' })
})

test('an end that is cut off shows by the hash that was posted', async () => {
  const lines = linesOf(chain.slice(0, 4))
  expect(await verifyExport(lines)).toMatchObject({ whole: true })
  const verdict = await verifyExport(lines, chain.at(-1)!.hash)
  expect(verdict).toEqual({ whole: false, sequence: 4, problem: 'headUnknown' })
})

test('a line that is no entry is named', async () => {
  const broken = linesOf(chain).with(3, '{"sequence": 4')
  expect(await verifyExport(broken)).toEqual({ whole: false, sequence: 4, problem: 'unreadable' })
})
