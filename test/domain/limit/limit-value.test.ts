import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareLimits,
  highestLimit,
  type LimitValue,
  limitStated,
  readLimit,
  writeLimit,
} from '../../../src/domain/limit/limit-value.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'

const anyLimit: fc.Arbitrary<LimitValue> = fc.oneof(
  fc.constant('unlimited' as const),
  fc.integer({ min: 0, max: 1_000_000_000 }).map((amount) => Decimal.of(amount)),
)

const stated = {
  limit: null,
  isUnlimited: false,
  use: null,
  isReached: false,
  currency: 'EUR',
  lastPaymentFailed: false,
}

test('what Mistral does not say is no limit of any height', () => {
  expect(limitStated(stated)).toBeUndefined()
  expect(limitStated({ ...stated, isUnlimited: true })).toBe('unlimited')
  expect(limitStated({ ...stated, limit: Decimal.of(7) })?.toString()).toBe('7')
  // A number beside the flag means nothing.
  expect(limitStated({ ...stated, isUnlimited: true, limit: Decimal.of(7) })).toBe('unlimited')
})

test('no limit is above every limit', () => {
  expect(compareLimits('unlimited', Decimal.of(10 ** 15))).toBe(1)
  expect(compareLimits(Decimal.of(10 ** 15), 'unlimited')).toBe(-1)
  expect(compareLimits('unlimited', 'unlimited')).toBe(0)
})

test('limits have one order', () => {
  fc.assert(
    fc.property(anyLimit, anyLimit, anyLimit, (a, b, c) => {
      expect(compareLimits(a, b) + compareLimits(b, a)).toBe(0)
      if (compareLimits(a, b) <= 0 && compareLimits(b, c) <= 0) expect(compareLimits(a, c)).toBeLessThanOrEqual(0)
    }),
  )
})

test('the highest of several is one of them, and none is above it', () => {
  expect(highestLimit([])).toBeUndefined()
  fc.assert(
    fc.property(fc.array(anyLimit, { minLength: 1 }), (limits) => {
      const highest = highestLimit(limits)
      expect(limits).toContain(highest)
      expect(limits.every((limit) => compareLimits(limit, highest!) <= 0)).toBe(true)
    }),
  )
})

test('a limit comes back from how it is stored', () => {
  fc.assert(
    fc.property(anyLimit, (limit) => {
      expect(compareLimits(readLimit(writeLimit(limit)), limit)).toBe(0)
    }),
  )
})
