import { describe, expect, test } from 'vitest'
import { readUsage } from '../../../src/mistral/answers/usage.ts'
import { usageAnswer, usageEntry } from '../support/answers.ts'

const read = (more: Record<string, unknown>) => readUsage(usageAnswer(more), '2026-11')
const models = (...entries: unknown[]) => ({ models: { 'small::small-2506': { input: entries } } })
/** One entry alone, in the category of the answer that has it by default. */
const readEntry = (more: Record<string, unknown>) => read({ completion: models(usageEntry(more)) })

describe('an entry', () => {
  test('keeps what bills it and what shows it', () => {
    const full = { api_zone: 'eu', service_tier: 'priority' }
    expect(readEntry(full).entries).toEqual([
      {
        category: 'completion',
        model: 'small',
        group: 'input',
        day: '2026-11-17',
        metric: 'mistral-small-2506',
        eventType: 'api_tokens',
        zone: 'eu',
        tier: 'priority',
        billed: 2400,
        consumed: 2482,
      },
    ])
  })

  test.each([
    ['paid units where they are said', { value: 10, value_paid: 4 }, 4, 10],
    ['no units where none are paid', { value: 10, value_paid: 0 }, 0, 10],
    ['all units where nothing is said of paid ones', { value: 10, value_paid: null }, 10, 10],
    ['paid units alone', { value: null, value_paid: 4 }, 4, 4],
  ])('bills %s', (_, units, billed, consumed) => {
    expect(readEntry(units).entries).toMatchObject([{ billed, consumed }])
  })

  test.each([
    ['a day', '2026-11-24', '2026-11-24'],
    ['a moment late in another zone', '2026-11-24T23:30:00-05:00', '2026-11-24'],
    ['no day', undefined, null],
    ['a word', 'yesterday', null],
    ['a number', 42, null],
    ['a day that no month has', '2026-11-40', null],
  ])('with %s keeps its units', (_, timestamp, day) => {
    expect(readEntry({ timestamp }).entries).toMatchObject([{ day, billed: 2400 }])
  })

  test('without a metric keeps its units, which no price can match', () => {
    expect(readEntry({ billing_metric: undefined }).entries).toMatchObject([{ metric: '', billed: 2400 }])
  })

  test('is billed by its own group before that of its list', () => {
    expect(readEntry({ billing_group: 'cached' }).entries).toMatchObject([{ group: 'cached' }])
    expect(readEntry({ billing_group: null }).entries).toMatchObject([{ group: 'input' }])
  })

  test.each<[string, unknown]>([
    ['units in words', usageEntry({ value: 'many' })],
    ['paid units in words', usageEntry({ value_paid: 'many' })],
    ['units beyond all numbers', usageEntry(JSON.parse('{"value":1e999}'))],
    ['no units at all', usageEntry({ value: null, value_paid: null })],
    ['a metric that is no text', usageEntry({ billing_metric: 5 })],
    ['a group that is no text', usageEntry({ billing_group: {} })],
    ['null', null],
    ['a list', []],
    ['a number', 5],
  ])('with %s is counted as unreadable, and the others are kept', (_, entry) => {
    const { entries, unreadable } = read({ ocr: models(entry, usageEntry()) })
    expect(unreadable).toEqual({ ocr: 1 })
    expect(entries.filter(({ category }) => category === 'ocr')).toHaveLength(1)
  })
})

