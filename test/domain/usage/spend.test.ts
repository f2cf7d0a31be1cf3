import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { computeSpend, groupSpend, splitTop } from '../../../src/domain/usage/spend.ts'
import type { Month, UsageMonth } from '../../../src/domain/usage/usage.ts'
import type { CountedUsage, Price, UsageEntry } from '../../../src/mistral/pricing/counted-usage.ts'
import { priceUsage } from '../../../src/mistral/pricing/price-usage.ts'

const open = { metric: 'large', group: 'input', eventType: null, zone: null, tier: null }
const use = (of: Partial<UsageEntry> = {}): UsageEntry => {
  const billed = of.billed ?? 1000
  return { category: 'completion', model: 'large-latest', day: '2026-11-18', consumed: billed, ...open, ...of, billed }
}
const price = (amount: string, of: Partial<Price> = {}): Price => ({ ...open, ...of, price: Decimal.of(amount) })
const month = (of: Partial<CountedUsage> = {}): UsageMonth =>
  priceUsage({
    ...{ month: '2026-11', entries: [], prices: [price('0.002')], currency: 'EUR', vibeUsage: null, unreadable: {} },
    ...of,
  })
const november = { from: '2026-11-01', to: '2026-11-30' } as const
const spend = (of: Partial<CountedUsage>, range: Parameters<typeof computeSpend>[1] = november) =>
  computeSpend([month(of)], range)

describe('an amount', () => {
  test('is the units that are billed times their price, while the units shown are those consumed', () => {
    const { lines, total } = spend({ entries: [use({ billed: 600, consumed: 1000 })] })
    expect(total.toString()).toBe('1.2')
    expect(lines).toEqual([expect.objectContaining({ group: 'input', day: '2026-11-18', units: 1000 })])
  })

  test('takes a price in scientific notation at its word', () => {
    expect(spend({ entries: [use({ billed: 2482 })], prices: [price('8.50E-8')] }).total.toString()).toBe('0.00021097')
  })

  test('takes the price of its own event type, zone and tier', () => {
    const of = (eventType: string, zone: string, tier: string) => ({ eventType, zone, tier })
    const prices = [
      price('1', of('api_tokens', 'eu', 'standard')),
      price('2', of('batch_tokens', 'eu', 'standard')),
      price('4', of('api_tokens', 'us', 'standard')),
      price('8', of('api_tokens', 'eu', 'flex')),
    ]
    const entries = prices.map(({ eventType, zone, tier }, index) =>
      use({ eventType, zone, tier, billed: 10 ** (index * 2) }),
    )
    expect(spend({ entries, prices }).total.toString()).toBe('8040201')
  })

  test('is lowered by a correction', () => {
    const entries = [use({ billed: 1000 }), use({ billed: -250 }), use({ billed: -5000, day: '2026-11-19' })]
    const { total, lines } = spend({ entries })
    expect(total.toString()).toBe('-8.5')
    expect(lines.map(({ amount }) => amount.toString())).toEqual(['1.5', '-10'])
  })

  test('stays exact beyond what doubles can count, and for parts of units', () => {
    const many = Array.from({ length: 3 }, () => use({ billed: Number.MAX_SAFE_INTEGER }))
    expect(spend({ entries: many, prices: [price('1')] }).total.toString()).toBe('27021597764222973')
    const parts = Array.from({ length: 10 }, () => use({ billed: 0.1 }))
    expect(spend({ entries: parts, prices: [price('1')] }).total.toString()).toBe('1')
  })
})

describe('units without a price', () => {
  test('are reported by category and model, and not counted', () => {
    const entries = [
      use(),
      use({ category: 'ocr', model: 'ocr-latest', metric: 'pages', billed: 3000 }),
      use({ category: 'ocr', model: 'ocr-latest', metric: 'pages', billed: 100, day: '2026-11-19' }),
      use({ category: 'audio', model: 'voxtral', metric: 'seconds', billed: 0.1 }),
      use({ category: 'audio', model: 'voxtral', metric: 'seconds', billed: 0.2, group: 'output' }),
    ]
    const { total, unpriced } = spend({ entries })
    expect(total.toString()).toBe('2')
    expect(unpriced).toEqual([
      { category: 'ocr', model: 'ocr-latest', units: 3100 },
      { category: 'audio', model: 'voxtral', units: 0.3 },
    ])
  })

  test('that are not billed either are free, and their use still shows', () => {
    const { unpriced, lines, total } = spend({ entries: [use({ metric: 'gift', billed: 0, consumed: 700 })] })
    expect(unpriced).toEqual([])
    expect(total.isZero).toBe(true)
    expect(lines).toEqual([expect.objectContaining({ units: 700 })])
  })

  test('that a correction takes back are not reported', () => {
    const entries = [use({ metric: 'x', billed: 5 }), use({ metric: 'x', billed: -5, day: '2026-11-19' })]
    expect(spend({ entries }).unpriced).toEqual([])
  })
})

