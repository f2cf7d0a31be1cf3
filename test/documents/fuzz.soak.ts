import { expect, test } from 'vitest'
import { readDocument } from '../../src/documents/read-document.ts'
import { UnreadableDocument } from '../../src/documents/unreadable.ts'
import { checkTotals } from '../../src/domain/statement/totals.ts'
import { createRandom, soakMs, soakTimeout, takeSeed } from '../limits/support/soak.ts'
import { damage, wholeFiles } from './hostile.ts'

/** A share of the soak's time says as much as all of it: a file takes some tenths of a second. */
const fuzzMs = soakMs / 4
const limits = { timeMs: 10_000 }

test('whatever is done to a file, there is a statement or a reason, in time', soakTimeout, async () => {
  const until = Date.now() + fuzzMs
  const random = createRandom(takeSeed('documents'))
  const whole = await wholeFiles()
  const reasons = new Map<string, number>()
  while (Date.now() < until) {
    const seed = random.below(2 ** 31)
    const found = await outcomeOf(damage(whole, seed))
    // Such a seed belongs into the kept ones, once what it found is mended.
    expect(found, `the file of seed ${seed}`).toMatch(/^[a-zA-Z]+$/)
    reasons.set(found, (reasons.get(found) ?? 0) + 1)
  }
  process.stdout.write(`${JSON.stringify(Object.fromEntries(reasons))}\n`)
  // Both ends of the matter were met: else the damage is too little, or too much, to say anything.
  expect(reasons.get('statement')).toBeGreaterThan(0)
  expect([...reasons.keys()].length).toBeGreaterThan(3)
})

/** "statement", a reason, or what should not be. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  const begin = performance.now()
  try {
    const statement = await readDocument(bytes, undefined, limits)
    checkTotals(statement)
    return 'statement'
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) return `an error of its own: ${String(error)}`
    // That a thread died is told as damage: so it was, but ours should say so by itself.
    const took = performance.now() - begin
    return took > limits.timeMs * 1.5 ? `too late: ${took} ms` : error.reason
  }
}
