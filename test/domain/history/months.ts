import fc from 'fast-check'
import { mergeCells } from '../../../src/domain/history/cells.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Day, SpendLine, UnpricedCount, UsageMonth } from '../../../src/domain/usage/usage.ts'

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 18n }), fc.integer({ min: 0, max: 12 }))
  .map(([coefficient, scale]) => Decimal.of(`${coefficient}e-${scale}`))
const day = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: 30 }).map((number) => `2026-09-${String(number).padStart(2, '0')}` as Day),
)
const count = fc.oneof(fc.nat(), fc.double({ noNaN: true, min: -1e15, max: 1e15 }), fc.constant(-0))
const about = {
  category: fc.constantFrom('completion', 'ocr', '"],['),
  model: fc.constantFrom('mistral-large-latest', 'codestral-latest', '__proto__', 'Ωλ\n,"'),
  version: fc.constantFrom(null, '', 'mistral-large-2512'),
  group: fc.constantFrom('input', 'output'),
}

/** Mostly units times their price, as Mistral's answers come to; sometimes anything. */
const line: fc.Arbitrary<SpendLine> = fc.oneof(
  fc
    .record({ ...about, day, billed: fc.nat({ max: 10 ** 12 }), price: fc.constantFrom('0.0000018', '5.4E-6', '0') })
    .map(({ billed, price, ...of }) => {
      const each = Decimal.of(price)
      return { ...of, units: billed, billed, price: each, amount: Decimal.of(billed).times(each) }
    }),
  fc.record({ ...about, day, amount: decimal, units: count, billed: count, price: fc.option(decimal) }),
)
const unpriced: fc.Arbitrary<UnpricedCount> = fc.record({ ...about, day, units: decimal, consumed: fc.nat() })

/** One line a model, group and day, as a month is kept. */
export const anyMonth: fc.Arbitrary<UsageMonth> = fc
  .record({
    month: fc.constant('2026-09' as const),
    currency: fc.constantFrom(null, 'EUR', 'USD'),
    lines: fc.array(line, { maxLength: 30 }),
    unpriced: fc.array(unpriced, { maxLength: 8 }),
    unreadable: fc.dictionary(fc.constantFrom('ocr', 'audio'), fc.integer({ min: 1, max: 9 })),
  })
  .map(mergeCells)

/** The same however its lines are ordered, and however its decimals are written. */
export function describeMonth({ month, currency, lines, unpriced: counts, unreadable }: UsageMonth) {
  const say = (value: object) => JSON.stringify(Object.entries(value).toSorted())
  return {
    ...{ month, currency, unreadable: Object.entries(unreadable).toSorted() },
    lines: lines.map((one) => say({ ...one, units: one.units + 0, billed: one.billed + 0 })).toSorted(),
    unpriced: counts.map(say).toSorted(),
  }
}