describe('the currency', () => {
  const entries = [use()]

  test('is what Mistral names, and null where it names none', () => {
    expect(spend({ entries })).toMatchObject({ currency: 'EUR', hasMixedCurrencies: false })
    expect(spend({ entries, currency: null })).toMatchObject({ currency: null, hasMixedCurrencies: false })
  })

  test('is known although nothing was used, and although all of it was Vibe', () => {
    expect(spend({}).currency).toBe('EUR')
    expect(spend({ vibeUsage: Decimal.of(5) }).currency).toBe('EUR')
  })

  test.each(['USD', null])('is mixed when October was in %s', (currency) => {
    const october = month({ month: '2026-10', entries: [use({ day: '2026-10-02' })], currency })
    expect(computeSpend([october, month({ entries })], { from: '2026-10-01', to: '2026-11-30' })).toMatchObject({
      currency: null,
      hasMixedCurrencies: true,
    })
  })

  test('is mixed by a month of Vibe alone as well', () => {
    const october = month({ month: '2026-10', vibeUsage: Decimal.of(5), currency: 'USD' })
    const range = { from: '2026-10-01', to: '2026-11-30' } as const
    expect(computeSpend([october, month({ entries })], range).hasMixedCurrencies).toBe(true)
  })

  test('is not mixed by a month in which nothing was used', () => {
    const october = month({ month: '2026-10', currency: null })
    expect(computeSpend([october, month({ entries })], { from: '2026-10-01', to: '2026-11-30' })).toMatchObject({
      currency: 'EUR',
      hasMixedCurrencies: false,
    })
  })
})

describe('Vibe’s amount in the oldest dialect', () => {
  test('is added as a line of its own', () => {
    const { total, lines, hasUsage } = spend({ vibeUsage: Decimal.of('12.34') })
    expect(total.toString()).toBe('12.34')
    expect(lines).toMatchObject([{ category: 'vibe_usage', model: 'vibe', day: null }])
    expect(hasUsage).toBe(true)
  })

  test('is not counted twice where Vibe’s units are told as well', () => {
    const entries = [use({ category: 'vibe_code.completion' })]
    expect(spend({ entries, vibeUsage: Decimal.of('12.34') }).total.toString()).toBe('2')
  })

  test('of zero, or none, says nothing', () => {
    expect(spend({ vibeUsage: Decimal.zero })).toMatchObject({ lines: [], hasUsage: false })
    expect(spend({ vibeUsage: null })).toMatchObject({ lines: [], hasUsage: false })
  })
})

describe('a part of a month', () => {
  const entries = [
    use({ day: '2026-11-14' }),
    use({ day: '2026-11-15' }),
    use({ day: '2026-11-20' }),
    use({ day: '2026-11-21' }),
    use({ day: null, billed: 500 }),
  ]
  const vibeUsage = Decimal.of(3)

  test('holds its days, both ends included, and leaves out what has no day', () => {
    const { total, leftOut, lines } = spend({ entries, vibeUsage }, { from: '2026-11-15', to: '2026-11-20' })
    expect(total.toString()).toBe('4')
    expect(leftOut.map(({ amount }) => amount.toString())).toEqual(['4'])
    expect(lines.map(({ day }) => day)).toEqual(['2026-11-15', '2026-11-20'])
  })

  test('that runs from the 1st to now holds what has no day', () => {
    const range = { from: '2026-11-01', to: '2026-11-20', isRunning: true } as const
    const { total, leftOut } = spend({ entries, vibeUsage }, range)
    expect(total.toString()).toBe('10')
    expect(leftOut).toEqual([])
  })

  test('that runs to now, but not from the 1st, does not', () => {
    const range = { from: '2026-11-02', to: '2026-11-20', isRunning: true } as const
    expect(spend({ entries, vibeUsage }, range).leftOut.map(({ amount }) => amount.toString())).toEqual(['4'])
  })

  test('beside whole months leaves out its own amounts alone', () => {
    const months = (['2026-09', '2026-10', '2026-11'] satisfies Month[]).map((name) =>
      month({ month: name, entries: [use({ day: null })] }),
    )
    const { total, leftOut } = computeSpend(months, { from: '2026-09-15', to: '2026-11-30' })
    expect([total, ...leftOut.map(({ amount }) => amount)].map(String)).toEqual(['4', '2'])
  })
})

test('no use at all is told apart from use that costs nothing', () => {
  expect(spend({}).hasUsage).toBe(false)
  expect(spend({ entries: [use()], prices: [price('0')] })).toMatchObject({ hasUsage: true, total: { isZero: true } })
})

test('what could not be read is counted by category over all months', () => {
  const months = [month({ unreadable: { ocr: 2 } }), month({ unreadable: { ocr: 1, ['__proto__']: 4 } })]
  const { unreadable } = computeSpend(months, november)
  expect(Object.entries(unreadable)).toEqual([
    ['ocr', 3],
    ['__proto__', 4],
  ])
})

describe('a ranking', () => {
  const rows = (...amounts: number[]) =>
    amounts.map((amount, index) => ({ name: String.fromCharCode(97 + index), amount: Decimal.of(amount) }))

  test('puts the largest first, and equal ones by name', () => {
    const entries = [
      use({ model: 'b', day: '2026-11-01' }),
      use({ model: 'a', day: '2026-11-02' }),
      use({ model: 'c', day: '2026-11-03' }),
      use({ model: 'c', day: '2026-11-04' }),
    ]
    const names = groupSpend(spend({ entries }).lines, ({ model }) => model).map(({ name }) => name)
    expect(names).toEqual(['c', 'a', 'b'])
  })

  test('sums all behind the top as “other”', () => {
    const { top, other, otherCount } = splitTop(rows(9, 8, 7, 6, 5, 4, 3), 5)
    expect(top.map(({ name }) => name).join('')).toBe('abcde')
    expect([other.toString(), otherCount]).toEqual(['7', 2])
  })

  test('names a single row behind the top instead', () => {
    expect(splitTop(rows(9, 8, 7), 2)).toMatchObject({ top: { length: 3 }, otherCount: 0, other: { isZero: true } })
    expect(splitTop(rows(9), 5)).toMatchObject({ top: { length: 1 }, otherCount: 0 })
  })
})
