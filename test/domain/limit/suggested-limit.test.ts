import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdAgainst } from '../../../src/domain/forecast/month-forecast.ts'
import { suggestLimit } from '../../../src/domain/limit/suggested-limit.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'

test.each([
  [46_100, 47_000],
  [44_820, 45_000],
  [45_000, 46_000],
  [128_300, 130_000],
  [999_999, 1_000_000],
  [87, 88],
  [0, 1],
])('the upper end of %i asks for %i', (high, limit) =>
  expect(suggestLimit({ high }, { spent: 0, use: undefined }).toNumber()).toBe(limit),
)

test('it holds at the upper end, a step less does not, and it has two digits that are not 0', () => {
  const amount = fc.double({ min: 0, max: 1e8, noNaN: true })
  const now = new Date('2026-11-18T12:00:00Z')
  fc.assert(
    fc.property(amount, amount, fc.double({ min: -1e4, max: 1e6, noNaN: true }), (spent, toCome, ahead) => {
      const use = Math.max(0, spent + ahead)
      const high = spent + toCome
      const forecast = { landing: spent, low: spent, high, days: [] }
      const limit = suggestLimit({ high }, { spent, use })
      const text = limit.toString()
      expect(text.replace(/0+$/, '').length).toBeLessThanOrEqual(2)
      const holds = (cap: Decimal) => !holdAgainst(forecast, { spent, use, limit: cap }, now).mayReachLimit
      expect(holds(limit)).toBe(true)
      const step = 10 ** Math.max(0, text.length - 2)
      expect(holds(limit.minus(Decimal.of(step)))).toBe(false)
    }),
  )
})
