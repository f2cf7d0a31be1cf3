import { expect, test } from 'vitest'
import { limitAnswer } from './support/answers.ts'
import { createGate, failureOf, startMistral } from './support/upstream.ts'

test('closing waits for a write that is under way', async () => {
  const arrived = createGate()
  const gate = createGate()
  const { mistral } = await startMistral(async () => {
    arrived.open()
    await gate.opened
    return { json: limitAnswer({ usage_limit: 50000 }) }
  })
  const write = mistral.setSpendLimit({ amount: 50000 })
  await arrived.opened
  const closed = mistral.close()
  gate.open()
  expect(String((await write).value.limit)).toBe('50000')
  await closed
})

test('closing gives up the reads that are under way, and there are none afterwards', async () => {
  const arrived = createGate()
  const { mistral, seen, clock } = await startMistral(() => {
    arrived.open()
    return () => undefined
  })
  const read = failureOf(mistral.spendLimit())
  await arrived.opened
  await mistral.close()
  expect(await read).toMatchObject({ message: 'the Mistral client was closed' })
  expect(await failureOf(mistral.spendLimit())).toMatchObject({ message: 'the Mistral client was closed' })
  expect(seen).toHaveLength(1)
  expect(clock.slept).toEqual([])
})
