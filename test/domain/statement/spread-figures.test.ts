import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { spreadFigures } from '../../../src/domain/statement/spread-figures.ts'

test('the days add up to the last figure to the last digit, whatever was typed when', () => {
  const figures = fc.array(fc.record({ day: fc.integer({ min: 3, max: 30 }), cents: fc.nat(10_000_000) }), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(figures, fc.nat(100_000), (typed, known) => {
      const ordered = typed
        .toSorted((one, other) => one.day - other.day)
        .map(({ day, cents }) => ({ asOf: new Date(Date.UTC(2026, 10, day, 9)), used: Decimal.of(`${cents}e-2`) }))
      const before = Decimal.of(`${known}e-2`)
      const days = spreadFigures(ordered, '2026-11-03', before)
      const sum = Decimal.sum([before, ...days.map(({ amount }) => amount)])
      expect(sum.toString()).toBe(ordered.at(-1)?.used.toString())
      expect(days.at(-1)?.day).toBe(ordered.at(-1)?.asOf.toISOString().slice(0, 10))
    }),
  )
})

test('what lies between two figures is spread evenly over the days between', () => {
  const at = (day: number, used: string) => ({ asOf: new Date(Date.UTC(2026, 10, day, 9)), used: Decimal.of(used) })
  const days = spreadFigures([at(2, '20'), at(5, '50')], '2026-11-01', Decimal.zero)
  expect(days.map(({ day, amount }) => `${day} ${amount}`)).toEqual([
    '2026-11-01 10',
    '2026-11-02 10',
    '2026-11-03 10',
    '2026-11-04 10',
    '2026-11-05 10',
  ])
})
