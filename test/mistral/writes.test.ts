import { describe, expect, test } from 'vitest'
import { createMistral } from '../../src/mistral/index.ts'
import { limitAnswer } from './support/answers.ts'
import { createJumpingClock } from './support/clock.ts'
import { createGate, failureOf, type Reply, startMistral, testKey } from './support/upstream.ts'

test('a limit is written in whole units and answered with what now stands', async () => {
  const { mistral, seen } = await startMistral(() => ({ json: limitAnswer({ usage_limit: 50000 }) }))
  const { value } = await mistral.setSpendLimit({ amount: 50000 })
  expect(String(value.limit)).toBe('50000')
  expect(seen).toMatchObject([{ method: 'POST', path: '/spend-limit' }])
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ amount: 50000, no_monthly_limit: false })
})

test('no limit is written with an amount that would cut nobody off if the flag were overlooked', async () => {
  const { mistral, seen } = await startMistral(() => ({ json: limitAnswer({ no_monthly_limit: true }) }))
  expect((await mistral.setSpendLimit('unlimited')).value).toMatchObject({ limit: null, isUnlimited: true })
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ amount: 1_000_000_000, no_monthly_limit: true })
})

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])(
  'the amount %d is refused before it is sent',
  async (amount) => {
    const { mistral, seen } = await startMistral(() => ({ json: limitAnswer() }))
    expect(await failureOf(mistral.setSpendLimit({ amount }))).toMatchObject({ name: 'InvalidInput', what: 'amount' })
    expect(seen).toEqual([])
  },
)

describe('a write that fails is sent once', () => {
  test.each<[string, Reply, object]>([
    ['500 leaves the outcome open', { status: 500 }, { reason: 'down', outcomeUnknown: true }],
    ['503 leaves the outcome open', { status: 503 }, { reason: 'down', outcomeUnknown: true }],
    [
      'a cut connection leaves the outcome open',
      (response) => response.destroy(),
      { reason: 'down', outcomeUnknown: true },
    ],
    ['silence leaves the outcome open', () => undefined, { reason: 'down', outcomeUnknown: true }],
    ['garbage leaves the outcome open', { text: 'ok' }, { reason: 'notUnderstood', outcomeUnknown: true }],
    ['another shape leaves the outcome open', { json: {} }, { reason: 'notUnderstood', outcomeUnknown: true }],
    ['a redirect leaves the outcome open', { status: 303 }, { reason: 'notUnderstood', outcomeUnknown: true }],
    ['400 changed nothing', { status: 400 }, { reason: 'refused', outcomeUnknown: false }],
    ['409 changed nothing', { status: 409 }, { reason: 'refused', outcomeUnknown: false }],
    ['403 changed nothing', { status: 403 }, { reason: 'notEnterprise', outcomeUnknown: false }],
    [
      '429 changed nothing and says when to come back',
      { status: 429, headers: { 'retry-after': '2' } },
      { reason: 'rateLimited', outcomeUnknown: false, retryAfterMs: 2000 },
    ],
  ])('%s', async (_, reply, expected) => {
    const { mistral, seen, clock } = await startMistral(() => reply, { timeoutMs: 500 })
    expect(await failureOf(mistral.setSpendLimit({ amount: 5 }))).toMatchObject({
      call: 'POST /spend-limit',
      ...expected,
    })
    expect(seen).toHaveLength(1)
    expect(clock.slept).toEqual([])
  })

  test('a server that is not there changed nothing', async () => {
    const mistral = createMistral({ url: 'http://127.0.0.1:1', key: testKey, clock: createJumpingClock() })
    expect(await failureOf(mistral.setSpendLimit({ amount: 5 }))).toMatchObject({
      reason: 'down',
      outcomeUnknown: false,
    })
    await mistral.close()
  })

  test('giving up while it is under way leaves the outcome open', async () => {
    const arrived = createGate()
    const { mistral } = await startMistral(() => {
      arrived.open()
      return () => undefined
    })
    const impatient = new AbortController()
    const given = failureOf(mistral.setSpendLimit({ amount: 5 }, { signal: impatient.signal }))
    await arrived.opened
    impatient.abort()
    expect(await given).toMatchObject({ name: 'UpstreamError', outcomeUnknown: true })
  })

  test('giving up before it is sent sends nothing', async () => {
    const { mistral, seen } = await startMistral(() => ({ json: limitAnswer() }))
    const signal = AbortSignal.abort(new Error('too late'))
    expect(await failureOf(mistral.setSpendLimit({ amount: 5 }, { signal }))).toMatchObject({ message: 'too late' })
    expect(seen).toEqual([])
  })
})

describe('after a write', () => {
  /** A limit that a POST changes; the test may hold back its first read, or its write. */
  const startLimit = async (hold: { firstRead?: Promise<void>; write?: Promise<void> } = {}) => {
    let limit = 45000
    let reads = 0
    return await startMistral(async ({ method, body }) => {
      if (method === 'POST') {
        await hold.write
        limit = JSON.parse(body).amount
        return { json: limitAnswer({ usage_limit: limit }) }
      }
      const before = limit
      if (++reads === 1) await hold.firstRead
      return { json: limitAnswer({ usage_limit: before }) }
    })
  }
  const shown = async (mistral: Awaited<ReturnType<typeof startLimit>>['mistral']) =>
    String((await mistral.spendLimit()).value.limit)

  test('the cache does not know the old limit any more', async () => {
    const { mistral } = await startLimit()
    expect(await shown(mistral)).toBe('45000')
    await mistral.setSpendLimit({ amount: 50000 })
    expect(await shown(mistral)).toBe('50000')
  })

  test('a read from before does not refill the cache', async () => {
    const gate = createGate()
    const { mistral, seen } = await startLimit({ firstRead: gate.opened })
    const early = shown(mistral)
    await expect.poll(() => seen.length).toBe(1)
    await mistral.setSpendLimit({ amount: 50000 })
    gate.open()
    expect(await early).toBe('45000')
    expect(await shown(mistral)).toBe('50000')
  })

  test('nobody joins a read from before', async () => {
    const gate = createGate()
    const { mistral, seen } = await startLimit({ firstRead: gate.opened })
    const early = shown(mistral)
    await expect.poll(() => seen.length).toBe(1)
    await mistral.setSpendLimit({ amount: 50000 })
    expect(await shown(mistral)).toBe('50000')
    gate.open()
    expect(await early).toBe('45000')
  })

  test('what was read meanwhile is forgotten', async () => {
    const gate = createGate()
    const { mistral, seen } = await startLimit({ write: gate.opened })
    const write = mistral.setSpendLimit({ amount: 50000 })
    await expect.poll(() => seen.length).toBe(1)
    expect(await shown(mistral)).toBe('45000')
    gate.open()
    await write
    expect(await shown(mistral)).toBe('50000')
  })

  test('a failure empties the cache too, since the limit may have changed', async () => {
    const { mistral, seen } = await startMistral(({ method }) =>
      method === 'POST' ? { status: 500 } : { json: limitAnswer() },
    )
    await mistral.spendLimit()
    await failureOf(mistral.setSpendLimit({ amount: 5 }))
    await mistral.spendLimit()
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET'])
  })
})
