import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import {
  formatCount,
  formatMoney,
  formatMoneyChange,
  formatPrice,
  formatShare,
  inCurrency,
} from '../../../src/domain/money/money.ts'

/** French thousands stand apart by U+202F, the sign by U+00A0: plain spaces keep these tables readable. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')
const money = (amount: string, currency: string | null, locale: string, precision?: 'shown' | 'cents' | 'whole') =>
  plain(formatMoney(inCurrency(Decimal.of(amount), currency), locale, precision))

describe('an amount', () => {
  test.each([
    ['en-GB', '26940.4', '€26,940'],
    ['fr-FR', '26940.4', '26 940 €'],
    ['de-DE', '26940.4', '26.940 €'],
    ['en-GB', '12.5', '€12.50'],
    ['fr-FR', '12.5', '12,50 €'],
    ['de-DE', '12.5', '12,50 €'],
    ['en-GB', '-1990', '−€1,990'],
    ['fr-FR', '-1990', '−1 990 €'],
    ['de-DE', '-1990', '−1.990 €'],
    ['en-GB', '0.004', '<€0.01'],
    ['fr-FR', '0.004', '<0,01 €'],
    ['de-DE', '-0.004', '>−0,01 €'],
  ])('in %s, %s reads “%s”', (locale, amount, text) => {
    expect(money(amount, 'EUR', locale)).toBe(text)
  })

  test.each([
    ['0', '€0'],
    ['0.005', '€0.01'],
    ['0.0049999', '<€0.01'],
    ['99.49', '€99.49'],
    ['99.5', '€100'],
    ['99.999', '€100'],
    ['100.5', '€101'],
    ['-99.5', '−€100'],
    ['123456789012345678901234.5', '€123,456,789,012,345,678,901,235'],
  ])('shows cents below a hundred and whole units from there on: %s is “%s”', (amount, text) => {
    expect(money(amount, 'EUR', 'en-GB')).toBe(text)
  })

  test.each([
    ['cents', '26940', '€26,940.00'],
    ['cents', '1.005', '€1.01'],
    ['cents', '0', '€0.00'],
    ['cents', '0.001', '<€0.01'],
    ['whole', '0.5', '€1'],
    ['whole', '0.4999', '€0'],
    ['whole', '-0.4', '€0'],
    ['whole', '43500.5', '€43,501'],
  ] as const)('with precision “%s”, %s is “%s”', (precision, amount, text) => {
    expect(money(amount, 'EUR', 'en-GB', precision)).toBe(text)
  })

  test('has no sign of a currency that Mistral does not name', () => {
    expect(money('26940', null, 'en-GB')).toBe('26,940')
    expect(money('-0.5', null, 'de-DE')).toBe('−0,50')
  })

  test('in a currency that nobody knows carries its code', () => {
    expect(money('1200', 'XQZ', 'en-GB')).toBe('XQZ 1,200')
  })

  test('in dollars and pounds carries their signs', () => {
    expect(money('1200', 'USD', 'en-GB')).toBe('US$1,200')
    expect(money('1200', 'GBP', 'fr-FR')).toBe('1 200 £GB')
  })

  test('is rounded from its exact digits, whatever its size', () => {
    const cents = fc.bigInt(-(10n ** 18n), 10n ** 18n)
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 999 }), (whole, rest) => {
        const size = whole < 0n ? -whole : whole
        const written = `${size / 100n}.${String(size % 100n).padStart(2, '0')}${String(rest).padStart(3, '0')}`
        const expected = size + (rest >= 500 ? 1n : 0n)
        fc.pre(expected > 0n)
        const shown = money(written, null, 'en-GB', 'cents').replaceAll(',', '').replace('.', '')
        expect(BigInt(shown)).toBe(expected)
        expect(money(`-${written}`, null, 'en-GB', 'cents')).toBe(`−${money(written, null, 'en-GB', 'cents')}`)
      }),
    )
  })

  test('never shows a hyphen for a minus', () => {
    const locales = fc.constantFrom('en-GB', 'fr-FR', 'de-DE')
    fc.assert(
      fc.property(fc.double({ max: -1e-9, min: -1e12, noNaN: true }), locales, (amount, locale) => {
        const text = formatMoney(inCurrency(Decimal.of(amount), 'EUR'), locale)
        expect(text).toContain('\u2212')
        expect(text).not.toContain('-')
      }),
    )
  })
})

test.each([
  ['1990', '+€1,990'],
  ['-310', '−€310'],
  ['0', '€0'],
  ['0.001', '<+€0.01'],
  ['-0.001', '>−€0.01'],
])('a change of %s reads “%s”', (amount, text) => {
  expect(formatMoneyChange(inCurrency(Decimal.of(amount), 'EUR'), 'en-GB')).toBe(text)
})

test.each([
  [3100, 'en-GB', '3,100'],
  [3100, 'fr-FR', '3 100'],
  [3100, 'de-DE', '3.100'],
  [-2, 'en-GB', '−2'],
  [0, 'en-GB', '0'],
])('a count of %d in %s reads “%s”', (count, locale, text) => {
  expect(plain(formatCount(count, locale))).toBe(text)
})

describe('a share', () => {
  test.each([
    [26_940, 45_000, '60%'],
    [1, 1000, '<1%'],
    [0, 1000, '0%'],
    [-1, 1000, '>−1%'],
    [44_999, 45_000, '99%'],
    [45_000, 45_000, '100%'],
    [45_600, 45_000, '101%'],
    [-40, 1000, '−4%'],
  ])('%d of %d is “%s”', (part, whole, text) => {
    expect(formatShare(part, whole, 'en-GB')).toBe(text)
  })

  test('is written as the reader’s language writes it', () => {
    expect(formatShare(3, 5, 'fr-FR')).toMatch(/^60\s%$/)
    expect(formatShare(3, 5, 'en-US')).toBe('60%')
  })

  test('of nothing, or of less than nothing, is not said', () => {
    expect(formatShare(5, 0, 'en-GB')).toBeUndefined()
    expect(formatShare(5, -5, 'en-GB')).toBeUndefined()
    expect(formatShare(Number.NaN, 5, 'en-GB')).toBeUndefined()
    expect(formatShare(5, Number.NaN, 'en-GB')).toBeUndefined()
  })

  test('of a negative base is never said', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ max: 0, noNaN: true }), (part, whole) => {
        expect(formatShare(part, whole, 'en-GB')).toBeUndefined()
      }),
    )
  })

  test('reads as all of it only once it is', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1 }), (part, whole) => {
        expect(Number.parseInt(formatShare(part, whole, 'en-GB')?.replace(/[<,]/g, '') ?? '', 10) >= 100).toBe(
          part >= whole,
        )
      }),
    )
  })
})

test.each([
  ['en-GB', 1.8, 'EUR', '€1.80'],
  ['en-GB', 0.085, 'EUR', '€0.085'],
  ['en-GB', 0.912_345, 'EUR', '€0.912'],
  ['en-GB', 0.000_312_7, 'EUR', '€0.000313'],
  ['en-GB', 1234.5678, 'USD', 'US$1,234.57'],
  ['en-GB', 0, 'EUR', '€0.00'],
  ['en-GB', 2.5, null, '2.50'],
  ['fr-FR', 5.4, 'EUR', '5,40 €'],
])('a price in %s: %d %s is %s', (locale, price, currency, said) => {
  expect(plain(formatPrice(price, currency, locale))).toBe(said)
})
