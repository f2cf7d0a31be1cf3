import { expect, test } from 'vitest'
import { limitAnswer } from './support/answers.ts'
import { failureOf, type Reply, startMistral } from './support/upstream.ts'

const failThenAnswer =
  (failure: Reply, times = 1) =>
  (_: unknown, turn: number) =>
    turn <= times ? failure : { json: limitAnswer() }

test.each<[string, Reply]>([
  ['429', { status: 429 }],
  ['502', { status: 502 }],
  ['503', { status: 503 }],
  ['504', { status: 504 }],
  ['a cut connection', (response) => response.destroy()],
])('a read is tried again after %s', async (_, failure) => {
  const { mistral, seen } = await startMistral(failThenAnswer(failure))
  expect((await mistral.spendLimit()).value.currency).toBe('EUR')
  expect(seen).toHaveLength(2)
})

test('a read is tried again after silence', async () => {
  const { mistral, seen } = await startMistral(
    failThenAnswer(() => undefined),
    { timeoutMs: 80 },
  )
  expect((await mistral.spendLimit()).value.currency).toBe('EUR')
  expect(seen).toHaveLength(2)
})

test.each([400, 403, 404, 422, 500, 501])('a read is not tried again after %i', async (status) => {
  const { mistral, seen, clock } = await startMistral(() => ({ status }))
  await failureOf(mistral.spendLimit())
  expect(seen).toHaveLength(1)
  expect(clock.slept).toEqual([])
})

test('three tries are enough', async () => {
  const { mistral, seen } = await startMistral(() => ({ status: 503 }))
  expect(await failureOf(mistral.spendLimit())).toMatchObject({ reason: 'down', status: 503 })
  expect(seen).toHaveLength(3)
})

test('pauses are drawn from a range that doubles', async () => {
  const { mistral, clock } = await startMistral(() => ({ status: 503 }), { random: () => 0.9 })
  await failureOf(mistral.spendLimit())
  expect(clock.slept).toEqual([225, 450])
})

test('Retry-After in seconds is waited out', async () => {
  const { mistral, clock } = await startMistral(failThenAnswer({ status: 429, headers: { 'retry-after': '7' } }), {
    random: () => 0,
  })
  await mistral.spendLimit()
  expect(clock.slept).toEqual([7000])
})

test('Retry-After as a date is waited out on the clock', async () => {
  const headers = { 'retry-after': 'Wed, 18 Nov 2026 09:12:04 GMT' }
  const { mistral, clock } = await startMistral(failThenAnswer({ status: 503, headers }), { random: () => 0 })
  await mistral.spendLimit()
  expect(clock.slept).toEqual([4000])
})

test.each(['soon', '', '-5', 'Wed, 18 Nov 2020 09:12:04 GMT'])('Retry-After %j asks for no pause', async (value) => {
  const reply = { status: 429, headers: { 'retry-after': value } }
  const { mistral, clock } = await startMistral(failThenAnswer(reply), { random: () => 0 })
  await mistral.spendLimit()
  expect(clock.slept).toEqual([0])
})

test('a Retry-After that is too long to sit out is handed to the caller', async () => {
  const { mistral, seen, clock } = await startMistral(() => ({ status: 429, headers: { 'retry-after': '3600' } }))
  expect(await failureOf(mistral.spendLimit())).toMatchObject({ reason: 'rateLimited', retryAfterMs: 3_600_000 })
  expect(seen).toHaveLength(1)
  expect(clock.slept).toEqual([])
})

test('pauses that Mistral asks for add up to the budget at most', async () => {
  const { mistral, seen } = await startMistral(() => ({ status: 429, headers: { 'retry-after': '15' } }))
  expect(await failureOf(mistral.spendLimit())).toMatchObject({ reason: 'rateLimited', retryAfterMs: 15_000 })
  expect(seen).toHaveLength(2)
})
