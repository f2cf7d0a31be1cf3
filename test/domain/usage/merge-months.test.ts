import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { firstDayOf } from '../../../src/domain/time/time.ts'
import { computeSpend, isComplete } from '../../../src/domain/usage/spend.ts'
import { mergeMonths, type SpendLine, type UnpricedCount, type UsageMonth } from '../../../src/domain/usage/usage.ts'

const month = '2026-11'
const about = { category: 'completion', model: 'mistral-large-latest', version: null, group: 'input' }
const day = fc.constantFrom('2026-11-03', '2026-11-17', null)

const lines: fc.Arbitrary<SpendLine> = fc.record({ day, cents: fc.nat(1_000_000) }).map(({ day, cents }) => ({
  ...{ ...about, day, units: 1, billed: 1, price: null },
  amount: Decimal.of((cents / 100).toFixed(2)),
}))
const unpriced: fc.Arbitrary<UnpricedCount> = fc
  .record({ day, units: fc.integer({ min: 1, max: 99 }) })
  .map(({ day, units }) => ({ ...about, day, units: Decimal.of(units), consumed: units }))
const parts: fc.Arbitrary<UsageMonth[]> = fc.array(
  fc.record({
    month: fc.constant(month),
    currency: fc.constant('EUR'),
    lines: fc.array(lines, { maxLength: 5 }),
    unpriced: fc.array(unpriced, { maxLength: 2 }),
    unreadable: fc.dictionary(fc.constantFrom('ocr', 'audio'), fc.nat(3)),
  }),
)

const range = { from: firstDayOf(month), to: '2026-11-18', isRunning: true } as const
const spendOf = (all: readonly UsageMonth[]) => computeSpend(all, range)

test('several Workspaces as one cost what they cost together, to the last digit, and lack what they lack', () =>
  fc.assert(
    fc.property(parts, (all) => {
      const merged = mergeMonths(month, all)
      const whole = spendOf(merged ? [merged] : [])
      expect(String(whole.total)).toBe(String(Decimal.sum(all.map((part) => spendOf([part]).total))))
      expect(isComplete(whole)).toBe(all.every((part) => isComplete(spendOf([part]))))
      expect(whole.unreadable).toEqual(spendOf(all).unreadable)
      expect(merged?.currency).toBe(all.length > 0 ? 'EUR' : null)
    }),
  ))

test('what is in several currencies is no sum, and what is not used has none', () => {
  const part = (currency: string | null, amount?: number): UsageMonth => {
    const line = { ...about, day: null, units: 1, billed: 1, price: null }
    const used = amount === undefined ? [] : [{ ...line, amount: Decimal.of(amount) }]
    return { month, currency, lines: used, unpriced: [], unreadable: {} }
  }
  expect(mergeMonths(month, [part('EUR', 1), part('USD', 1)])).toBeUndefined()
  expect(mergeMonths(month, [part('EUR', 1), part(null, 1)])).toBeUndefined()
  expect(mergeMonths(month, [part('EUR', 1), part('USD')])?.currency).toBe('EUR')
  expect(mergeMonths(month, [])).toEqual({ month, currency: null, lines: [], unpriced: [], unreadable: {} })
})
