import { describe, expect, test, vi } from 'vitest'
import type { MistralEvent } from '../../../src/sandbox/mistral/index.ts'
import { startMistral } from './support.ts'
import { listEntries, priceOf, sumEverything, usageAnswer } from './usage-sums.ts'

const bothHeaders = (key: string) => ({ 'x-api-key': key, authorization: `Bearer ${key}` })

describe('the key', () => {
  test.each([
    ['both', [200, 200, 200]],
    ['x-api-key', [200, 401, 401]],
    ['bearer', [401, 200, 401]],
  ] as const)('with accept %s: in x-api-key, as Bearer, in both', async (accept, statuses) => {
    const { get, mistral } = await startMistral()
    mistral.faults.accept = accept
    const ways = [
      { 'x-api-key': mistral.key },
      { authorization: `Bearer ${mistral.key}` },
      bothHeaders(mistral.key),
    ] as const
    const answers = await Promise.all(ways.map((headers) => get('/rate-limit', headers)))
    expect(answers.map(({ status }) => status)).toEqual(statuses)
  })

  test('that is wrong or missing is refused, and is in no journal', async () => {
    const { get, mistral } = await startMistral()
    expect((await get('/usage', { 'x-api-key': 'guess' })).status).toBe(401)
    expect((await get('/usage', {})).status).toBe(401)
    await get('/usage', bothHeaders(mistral.key))
    expect(mistral.requests.map(({ authHeaders }) => authHeaders)).toEqual([['x-api-key'], [], ['x-api-key', 'bearer']])
    expect(JSON.stringify(mistral.requests)).not.toMatch(/guess|sandbox-admin-key/)
  })
})

