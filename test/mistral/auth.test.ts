import { expect, test } from 'vitest'
import { limitAnswer } from './support/answers.ts'
import { failureOf, type Seen, startMistral, testKey } from './support/upstream.ts'

const sent = ({ headers }: Seen) =>
  [headers['x-api-key'] === testKey && 'x-api-key', headers.authorization === `Bearer ${testKey}` && 'bearer'].filter(
    Boolean,
  )

/** A server that wants exactly these headers. */
const wants = (expected: string[]) => (seen: Seen) =>
  sent(seen).join() === expected.join() ? { json: limitAnswer() } : { status: 401 }

test('both headers go out at first', async () => {
  const { mistral, seen } = await startMistral(wants(['x-api-key', 'bearer']))
  await mistral.spendLimit()
  expect(seen.map(sent)).toEqual([['x-api-key', 'bearer']])
  expect(mistral.reach().authMode).toBe('both')
})

test('after a 401 each header is tried alone, and what worked is remembered', async () => {
  const { mistral, seen } = await startMistral(wants(['bearer']))
  await mistral.spendLimit({ fresh: true })
  await mistral.spendLimit({ fresh: true })
  expect(seen.map(sent)).toEqual([['x-api-key', 'bearer'], ['x-api-key'], ['bearer'], ['bearer']])
  expect(mistral.reach().authMode).toBe('bearer')
})

test('a key that no way makes acceptable is refused after one try of each', async () => {
  const { mistral, seen } = await startMistral(() => ({ status: 401 }))
  expect(await failureOf(mistral.spendLimit())).toMatchObject({ reason: 'keyRefused', status: 401 })
  expect(seen).toHaveLength(3)
  expect(mistral.reach().authMode).toBeNull()
})

test('a way that stops working is left for another', async () => {
  let accepted = ['x-api-key']
  const { mistral } = await startMistral((seen) => wants(accepted)(seen))
  await mistral.spendLimit({ fresh: true })
  accepted = ['bearer']
  await mistral.spendLimit({ fresh: true })
  expect(mistral.reach().authMode).toBe('bearer')
})

test('a write learns the way too, since a 401 means that nothing happened', async () => {
  const { mistral, seen } = await startMistral(wants(['x-api-key']))
  await mistral.setSpendLimit({ amount: 45000 })
  expect(seen.map(sent)).toEqual([['x-api-key', 'bearer'], ['x-api-key']])
})
