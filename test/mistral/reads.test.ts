import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { readUsage } from '../../src/mistral/answers/usage.ts'
import { priceUsage } from '../../src/mistral/pricing/price-usage.ts'
import { limitAnswer, usageAnswer, usageEntry } from './support/answers.ts'
import { startMistral } from './support/upstream.ts'

test('a month of usage arrives as priced lines', async () => {
  const { mistral } = await startMistral(() => ({ json: usageAnswer() }))
  const { value } = await mistral.usage({ month: '2026-11' })
  expect(value).toMatchObject({ month: '2026-11', currency: 'EUR', unreadable: {} })
  expect(value.lines).toMatchObject([{ model: 'mistral-small-latest', day: '2026-11-17', units: 2482 }])
  expect(value.lines.map(({ amount }) => String(amount))).toEqual(['0.000204'])
})

describe('an answer of several MB, which is read in a thread of its own', () => {
  const input = Array.from({ length: 8_000 }, () => usageEntry())
  const large = usageAnswer({ completion: { models: { 'small::small-2506': { input } } } })
  const pages = input.map((entry) => ({ ...entry, billing_metric: 'mistral-ocr-2506' }))
  const unpriced = usageAnswer({ ocr: { models: { 'ocr::ocr-2506': { pages } } } })

  test('says the same as one that is read at once', async () => {
    const { mistral } = await startMistral(() => ({ json: large }))
    const { value } = await mistral.usage({ month: '2026-11' })
    expect(JSON.stringify(large).length).toBeGreaterThan(1024 * 1024)
    expect(value).toEqual(priceUsage(readUsage(large, '2026-11')))
    expect(value.lines[0]?.amount.plus(Decimal.zero).toString()).toBe('1.632')
  })

  test('keeps what has no price', async () => {
    const { mistral } = await startMistral(() => ({ json: unpriced }))
    const { value } = await mistral.usage({ month: '2026-11' })
    expect(value.unpriced.map(({ units }) => units.toNumber())).toEqual([2400 * 8_000])
  })

  test.each([
    ['is no usage', JSON.stringify({ message: 'x'.repeat(1024 * 1024) })],
    ['is no JSON', `{"completion": ${'x'.repeat(1024 * 1024)}`],
  ])('that %s fails as a small one does, quotes nothing, and the next one is read', async (_, text) => {
    const answers = [{ text }, { json: large }]
    const { mistral } = await startMistral(() => answers.shift() ?? {})
    const failed = await mistral.usage({ month: '2026-11' }).catch((error: unknown) => error)
    expect(failed).toMatchObject({ reason: 'notUnderstood' })
    expect(inspect(failed, { depth: 9 })).not.toContain('xxxx')
    expect((await mistral.usage({ month: '2026-11' })).value.lines).toHaveLength(1)
  })
})

test('Workspaces of all pages arrive with their caps', async () => {
  const { mistral, seen } = await startMistral(({ query }) => ({
    json: {
      items:
        query.page === '1'
          ? [
              { uuid: 'w1', name: 'Support', is_default: true, members_count: 4, spend_limit: null },
              { uuid: 'w2', name: 'R&D', spend_limit: { value: '900.50', currency: 'EUR', no_monthly_limit: false } },
            ]
          : [{ uuid: 'w3', name: 'Free', spend_limit: { value: 1, currency: 'EUR', no_monthly_limit: true } }],
      total: 3,
    },
  }))
  const { value } = await mistral.workspaces()
  expect(
    value.map(({ name, cap, capCurrency, isDefault }) => [name, cap && String(cap), capCurrency, isDefault]),
  ).toEqual([
    ['Support', null, null, true],
    ['R&D', '900.5', 'EUR', false],
    ['Free', null, 'EUR', false],
  ])
  expect(seen).toHaveLength(2)
})

test('rate limits arrive by model', async () => {
  const { mistral } = await startMistral(() => ({
    json: { requests_per_second: 6, tokens_limits_by_model: { large: { tokens_per_minute: 5 }, odd: 'text' } },
  }))
  expect((await mistral.rateLimit()).value).toEqual({
    requestsPerSecond: 6,
    models: [
      { model: 'large', tokensPerMinute: 5, tokensPerMonth: null },
      { model: 'odd', tokensPerMinute: null, tokensPerMonth: null },
    ],
  })
})

test('what the process has learned of Mistral can be told without asking', async () => {
  const { mistral, seen, clock, url } = await startMistral(({ path }) =>
    path === '/usage' ? { status: 400 } : { json: limitAnswer() },
  )
  expect(mistral.reach()).toEqual({ host: new URL(url).host, authMode: null, analytics: {}, calls: {} })
  await mistral.spendLimit()
  const succeededAt = clock.now()
  clock.advance(1000)
  await mistral.usage({ month: '2026-11' }).catch(() => undefined)
  expect(mistral.reach()).toMatchObject({
    authMode: 'both',
    calls: {
      spendLimit: { lastSuccess: succeededAt, lastFailure: null },
      usage: { lastSuccess: null, lastFailure: { reason: 'refused', at: clock.now() } },
    },
  })
  expect(seen).toHaveLength(2)
})
