import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createMistral } from '../../src/mistral/index.ts'
import { limitAnswer } from './support/answers.ts'
import { createJumpingClock } from './support/clock.ts'
import { failureOf, type Reply, startMistral, startUpstream, testKey, testKeyStart } from './support/upstream.ts'

describe('each failure is its own error', () => {
  const cases: [string, Reply, object][] = [
    ['401 is a refused key', { status: 401 }, { reason: 'keyRefused', status: 401 }],
    ['403 is a plan without the API', { status: 403 }, { reason: 'notEnterprise', status: 403 }],
    ['404 on a plain endpoint is a plan without the API', { status: 404 }, { reason: 'notEnterprise', status: 404 }],
    ['429 is a rate limit', { status: 429 }, { reason: 'rateLimited', status: 429 }],
    ['500 is a failure of Mistral', { status: 500 }, { reason: 'down', status: 500 }],
    ['503 is a failure of Mistral', { status: 503 }, { reason: 'down', status: 503 }],
    ['a cut connection is a failure of Mistral', (response) => response.destroy(), { reason: 'down' }],
    ['422 is a refused request', { status: 422 }, { reason: 'refused', status: 422 }],
    ['a page in HTML is not understood', { text: '<html>Welcome</html>' }, { reason: 'notUnderstood' }],
    ['an empty answer is not understood', { status: 204, text: '' }, { reason: 'notUnderstood' }],
    ['JSON of another shape is not understood', { json: { message: 'hello' } }, { reason: 'notUnderstood' }],
    [
      'a redirect is not understood',
      { status: 302, headers: { location: '/' } },
      { reason: 'notUnderstood', status: 302 },
    ],
  ]
  test.each(cases)('%s', async (_, reply, expected) => {
    const { mistral } = await startMistral(() => reply)
    expect(await failureOf(mistral.spendLimit())).toMatchObject({
      name: 'UpstreamError',
      service: 'mistral',
      call: 'GET /spend-limit',
      outcomeUnknown: false,
      ...expected,
    })
  })

  test('a server that is not there is down', async () => {
    const mistral = createMistral({ url: 'http://127.0.0.1:1', key: testKey, clock: createJumpingClock() })
    expect(await failureOf(mistral.spendLimit())).toMatchObject({ reason: 'down', status: undefined })
    await mistral.close()
  })

  test.each<[string, Reply]>([
    ['an answer that never begins', () => undefined],
    ['an answer that never ends', (response) => response.writeHead(200).write('{"limits":')],
  ])('%s is down when the time is over', async (_, reply) => {
    const { mistral } = await startMistral(() => reply, { timeoutMs: 60 })
    expect(await failureOf(mistral.spendLimit())).toMatchObject({ reason: 'down' })
  })

  test('an answer that trickles is bounded as a whole, not by chunk', async () => {
    const { mistral } = await startMistral(
      () => (response) => {
        const trickle = setInterval(() => response.write(' '), 20)
        response.on('close', () => clearInterval(trickle))
      },
      { timeoutMs: 100 },
    )
    expect(await failureOf(mistral.spendLimit())).toMatchObject({ reason: 'down' })
  })

  test('an answer without end in size is not understood', async () => {
    const megabyte = ' '.repeat(1024 * 1024)
    const { mistral, seen } = await startMistral(() => (response) => {
      response.write(JSON.stringify(limitAnswer()))
      let left = 65
      const writeOn = () => (left-- > 0 ? response.write(megabyte) : response.end())
      response.on('drain', writeOn)
      writeOn()
    })
    expect(await failureOf(mistral.spendLimit())).toMatchObject({ reason: 'notUnderstood' })
    expect(seen).toHaveLength(1)
  })
})

describe('the key', () => {
  test('does not follow a redirect to another host', async () => {
    const elsewhere = await startUpstream(() => ({ json: limitAnswer() }))
    const { mistral } = await startMistral(() => ({ status: 307, headers: { location: elsewhere.url } }))
    await failureOf(mistral.spendLimit())
    await failureOf(mistral.setSpendLimit({ amount: 5 }))
    expect(elsewhere.seen).toEqual([])
  })

  test.each<[string, Reply]>([
    ['a refusal', { status: 401, text: testKey }],
    ['an answer that quotes it', { text: `${testKey} is my favourite key` }],
    ['JSON that quotes it', { json: { limits: testKey, [testKey]: 1 } }],
    ['a cut connection', (response) => response.destroy()],
    ['silence', () => undefined],
  ])('is in no error, cause or log line after %s', async (_, reply) => {
    const lines: unknown[] = []
    const note = (facts: object, message: string) => void lines.push(facts, message)
    const log = { debug: note, info: note, warn: note }
    const { mistral } = await startMistral(() => reply, { log, timeoutMs: 60 })
    const errors = [await failureOf(mistral.spendLimit()), await failureOf(mistral.setSpendLimit({ amount: 5 }))]
    expect(errors[0]).toBeInstanceOf(Error)
    expect(lines.length).toBeGreaterThan(0)
    const everything = inspect([errors, lines, mistral.reach()], { depth: Infinity, showHidden: true })
    expect(everything).not.toContain(testKeyStart)
  })
})

describe('settings that cannot work are refused at once', () => {
  const create = (url: string, key = testKey) => createMistral({ url, key, clock: createJumpingClock() })

  test.each([
    'http://console.mistral.ai/api/admin',
    'ftp://127.0.0.1',
    'http://127.0.0.1.evil.example',
    'console.mistral.ai',
    'https://console.mistral.ai/?tenant=1',
    'https://console.mistral.ai/#admin',
    '',
  ])('the address %j', (url) => {
    expect(() => create(url)).toThrow('MISTRAL_ADMIN_API_URL')
  })

  test('an address with a password, which the message does not repeat', () => {
    const create1 = () => create('https://user:hunter2@console.mistral.ai')
    expect(create1).toThrow('MISTRAL_ADMIN_API_URL')
    expect(create1).not.toThrow('hunter2')
  })

  test.each(['', 'two words', 'line\nend', 'clé'])('the key %j, which the message does not repeat', (key) => {
    expect(() => create('https://console.mistral.ai/api/admin', key)).toThrow(
      /^MISTRAL_ADMIN_API_KEY is empty or holds/,
    )
  })

  test.each([
    'https://console.mistral.ai/api/admin',
    'http://localhost:4000',
    'http://127.0.0.1:4000/',
    'http://[::1]:4000',
  ])('the address %s is fine', async (url) => {
    await create(url).close()
  })
})
