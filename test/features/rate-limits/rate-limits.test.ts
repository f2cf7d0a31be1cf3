import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RateLimit } from '../../../src/domain/limit/rate-limit.ts'
import type { UsageMonth } from '../../../src/domain/usage/usage.ts'
import { drawRateLimits } from '../../../src/features/rate-limits/chart.ts'
import { type RateLimitsReport, reportRateLimits } from '../../../src/features/rate-limits/report.ts'
import { renderRateLimits } from '../../../src/features/rate-limits/view.ts'
import type { UsageEntry } from '../../../src/mistral/pricing/counted-usage.ts'
import { priceUsage } from '../../../src/mistral/pricing/price-usage.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')

const entry = (model: string, metric: string, consumed: number, change: Partial<UsageEntry> = {}): UsageEntry => ({
  category: 'completion',
  model,
  metric,
  group: 'input',
  day: '2026-11-17',
  eventType: 'api_tokens',
  zone: null,
  tier: null,
  billed: consumed,
  consumed,
  ...change,
})

const usageOf = (entries: readonly UsageEntry[], unreadable = {}): UsageMonth =>
  priceUsage({
    month: '2026-11',
    entries,
    prices: [],
    currency: 'EUR',
    vibeUsage: null,
    unreadable,
  })

const limit = (model: string, tokensPerMonth: number | null = 1_000_000_000, tokensPerMinute: number | null = 2e6) => ({
  model,
  tokensPerMonth,
  tokensPerMinute,
})

function report(
  models: RateLimit['models'],
  usage: UsageMonth | undefined,
  { search = '', requestsPerSecond = 20 as number | null } = {},
): RateLimitsReport {
  const limits = { requestsPerSecond, models }
  return reportRateLimits({ limits, usage, month: '2026-11', fetchedAt: now, now }, search)
}

const three = [limit('mistral-large-2512'), limit('codestral-latest', 5e9), limit('ministral-8b-2410')]
const used = usageOf([
  entry('mistral-large-latest', 'mistral-large-2512', 400_000_000),
  entry('mistral-large-latest', 'mistral-large-2512', 450_000_000, { group: 'output' }),
  entry('mistral-large-latest', 'mistral-large-2411', 999_000_000),
  entry('codestral-latest', 'codestral-2508', 1_250_000_000, { group: 'cached' }),
  entry('codestral-latest', 'codestral-2508', 7_000_000_000, { category: 'vibe_code.completion' }),
])

describe('rate-limits', () => {
  test('says what is nearest to its limit, and the limits of each model', () => {
    expect(sketch(renderRateLimits(report(three, used), reader()))).toMatchSnapshot()
  })

  test('finds a model by either name', () => {
    expect(sketch(renderRateLimits(report(three, used, { search: 'Mistral LARGE' }), reader()))).toMatchSnapshot()
    expect(report(three, used, { search: 'stral' }).rows).toHaveLength(3)
    expect(() => report(three, used, { search: 'gpt' })).toThrow('no such model')
  })

  test('in French', () => {
    const french = reader({ language: 'fr', locale: 'fr-FR' })
    expect(sketch(renderRateLimits(report(three, used), french))).toMatchSnapshot()
  })

  test('says when a model’s tokens are used up', () => {
    const all = usageOf([entry('a', 'a', 1_000_000_000)])
    expect(sketch(renderRateLimits(report([limit('a')], all), reader()))).toMatch(
      /^\nlock screen: a has used all of its tokens for the month[\s\S]*⚠ \*a\*: 1bn of 1bn tokens this month \(100%\)/,
    )
  })

  test('says what Mistral does not state, and what cannot be known right now', () => {
    const bare = report([limit('a', null, null)], undefined, { requestsPerSecond: null })
    expect(sketch(renderRateLimits(bare, reader()))).toMatchSnapshot()
    expect(sketch(renderRateLimits(report([], used), reader()))).toMatchSnapshot()
    const partly = report(three, { ...used, unreadable: { completion: 3 } })
    expect(sketch(renderRateLimits(partly, reader()))).toContain('3 rows that I could not read')
    expect(sketch(renderRateLimits('notOffered', reader()))).toMatchSnapshot()
  })

  test('keeps sixty models short, and takes hostile names', () => {
    const sixty = Array.from({ length: 60 }, (_, index) => limit(`<!here> *model* ${index} ${'x'.repeat(200)}`))
    const shown = sketch(renderRateLimits(report(sixty, used), reader()))
    expect(shown).toContain('48 more: search with `/mistral rate-limits large`')
  })

  test('draws the nearest to its limit first, and nothing for one model', () => {
    const [panel] = drawRateLimits(report(three, used), reader())?.panels ?? []
    expect(panel?.kind === 'ranking' && panel.rows.map(({ name, value }) => [name, value])).toEqual([
      ['mistral-large-2512', 0.85],
      ['codestral-latest', 0.25],
    ])
    expect(drawRateLimits(report(three.slice(0, 1), used), reader())).toBeUndefined()
    expect(drawRateLimits(report(three, undefined), reader())).toBeUndefined()
  })
})

test('the tokens of a model are all that usage counts under either of its names', () => {
  const anyEntry = fc.record({
    model: fc.constantFrom('a', 'b', 'c'),
    metric: fc.constantFrom('a', 'b', 'b-1'),
    group: fc.constantFrom('input', 'output', 'cached', 'pages'),
    category: fc.constantFrom('completion', 'chat', 'ocr'),
    consumed: fc.integer({ min: 0, max: 1e9 }),
  })
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 50 }), (drawn) => {
      const entries = drawn.map(({ model, metric, consumed, ...rest }) => entry(model, metric, consumed, rest))
      const { rows } = report(
        ['a', 'b', 'b-1'].map((name) => limit(name)),
        usageOf(entries),
      )
      for (const { model, used: tokens = 0 } of rows) {
        const expected = drawn
          .filter(
            (one) =>
              [one.model, one.metric].some((name) => name === model) && one.group !== 'pages' && one.category !== 'ocr',
          )
          .reduce((sum, { consumed }) => sum + consumed, 0)
        expect(tokens).toBe(expected)
      }
    }),
  )
})
