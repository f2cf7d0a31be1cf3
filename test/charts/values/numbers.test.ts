import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numbersFor } from '../../../src/charts/values/numbers.ts'
import type { Measure } from '../../../src/domain/chart.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { formatEstimate, formatMoney, inCurrency } from '../../../src/domain/money/money.ts'

const euros: Measure = { kind: 'money', currency: 'EUR' }
const count: Measure = { kind: 'count' }

describe('an amount', () => {
  test.each([
    [8557.4, '€8,557'],
    [12.3, '€12.30'],
    [0, '€0'],
    [-0, '€0'],
    [-80, '−€80.00'],
    [0.004, '<€0.01'],
    [99.5, '€100'],
    [Number.POSITIVE_INFINITY, '–'],
    [2_500_000_000, '€2.5B'],
  ])('%d is written %s in English', (value, text) => {
    expect(numbersFor('en', euros).exact(value)).toBe(text)
  })

  test('is written as the French do, with spaces that can be seen and do not break', () => {
    const { exact, rounded, range } = numbersFor('fr', euros)
    expect([exact(8557.4), exact(-12.3), rounded(43_187)]).toEqual([
      '8\u00A0557\u00A0€',
      '−12,30\u00A0€',
      '43\u00A0200\u00A0€',
    ])
    expect(range(41_612, 45_290)).toBe('41\u00A0600–45\u00A0300\u00A0€')
  })

  test.each([null, 'credits', ''])('is a plain number where the currency is %j', (currency) => {
    expect(numbersFor('en', { kind: 'money', currency }).exact(8557)).toBe('8,557')
  })
})

test('a change has its sign, a true minus, and none where nothing changed', () => {
  const { change } = numbersFor('en', count)
  expect([0.12, -0.04, 0, -0.001, 4200].map(change)).toEqual(['+12%', '−4%', '0%', '0%', '+420K%'])
})

test('the ticks of one axis are written alike', () => {
  expect(numbersFor('en', euros).ticks([0, 5000, 10_000])).toEqual(['€0', '€5K', '€10K'])
  expect(numbersFor('en', euros).ticks([0, 0.25, 0.5])).toEqual(['€0', '€0.25', '€0.50'])
  expect(numbersFor('en', euros).ticks([-50, 0, 50])).toEqual(['−€50', '€0', '€50'])
  expect(numbersFor('en', { kind: 'share' }).ticks([0, 0.5, 1])).toEqual(['0%', '50%', '100%'])
  expect(numbersFor('fr', count).ticks([0, 12_500])).toEqual(['0', '12,5\u00A0k'])
})

describe('a picture and the message beside it', () => {
  const locales = fc.constantFrom('en', 'en-GB', 'en-US', 'fr', 'fr-CA', 'de')
  const currencies = fc.constantFrom('EUR', 'USD', 'GBP', 'CAD', 'CHF', 'JPY', 'SEK', null)
  const amounts = fc.double({ min: -9e8, max: 9e8, noNaN: true })
  const seen = (text: string) => text.replaceAll('\u202F', '\u00A0')

  test('write every amount alike, in every currency', () => {
    fc.assert(
      fc.property(amounts, currencies, locales, (amount, currency, locale) => {
        const { exact, rounded } = numbersFor(locale, { kind: 'money', currency })
        expect(exact(amount)).toBe(seen(formatMoney(inCurrency(Decimal.of(amount), currency), locale)))
        expect(rounded(amount)).toBe(seen(formatEstimate(amount, currency, locale)))
      }),
    )
  })

  test('use one sign for a currency, on axes too', () => {
    const signOf = (text: string) => text.replace(/[\d.,\s\u00A0KMBkMd−–]/g, '')
    fc.assert(
      fc.property(currencies, fc.constantFrom('en', 'en-GB', 'en-US', 'fr'), (currency, locale) => {
        const { exact, ticks, short } = numbersFor(locale, { kind: 'money', currency })
        const said = signOf(formatMoney(inCurrency(Decimal.of(500), currency), locale))
        for (const text of [exact(500), short(500), ...ticks([0, 250, 500])]) expect(signOf(text)).toBe(said)
      }),
    )
  })

  test('never write what is no amount', () => {
    const { exact, rounded, short, range, ticks } = numbersFor('en', euros)
    const none = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]
    const texts = none.flatMap((value) => [
      exact(value),
      rounded(value),
      short(value),
      range(0, value),
      ...ticks([0, value]),
    ])
    expect(texts.join()).not.toMatch(/∞|NaN/)
  })
})