describe('categories', () => {
  const categories = (more: Record<string, unknown>) =>
    read({ completion: null, ...more }).entries.map(({ category, model, group }) => `${category} ${model} ${group}`)

  test('may nest', () => {
    const nested = { pages: models(usageEntry()), tokens: models(usageEntry()) }
    expect(categories({ libraries_api: nested, vibe_code: { completion: models(usageEntry()) } })).toEqual([
      'libraries_api.pages small input',
      'libraries_api.tokens small input',
      'vibe_code.completion small input',
    ])
  })

  test('may be new', () => {
    expect(categories({ telepathy: models(usageEntry()), future: { deep: { deeper: models(usageEntry()) } } })).toEqual(
      ['telepathy small input', 'future.deep.deeper small input'],
    )
  })

  test('of training hold models without that word', () => {
    const training = { 'small::ft-1': { input: [usageEntry()] }, empty: {} }
    expect(categories({ fine_tuning: { training, storage: {} } })).toEqual(['fine_tuning.training small input'])
  })

  test('of storage hold a number for each model, without a day', () => {
    const { entries, unreadable } = read({ completion: {}, fine_tuning: { storage: { 'small::ft-1': 12, odd: 'x' } } })
    expect(entries).toMatchObject([{ category: 'fine_tuning.storage', model: 'small', day: null, billed: 12 }])
    expect(unreadable).toEqual({ 'fine_tuning.storage': 1 })
  })

  test.each([{ models: 5 }, { models: { small: 5 } }, { models: { small: { input: 5 } } }])(
    'that are broken (%j) are counted and hide nothing else',
    (broken) => {
      const { entries, unreadable } = read({ ocr: broken })
      expect(unreadable).toEqual({ ocr: 1 })
      expect(entries).toHaveLength(1)
    },
  )

  test('that nest beyond reason are counted', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}{}${'}'.repeat(5000)}`)
    expect(Object.values(read({ strange: deep }).unreadable)).toEqual([1])
  })

  test('stand beside other things', () => {
    const others = { date: '2026-11-18', previous_month: null, currency_symbol: '€', totals: { net: 5 }, tags: ['x'] }
    expect(read(others)).toMatchObject({ entries: [{ category: 'completion' }], unreadable: {} })
  })

  test.each([[{}], [{ message: 'hello' }], [{ currency: 'EUR', prices: [] }], [[]], [null], ['text'], [5]])(
    'are missing from %j, which is no usage at all',
    (answer) => {
      expect(() => readUsage(answer, '2026-11')).toThrow()
    },
  )

  test('without an entry are a month without use', () => {
    expect(readUsage({ completion: { models: {} } }, '2026-11')).toEqual({
      month: '2026-11',
      entries: [],
      prices: [],
      currency: null,
      vibeUsage: null,
      unreadable: {},
    })
  })
})

describe('prices', () => {
  const price = (amount: unknown, more = {}) => ({
    billing_metric: 'm',
    billing_group: 'input',
    price: amount,
    ...more,
  })
  const amounts = (prices: unknown) => read({ prices }).prices.map(({ price }) => String(price))

  test.each([
    ['8.50E-8', '0.000000085'],
    [8.5e-8, '0.000000085'],
    ['0.1', '0.1'],
    [0, '0'],
  ])('of %j are exact', (written, amount) => {
    expect(amounts([price(written)])).toEqual([amount])
  })

  test.each([['free'], [null], [undefined], [{}], [''], ['9'.repeat(100_000)], [Number.NaN]])(
    'that cannot be read are left out, so that their units show as unpriced (%#)',
    (written) => {
      expect(amounts([price(written), price(1)])).toEqual(['1'])
    },
  )

  test('without a metric are left out', () => {
    expect(amounts([price(1, { billing_metric: null }), null, 'x'])).toEqual([])
  })

  test.each([null, undefined, 'none', {}])('may be missing altogether (%j)', (prices) => {
    expect(amounts(prices)).toEqual([])
  })

  test('carry zone and tier where these are said', () => {
    expect(read({ prices: [price(1, { api_zone: 'eu' })] }).prices).toMatchObject([
      { zone: 'eu', tier: null, eventType: null },
    ])
  })
})

test.each([
  ['EUR', 'EUR'],
  ['eur', 'EUR'],
  [null, null],
  ['', null],
  ['€', null],
  [5, null],
])('the currency %j is %j: unknown is not EUR', (written, currency) => {
  expect(read({ currency: written }).currency).toBe(currency)
})

test.each([
  [0, '0'],
  [12.34, '12.34'],
  ['12.34', '12.34'],
  [null, 'null'],
  [{}, 'null'],
])('legacy vibe usage of %j is %s', (written, amount) => {
  expect(String(read({ vibe_usage: written }).vibeUsage)).toBe(amount)
})
