import { expect, test } from 'vitest'
import { limitAnswer, usageAnswer } from './support/answers.ts'
import { startMistral } from './support/upstream.ts'

test('a month of usage arrives flat and typed', async () => {
  const { mistral } = await startMistral(() => ({ json: usageAnswer() }))
  const { value } = await mistral.usage({ month: '2026-11' })
  expect(value).toMatchObject({ month: '2026-11', currency: 'EUR', unreadable: {} })
  expect(value.entries).toMatchObject([{ model: 'mistral-small-latest', billed: 2400, consumed: 2482 }])
  expect(value.prices.map(({ price }) => String(price))).toEqual(['0.000000085'])
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
