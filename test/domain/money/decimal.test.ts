import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'

/** A decimal's text, and what it is in units of 10^-12: computed here, apart from the class under test. */
const written = fc
  .record({ negative: fc.boolean(), whole: fc.bigInt(0n, 10n ** 20n), digits: fc.stringMatching(/^\d{0,6}$/) })
  .map(({ negative, whole, digits }) => {
    const size = whole * 10n ** 12n + BigInt(digits.padEnd(12, '0'))
    return { text: `${negative ? '-' : ''}${whole}${digits && `.${digits}`}`, units: negative ? -size : size }
  })

const unitsOf = (value: Decimal): bigint => value.coefficient * 10n ** BigInt(12 - value.scale)
const decimals = written.map(({ text }) => Decimal.of(text))

describe('reading', () => {
  test('any written number keeps every digit', () => {
    fc.assert(
      fc.property(written, ({ text, units }) => {
        expect(unitsOf(Decimal.of(text))).toBe(units)
      }),
    )
  })

  test.each([
    ['8.50E-8', '0.000000085'],
    [8.5e-8, '0.000000085'],
    ['-1.25e+3', '-1250'],
    ['1e21', '1000000000000000000000'],
    [1e21, '1000000000000000000000'],
    ['+.5', '0.5'],
    ['5.', '5'],
    [' 12 ', '12'],
    ['-0.30', '-0.3'],
    [-0, '0'],
    ['-0.00', '0'],
    [9_007_199_254_740_993n, '9007199254740993'],
    ['007', '7'],
  ])('%s is %s', (input, text) => {
    expect(Decimal.of(input).toString()).toBe(text)
  })

  test.each([
    '',
    ' ',
    '.',
    '-',
    'e5',
    '1e',
    '1,5',
    '1 000',
    '0x10',
    '١٢',
    'NaN',
    'Infinity',
    '1e99999',
    '--1',
    '1.2.3',
  ])('“%s” is not a number', (input) => {
    expect(Decimal.parse(input)).toBeUndefined()
    expect(() => Decimal.of(input)).toThrow(RangeError)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%s is not a number', (input) => {
    expect(Decimal.parse(input)).toBeUndefined()
  })

  test('every finite double survives the way in and out', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Decimal.of(value).toNumber()).toBe(value === 0 ? 0 : value)
      }),
    )
  })
})

describe('arithmetic', () => {
  test('ten dimes are one, which they are not among doubles', () => {
    const dimes = Array.from({ length: 10 }, () => Decimal.of('0.1'))
    expect(Decimal.sum(dimes).toString()).toBe('1')
    expect(Decimal.sum([]).isZero).toBe(true)
  })

  test('sums, differences and products are exact', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const [left, right] = [Decimal.of(a.text), Decimal.of(b.text)]
        expect(unitsOf(left.plus(right))).toBe(a.units + b.units)
        expect(unitsOf(left.minus(right))).toBe(a.units - b.units)
        expect(unitsOf(left.times(right)) * 10n ** 12n).toBe(a.units * b.units)
      }),
    )
  })

  test('the order of a sum does not matter', () => {
    fc.assert(
      fc.property(fc.array(decimals), (values) => {
        expect(Decimal.sum(values).equals(Decimal.sum(values.toReversed()))).toBe(true)
      }),
    )
  })

  test('comparing looks at the value, not at how it was written', () => {
    expect(Decimal.of('1.50').equals(Decimal.of('1.5'))).toBe(true)
    fc.assert(
      fc.property(written, written, (a, b) => {
        const order = a.units < b.units ? -1 : a.units > b.units ? 1 : 0
        expect(Decimal.of(a.text).compare(Decimal.of(b.text))).toBe(order)
      }),
    )
  })

  test('a negated zero is not negative', () => {
    expect(Decimal.zero.negated()).toMatchObject({ isNegative: false, isZero: true })
    expect(Decimal.of('-0.01').isNegative).toBe(true)
  })
})

describe('rounding', () => {
  test.each([
    ['0.005', 2, '0.01'],
    ['-0.005', 2, '-0.01'],
    ['1.005', 2, '1.01'],
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['0.4999999999999999999', 0, '0'],
    ['0.5', 0, '1'],
    ['-0.004', 2, '0'],
    ['12', 2, '12'],
    ['9.995', 2, '10'],
  ])('%s to %i digits is %s', (text, digits, rounded) => {
    expect(Decimal.of(text).round(digits).toString()).toBe(rounded)
  })

  test('never moves a value by more than half of the last digit kept', () => {
    fc.assert(
      fc.property(decimals, fc.nat({ max: 5 }), (value, digits) => {
        const moved = unitsOf(value.round(digits).minus(value))
        expect((moved < 0n ? -moved : moved) * 2n).toBeLessThanOrEqual(10n ** BigInt(12 - digits))
      }),
    )
  })
})

describe('writing', () => {
  test('what is written reads back as the same value, in JSON too', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(value.toString()).toMatch(/^-?\d+(\.\d*[1-9])?$/)
        expect(Decimal.of(value.toString()).equals(value)).toBe(true)
        expect(JSON.stringify({ value })).toBe(`{"value":"${value}"}`)
      }),
    )
  })
})
