import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Money } from '../../../src/domain/money/money.ts'
import { computeSpend, groupSpend, splitTop } from '../../../src/domain/usage/spend.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'
import type { CountedUsage } from '../../../src/mistral/pricing/counted-usage.ts'
import { priceUsage } from '../../../src/mistral/pricing/price-usage.ts'

const addUp = (amounts: readonly Money[]): Decimal => Decimal.sum(amounts.map(({ amount }) => amount))

/**
 * The sums to compare with are made here, with nothing from src: prices are whole billionths, units whole numbers, and
 * everything is added as bigint.
 */
interface Use {
  readonly category: string
  readonly model: string
  readonly group: string
  readonly dayNumber: number | null
  /** The place of its price in the list; -1: there is none. */
  readonly priceAt: number
  readonly billed: number
  readonly consumed: number
}

const names = fc.oneof(fc.constantFrom('completion', 'ocr', 'libraries_api.pages'), fc.string({ maxLength: 8 }))
const billionths = fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 6 })
const units = fc.oneof(fc.integer({ min: -1000, max: 10 ** 9 }), fc.maxSafeInteger())
const uses = fc.array(
  fc.record({
    category: names,
    model: names,
    group: fc.constantFrom('input', 'output', 'cached', 'other|input'),
    dayNumber: fc.option(fc.integer({ min: 1, max: 30 })),
    priceAt: fc.integer({ min: -1, max: 5 }),
    billed: units,
    consumed: fc.nat(),
  }),
  { maxLength: 40 },
)

const dayOf = (dayNumber: number): Day => `2026-11-${String(dayNumber).padStart(2, '0')}` as Day

/** As an answer may write it: digits, or scientific notation. */
const written = (price: bigint, index: number): Decimal =>
  Decimal.of(index % 2 === 0 ? `${price}e-9` : `${price / 10n ** 9n}.${String(price % 10n ** 9n).padStart(9, '0')}`)

const answer = (list: readonly Use[], prices: readonly bigint[]) => priceUsage(count(list, prices))

function count(list: readonly Use[], prices: readonly bigint[]): CountedUsage {
  const open = { eventType: null, zone: null, tier: null }
  return {
    month: '2026-11',
    entries: list.map(({ dayNumber, priceAt, ...use }) => ({
      ...use,
      ...open,
      day: dayNumber === null ? null : dayOf(dayNumber),
      metric: `metric ${priceAt}`,
    })),
    prices: prices.flatMap((price, index) =>
      ['input', 'output', 'cached', 'other|input'].map((group) => ({
        ...{ ...open, group, metric: `metric ${index}` },
        price: written(price, index),
      })),
    ),
    currency: 'EUR',
    vibeUsage: null,
    unreadable: {},
  }
}

const isPriced = ({ priceAt }: Use, prices: readonly bigint[]) => prices[priceAt] !== undefined
const sumOf = (list: readonly Use[], prices: readonly bigint[]): bigint =>
  list.reduce((sum, use) => sum + BigInt(use.billed) * (prices[use.priceAt] ?? 0n), 0n)
const inBillionths = ({ coefficient, scale }: Decimal): bigint => {
  expect(scale).toBeLessThanOrEqual(9)
  return coefficient * 10n ** BigInt(9 - scale)
}

const november = { from: '2026-11-01', to: '2026-11-30' } as const

describe('any usage answer', () => {
  test('has the total that adding every unit by hand gives', () => {
    fc.assert(
      fc.property(uses, billionths, (list, prices) => {
        expect(inBillionths(computeSpend([answer(list, prices)], november).total)).toBe(sumOf(list, prices))
      }),
    )
  })

  test.each(['category', 'model', 'group', 'day'] as const)('adds up by %s, each to its own sum', (key) => {
    const nameOf = (use: Use) =>
      key === 'day' ? String(use.dayNumber === null ? null : dayOf(use.dayNumber)) : use[key]
    fc.assert(
      fc.property(uses, billionths, (list, prices) => {
        const { lines, total } = computeSpend([answer(list, prices)], november)
        const rows = groupSpend(lines, (line) => String(line[key]))
        for (const { name, amount } of rows) {
          const same = list.filter((use) => nameOf(use) === name)
          expect(inBillionths(amount)).toBe(sumOf(same, prices))
        }
        expect(rows.reduce((sum, { amount }) => sum + inBillionths(amount), 0n)).toBe(inBillionths(total))
        const { top, other } = splitTop(rows, 3)
        expect(inBillionths(Decimal.sum([...top.map(({ amount }) => amount), other]))).toBe(inBillionths(total))
      }),
    )
  })

  test('has every unit without a price reported, by category and model', () => {
    fc.assert(
      fc.property(uses, billionths, (list, prices) => {
        const expected = new Map<string, bigint>()
        for (const use of list.filter((one) => !isPriced(one, prices))) {
          const key = JSON.stringify([use.category, use.model])
          expected.set(key, (expected.get(key) ?? 0n) + BigInt(use.billed))
        }
        const { unpriced } = computeSpend([answer(list, prices)], november)
        const told = unpriced.map(({ category, model, units }) => [JSON.stringify([category, model]), units])
        const rest = [...expected].filter(([, sum]) => sum !== 0n).map(([key, sum]) => [key, Number(sum)])
        expect(Object.fromEntries(told)).toEqual(Object.fromEntries(rest))
      }),
    )
  })

  test('can be cut in two at any day without losing or doubling anything', () => {
    fc.assert(
      fc.property(uses, billionths, fc.integer({ min: 1, max: 29 }), (list, prices, cut) => {
        const month = answer(list, prices)
        const early = computeSpend([month], { from: '2026-11-01', to: dayOf(cut) })
        const late = computeSpend([month], { from: dayOf(cut + 1), to: '2026-11-30' })
        const undated = sumOf(
          list.filter(({ dayNumber }) => dayNumber === null),
          prices,
        )
        expect(inBillionths(addUp(early.leftOut))).toBe(undated)
        expect(inBillionths(addUp(late.leftOut))).toBe(undated)
        expect(inBillionths(early.total) + inBillionths(late.total) + undated).toBe(sumOf(list, prices))
      }),
    )
  })

  test('gives the same, whatever the order of its entries', () => {
    fc.assert(
      fc.property(uses, billionths, (list, prices) => {
        const forwards = computeSpend([answer(list, prices)], november)
        const backwards = computeSpend([answer(list.toReversed(), prices)], november)
        expect(backwards.total.equals(forwards.total)).toBe(true)
        expect(backwards.unpriced.length).toBe(forwards.unpriced.length)
      }),
    )
  })

  test('with fractions, huge numbers and prices of any size never gives NaN', () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(uses, fc.array(double, { minLength: 40, maxLength: 40 }), double, (list, doubles, price) => {
        const month = count(list, [1n])
        const entries = month.entries.map((entry, index) => ({ ...entry, billed: doubles[index] ?? 0 }))
        const prices = month.prices.map((one) => ({ ...one, price: Decimal.of(price) }))
        const { total, lines, unpriced } = computeSpend([priceUsage({ ...month, entries, prices })], november)
        expect(total.toString()).toMatch(/^-?\d+(\.\d+)?$/)
        for (const { units } of [...lines, ...unpriced]) expect(units).not.toBeNaN()
      }),
    )
  })
})
