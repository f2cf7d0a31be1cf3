import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { UnitCount } from '../../../src/mistral/pricing/unit-count.ts'

const units = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }))

function countAll(all: readonly number[]): UnitCount {
  const count = new UnitCount()
  for (const one of all) count.add(one)
  return count
}

test('whole numbers and fractions, small and large, add up to the last digit', () => {
  fc.assert(
    fc.property(fc.array(units, { maxLength: 20 }), (all) => {
      const exact = Decimal.sum(all.map((one) => Decimal.of(one)))
      expect(countAll(all).toDecimal().toString()).toBe(exact.toString())
      expect(countAll(all).toNumber()).toBe(Number(exact.toString()))
    }),
  )
})

test('a sum beyond 2^53 loses nothing', () => {
  const count = countAll([Number.MAX_SAFE_INTEGER, 2, Number.MAX_SAFE_INTEGER])
  expect(count.toDecimal().toString()).toBe('18014398509481984')
})
