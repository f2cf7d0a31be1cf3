import { describe, expect, test } from 'vitest'
import { exchangeCells, exchangeColumns, findExchange, sayConverted } from '../../../src/chatops/report/exchange.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { DatedAmount, Exchange } from '../../../src/domain/money/exchange.ts'
import { inCurrency } from '../../../src/domain/money/money.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'
import { reader } from '../../features/sketch.ts'

const rates = (day: Day, usd: string) => ({
  day,
  perEuro: { USD: Decimal.of(usd), CHF: Decimal.of('0.94') },
  source: 'www.ecb.europa.eu',
})
const exchange: Exchange = {
  to: 'USD',
  days: [
    rates('2025-12-31', '1.04'),
    rates('2026-10-30', '1.08'),
    rates('2026-11-03', '1.0832'),
    rates('2026-11-17', '1.1'),
  ],
  invoiced: new Map([['2026-10', '2026-11-03']] as const),
  today: '2026-11-18',
}
const of = (amount: string, currency: string | null, on: Day): DatedAmount => ({
  ...inCurrency(Decimal.of(amount), currency),
  on,
})
const french = reader({ language: 'fr', locale: 'fr-FR' })
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('what an amount is worth', () => {
  test('is said with its rate, the day of the rate and its source', () => {
    const amounts = [of('506.05', 'EUR', '2026-11-03')]
    expect(sayConverted(amounts, exchange, reader())).toBe(
      '≈ US$548.15 at 1 EUR = 1.0832 USD (ECB reference rate of 3 Nov, from www.ecb.europa.eu)',
    )
    expect(plain(sayConverted(amounts, exchange, french))).toBe(
      '≈ 548,15 $US au taux de 1 EUR = 1,0832 USD (taux de référence BCE du 3 nov., www.ecb.europa.eu)',
    )
  })

  test('of several months and currencies names the first rates, a year that is not this one, and how many there are more', () => {
    const amounts = [
      of('100', 'EUR', '2025-12-31'),
      of('100', 'EUR', '2026-10-31'),
      of('100', 'CHF', '2026-11-17'),
      of('100', 'EUR', '2026-11-18'),
      of('1', 'USD', '2026-11-18'),
    ]
    const said = sayConverted(amounts, exchange, reader())
    // 104 + 108 + 100 / 0.94 * 1.1 + 110 + 1
    expect(said).toContain('≈ US$440.02 at 1 EUR = 1.04 USD (ECB reference rate of 31 Dec 2025')
    expect(said).toContain('1 CHF = 1.17021 USD')
    expect(said).toMatch(/ and 1 other$/)
  })

  test('is not said where a rate or the currency is missing, and that is', () => {
    const missing = [of('1', 'EUR', '2026-11-17'), of('1', 'SEK', '2026-11-17'), of('1', 'EUR', '2026-06-30')]
    expect(sayConverted(missing, exchange, reader())).toBe(
      'Not converted to USD: I have no ECB reference rate for SEK of 17 Nov and EUR of 30 Jun.',
    )
    expect(sayConverted([of('1', null, '2026-11-17')], exchange, reader())).toBe(
      'Not converted to USD: the currency of the amounts is unknown.',
    )
    expect(plain(sayConverted(missing, exchange, french))).toMatch(
      /^Pas de conversion en USD : .* SEK au 17 nov\. et EUR/,
    )
  })

  test('is nothing where nothing is converted, or all is in that currency already', () => {
    expect(sayConverted([of('1', 'EUR', '2026-11-17')], undefined, reader())).toBe('')
    expect(sayConverted([of('1', 'USD', '2026-11-17')], exchange, reader())).toBe('')
    expect(sayConverted([of('0', 'EUR', '2020-01-01')], exchange, reader())).toBe('')
  })
})

test('in a table it has columns of its own, finer than cents, at the rate of the month’s invoice', () => {
  expect(exchangeColumns(undefined)).toEqual([])
  const cells = (amount: string | null, currency: string | null) =>
    exchangeCells({ amount: amount === null ? null : Decimal.of(amount), currency }, '2026-10', exchange).map((cell) =>
      cell === null ? '' : String(cell),
    )
  expect(exchangeColumns(exchange)).toHaveLength(cells('1', 'EUR').length)
  expect(cells('0.00012', 'EUR')).toEqual([
    '2026-10',
    '0.00013',
    'USD',
    '1.0832',
    '2026-11-03',
    'ECB, www.ecb.europa.eu',
  ])
  expect(cells('5', 'USD')).toEqual(['2026-10', '5', 'USD', '', '', ''])
  expect(cells('5', 'SEK')).toEqual(['2026-10', '', '', '', '', ''])
  expect(cells(null, null)).toEqual(['2026-10', '', '', '', '', ''])
})

test('without REPORT_CURRENCY the database is not even asked', async () => {
  const tables = {
    query() {
      throw new Error('it was asked')
    },
  }
  const clock = { now: () => new Date('2026-11-18T09:00:00Z'), sleep: async () => {} }
  const sources = { tables, organization: 'main', clock, config: { reportCurrency: undefined } }
  expect(await findExchange(sources, ['2026-10'])).toBeUndefined()
})
