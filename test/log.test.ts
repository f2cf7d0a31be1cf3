import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Conflict, InvalidInput, NotAllowed, NotFound, UpstreamError } from '../src/domain/errors.ts'
import type { LogFacts } from '../src/domain/log.ts'
import { runAsRequest } from '../src/domain/request.ts'
import { createLog } from '../src/log.ts'
import { DatabaseUnavailable } from '../src/storage/errors.ts'

function open(secrets: readonly string[] = []) {
  const lines: string[] = []
  return { lines, log: createLog('debug', secrets, (line) => lines.push(line)) }
}

const letters = (alphabet: string, most: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: 4, maxLength: most }).map((list) => list.join(''))
const capital = letters('abcdefghijklmnopqrstuvwxyz', 9).map((word) => `${word[0]!.toUpperCase()}${word.slice(1)}zq`)
/** What must never stand in a log: each kind as it would come along. */
const hidden = fc.oneof(
  fc.tuple(capital, capital).map(([first, last]) => `${first} ${last}`),
  fc.constantFrom('Zoë Åkesson-Quist', 'Иванова Мария', '山田太郎様', 'O’Neill-Zürich'),
  capital.map((name) => `${name.toLowerCase()}.qz@northwind.example`),
  fc.integer({ min: 10_000, max: 9_999_999 }).map((amount) => `€${amount.toLocaleString('en')}.37`),
  fc.integer({ min: 10_000, max: 9_999_999 }).map((amount) => `${amount}.37 EUR`),
  letters('abcdefghijklmnopqrstuvwxyz0123456789', 40).map((text) => `xoxb-1234-${text}`),
  letters('abcdefghijklmnopqrstuvwxyz0123456789', 40).map((text) => `Sk${text}9Q`),
  letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 9).map((text) => `U0${text}7`),
)

/** Errors as libraries and we make them, with the text wherever one could hang. */
const shapes: readonly ((text: string) => unknown)[] = [
  (text) => new Error(text),
  (text) => new TypeError(`cannot read ${text}`, { cause: new Error(text) }),
  (text) => new AggregateError([new Error(text), text, { text }], text),
  (text) => Object.assign(new Error('refused'), { code: text, errno: text, syscall: text, address: text }),
  (text) =>
    Object.assign(new Error('refused'), {
      request: { headers: { authorization: text } },
      response: text,
      data: { error: text },
    }),
  (text) => Object.assign(new Error('x'), { name: text }),
  (text) => Object.assign(new Error('x'), { stack: `Error: ${text}\n    at ${text} (${text}:1:1)\n${text}` }),
  (text) => new Error(`x\n    at ${text} (${process.cwd()}/src/${text}.ts:1:1)`),
  (text) => new Error('x', { cause: { deep: [text] } }),
  (text) => new Error('x', { cause: new Error('y', { cause: new Error(text, { cause: text }) }) }),
  (text) => text,
  (text) => ({ message: text, toString: () => text, toJSON: () => text }),
  (text) => [text],
  (text) => Object.assign(() => text, { message: text }),
  (text) => new UpstreamError('slack', 'refused', text, { code: text, neededScope: text, cause: new Error(text) }),
  (text) => new InvalidInput(text, text, [text], text),
  (text) => new NotFound(text, text, [text]),
  (text) => new NotAllowed(text, { [text]: text }),
  (text) => new Conflict(text),
  (text) => new DatabaseUnavailable('DATABASE_URL', text, { cause: new Error(text) }),
  (text) =>
    Object.assign(new Error('pg'), {
      severity: 'ERROR',
      code: text,
      detail: text,
      hint: text,
      where: text,
      table: text,
    }),
  (text) => new SyntaxError(`Unexpected token in JSON: {"name":"${text}"}`),
  (text) =>
    Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error(text)
      },
    }),
  (text) => new Proxy(new Error('x'), { get: () => text }),
]

/** The whole, and each longer word of it. */
const partsOf = (text: string): string[] => [text, ...text.split(/[\s@.]+/).filter((part) => part.length >= 6)]

describe('no line holds what somebody is called, what something costs, or a key', () => {
  test('whatever error is thrown, and wherever in it they stand', () => {
    fc.assert(
      fc.property(hidden, fc.constantFrom(...shapes), (text, shape) => {
        const { lines, log } = open()
        log.error({ error: shape(text) }, 'a job failed')
        expect(lines).toHaveLength(1)
        for (const part of partsOf(text)) expect(lines[0]).not.toContain(part)
      }),
      { numRuns: 600 },
    )
  })

  test('whichever fact they are passed as, declared or not', () => {
    const facts = [
      'reason',
      'call',
      'code',
      'command',
      'kind',
      'key',
      'scope',
      'month',
      'route',
      'version',
      'status',
      'port',
      'who',
      'amount',
      'request',
    ]
    fc.assert(
      fc.property(hidden, fc.constantFrom(...facts), (text, name) => {
        const { lines, log } = open()
        log.info({ [name]: text } as LogFacts, 'answered')
        for (const part of partsOf(text)) expect(lines[0]).not.toContain(part)
      }),
      { numRuns: 400 },
    )
  })

  test('nor a secret of the settings that has the shape of a word', () => {
    const { lines, log } = open(['swordfish'])
    log.warn({ kind: 'swordfish' }, 'a job failed')
    expect(lines[0]).toContain('"kind":"[secret]"')
  })
})

test('an error is told by its kind, its codes, its places in the code, and its causes', () => {
  const { lines, log } = open()
  const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1'), { code: 'ECONNREFUSED' })
  log.error({ error: new UpstreamError('mistral', 'down', 'GET /usage', { status: 503, cause }) }, 'a job failed')
  const { error, msg } = JSON.parse(lines[0] ?? '{}')
  expect(msg).toBe('a job failed')
  expect(error).toMatchObject({
    name: 'UpstreamError',
    service: 'mistral',
    reason: 'down',
    call: 'GET /usage',
    status: 503,
  })
  expect(error.cause).toMatchObject({ name: 'Error', code: 'ECONNREFUSED' })
  expect(error.at[0]).toMatch(/^test\/log\.test\.ts:\d+:\d+$/)
})

test('each line names the request that it belongs to, also after what it waited for', async () => {
  const { lines, log } = open()
  log.info({}, 'ready')
  await Promise.all(
    ['0000000a', '0000000b'].map((id) =>
      runAsRequest(id, async () => {
        await new Promise((resolve) => setImmediate(resolve))
        log.info({ kind: 'limits.apply' }, 'a job begins')
      }),
    ),
  )
  expect(lines.map((line) => JSON.parse(line).request)).toEqual([undefined, '0000000a', '0000000b'])
})
