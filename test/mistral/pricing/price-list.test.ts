import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Price, UsageEntry } from '../../../src/mistral/pricing/counted-usage.ts'
import { listPrices } from '../../../src/mistral/pricing/price-list.ts'

type Open = Partial<Pick<Price, 'metric' | 'group' | 'eventType' | 'zone' | 'tier'>>

const open = { metric: 'large', group: 'input', eventType: null, zone: null, tier: null }
const price = (amount: string, of: Open = {}): Price => ({ ...open, ...of, price: Decimal.of(amount) })
const entry = (of: Open = {}): UsageEntry => ({
  ...open,
  ...{ category: 'completion', model: 'large-latest', day: '2026-11-18', billed: 1, consumed: 1 },
  ...of,
})
const find = (prices: readonly Price[], of: Open = {}) => listPrices(prices).find(entry(of))?.toString()

describe('what must match', () => {
  test.each([
    ['another metric', { metric: 'small' }],
    ['another group', { group: 'output' }],
    ['another event type', { eventType: 'batch_tokens' }],
    ['another zone', { zone: 'us' }],
    ['another tier', { tier: 'flex' }],
  ])('a price of %s is not taken', (_, of) => {
    const full = { eventType: 'api_tokens', zone: 'eu', tier: 'standard' }
    expect(find([price('1', { ...full, ...of })], full)).toBeUndefined()
    expect(find([price('1', full)], full)).toBe('1')
  })

  test('what one side leaves open matches', () => {
    const full = { eventType: 'api_tokens', zone: 'eu', tier: 'flex' }
    expect(find([price('1', full)])).toBe('1')
    expect(find([price('1')], full)).toBe('1')
  })

  test('names are compared whole, whatever characters they hold', () => {
    expect(find([price('1', { metric: 'a|b', group: 'c' })], { metric: 'a', group: 'b|c' })).toBeUndefined()
    expect(find([price('1', { metric: 'a","b', group: 'c' })], { metric: 'a', group: 'b","c' })).toBeUndefined()
  })

  test('no price list means no price, and a price of zero is one', () => {
    expect(find([])).toBeUndefined()
    expect(find([price('0')])).toBe('0')
  })
})

describe('of several prices that fit', () => {
  test('equal ones need no choice, however they are written', () => {
    expect(find([price('0.10', { zone: 'eu' }), price('1e-1', { zone: 'us' })])).toBe('0.1')
  })

  test('the zone’s own price wins over the plain one, even where the entry names a tier as well', () => {
    const prices = [price('1'), price('2', { zone: 'eu' })]
    expect(find(prices, { zone: 'eu' })).toBe('2')
    expect(find(prices, { zone: 'eu', tier: 'standard' })).toBe('2')
    expect(find(prices, { zone: 'us' })).toBe('1')
    expect(find(prices.toReversed(), { zone: 'eu', tier: 'standard' })).toBe('2')
  })

  test('an entry that names neither zone nor tier has the global standard price', () => {
    const prices = [
      price('1', { zone: 'global', tier: 'standard' }),
      price('2', { zone: 'global', tier: 'flex' }),
      price('3', { zone: 'eu', tier: 'standard' }),
    ]
    expect(find(prices)).toBe('1')
  })

  test('two zones’ prices, and no word which: unpriced rather than wrong', () => {
    expect(find([price('1', { zone: 'eu' }), price('2', { zone: 'us' })])).toBeUndefined()
  })

  test('one closer in zone, the other in tier: unpriced rather than wrong', () => {
    const prices = [price('1', { zone: 'eu' }), price('2', { tier: 'flex' })]
    expect(find(prices, { zone: 'eu', tier: 'flex' })).toBeUndefined()
  })

  test('two prices for the very same thing: unpriced rather than wrong', () => {
    expect(find([price('1'), price('2')])).toBeUndefined()
  })
})