describe('faults', () => {
  test('fail answers as told, as often as told', async () => {
    const { get, mistral } = await startMistral()
    mistral.faults.fail(429, { path: '/usage', times: 1, retryAfterSeconds: 7, body: { message: 'slow down' } })
    const refused = await get('/usage')
    expect(refused).toMatchObject({ status: 429, body: { message: 'slow down' } })
    expect(refused.headers.get('retry-after')).toBe('7')
    expect((await get('/usage')).status).toBe(200)
  })

  test('fail strikes one method or every call', async () => {
    const { get, post, mistral } = await startMistral()
    mistral.faults.fail(503, { method: 'POST' })
    expect((await get('/spend-limit')).status).toBe(200)
    expect((await post('/spend-limit', { amount: 1 })).status).toBe(503)
    expect(mistral.organization.limit).toBe(45_000)
    mistral.faults.fail(500)
    expect((await get('/roles')).status).toBe(500)
    mistral.clearFaults()
    expect((await get('/roles')).status).toBe(200)
  })

  test('a path stands for everything below it, and for nothing beside it', async () => {
    const { get, mistral } = await startMistral()
    mistral.faults.fail(404, { path: '/analytics' })
    mistral.faults.fail(503, { path: '/user' })
    const path = '/analytics/lechat/usage/by_user_stats?start_time=1&end_time=2'
    expect([(await get(path)).status, (await get('/users')).status]).toEqual([404, 200])
  })

  test('delay keeps an answer back in real time', async () => {
    const { get, mistral } = await startMistral()
    mistral.faults.delay(60, '/usage')
    const started = performance.now()
    await get('/usage')
    expect(performance.now() - started).toBeGreaterThanOrEqual(55)
  })

  test('hang gives no answer at all', async () => {
    const { get, mistral } = await startMistral()
    mistral.faults.hang('/usage')
    const giveUp = new AbortController()
    const asked = fetch(`${mistral.url}/usage`, { headers: { 'x-api-key': mistral.key }, signal: giveUp.signal })
    const isAsked = () => expect(mistral.requests).toMatchObject([{ path: '/usage', status: null }])
    await vi.waitFor(isAsked, { timeout: 5_000 })
    // Others are answered meanwhile.
    expect((await get('/spend-limit')).status).toBe(200)
    expect(mistral.requests[0]).toMatchObject({ path: '/usage', status: null })
    giveUp.abort(new Error('nobody waits for ever'))
    await expect(asked).rejects.toThrow('nobody waits for ever')
  })

  test('loseAnswer lets the write stand and cuts the connection', async () => {
    const { get, post, mistral } = await startMistral()
    mistral.faults.loseAnswer('/spend-limit', 1)
    await expect(post('/spend-limit', { amount: 50_000 })).rejects.toThrow('fetch failed')
    expect((await get('/spend-limit')).body).toMatchObject({ limits: { completion: { usage_limit: 50_000 } } })
  })

  test('garbage is a 200 that is no JSON', async () => {
    const { get, mistral } = await startMistral()
    mistral.faults.garbage('/spend-limit')
    await expect(get('/spend-limit')).rejects.toThrow(SyntaxError)
  })

  test('redirect sends every call elsewhere', async () => {
    const { get, mistral } = await startMistral()
    mistral.faults.redirect('http://127.0.0.1:9/elsewhere')
    const answer = await get('/usage')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/elsewhere'])
  })

  test('a read-back that lags says the old limit for so long', async () => {
    const { get, post, mistral, clock } = await startMistral()
    mistral.faults.readBackLagMs = 20_000
    const limit = { limits: { completion: { usage_limit: 50_000 } } }
    expect((await post('/spend-limit', { amount: 50_000 })).body).toMatchObject(limit)
    expect((await get('/spend-limit')).body).not.toMatchObject(limit)
    clock.advance(20_000)
    expect((await get('/spend-limit')).body).toMatchObject(limit)
  })

  test('null numbers and no currency leave the rest as it is', async () => {
    const { get, mistral } = await startMistral()
    mistral.faults.nullNumbers = true
    mistral.faults.nullCurrency = true
    expect((await get('/spend-limit')).body).toMatchObject({
      limits: {
        completion: { usage: null, vibe_usage: null, usage_limit: null, monthly_limit_reached: false },
        currency: null,
      },
    })
    expect((await get('/usage')).body).toMatchObject({ currency: null, currency_symbol: null })
  })

  test('a category that nobody knows has entries and prices', async () => {
    const { get, mistral } = await startMistral()
    const before = sumEverything(usageAnswer.parse((await get('/usage')).body))
    mistral.faults.unknownCategory = true
    const answer = usageAnswer.parse((await get('/usage')).body)
    const { image_generation: unknown } = usageAnswer.extend({ image_generation: usageAnswer.shape.ocr }).parse(answer)
    const entries = Object.values(unknown.models).flatMap((groups) => Object.values(groups).flat())
    expect(entries.length).toBeGreaterThan(10)
    expect(entries.every((entry) => priceOf(answer, entry) === 0.035)).toBe(true)
    expect(sumEverything(answer)).toBe(before)
    expect(listEntries(answer)).not.toContain(entries[0])
  })
})

test('whatever is not offered is a 404 or a 405', async () => {
  const { get, post, mistral } = await startMistral()
  expect((await get('/scim/sync')).status).toBe(404)
  expect((await post('/usage', {})).status).toBe(405)
  const outside = await fetch(new URL('/usage', mistral.url), { headers: { 'x-api-key': mistral.key } })
  expect(outside.status).toBe(404)
})

test('the journal and the listeners see each request and each change', async () => {
  const { get, post, mistral } = await startMistral()
  const seen: string[] = []
  const stop = mistral.on((event: MistralEvent) => {
    seen.push(event.type === 'request' ? `${event.request.method} ${event.request.status}` : event.what)
  })
  await get('/workspaces?page=1')
  await post('/spend-limit', { amount: 46_000 })
  mistral.burn({ amount: 10 })
  stop()
  mistral.setCap('Sandbox', null)
  expect(seen).toEqual(['GET 200', 'limit', 'POST 200', 'use'])
  expect(mistral.requests).toMatchObject([
    { method: 'GET', path: '/workspaces', query: { page: '1' }, status: 200, body: undefined },
    { method: 'POST', path: '/spend-limit', query: {}, status: 200, body: { amount: 46_000 } },
  ])
})
