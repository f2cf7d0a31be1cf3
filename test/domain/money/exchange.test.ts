import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import {
  convert,
  convertAll,
  findRate,
  quoteRate,
  type Rate,
  type RateDay,
  rateDayOf,
} from '../../../src/domain/money/exchange.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'

const rates = (day: Day, perEuro: Readonly<Record<string, string>>, source = 'eurofxref-hist.csv'): RateDay => ({
  day,
  perEuro: Object.fromEntries(Object.entries(perEuro).map(([name, rate]) => [name, Decimal.of(rate)])),
  source,
})

/** Thursday, Friday; then a weekend and a Monday. */
const days = [
  rates('2026-11-26', { USD: '1.0810', CHF: '0.9400' }),
  rates('2026-11-27', { USD: '1.0832' }),
  rates('2026-11-30', { USD: '1.0900', CHF: '0.9405' }),
]

const on = (amount: string, currency: string | null, day: Day) => ({ amount: Decimal.of(amount), currency, on: day })
const said = (to: string, ...amounts: Parameters<typeof on>[]) => {
  const conversion = convert(
    { to, days },
    amounts.map((one) => on(...one)),
  )
  return conversion.kind === 'converted' ? conversion.money.amount.toString() : conversion.kind
}

describe('the rate of a day', () => {
  test('is that of the last day on or before it that has one: weekends and holidays have none', () => {
    expect(findRate(days, 'EUR', 'USD', '2026-11-27')?.day).toBe('2026-11-27')
    expect(findRate(days, 'EUR', 'USD', '2026-11-29')?.day).toBe('2026-11-27')
    expect(findRate(days, 'EUR', 'USD', '2026-11-25')).toBeUndefined()
  })

  test('is of one day for both currencies', () => {
    expect(findRate(days, 'CHF', 'USD', '2026-11-28')).toMatchObject({ day: '2026-11-26' })
  })

  test('is none where the newest is older than a week: nobody kept the file up', () => {
    expect(findRate(days, 'EUR', 'USD', '2026-12-07')?.day).toBe('2026-11-30')
    expect(findRate(days, 'EUR', 'USD', '2026-12-08')).toBeUndefined()
  })

  test('of a month is that of its invoice, else of its last day, and in the present month of today', () => {
    const of = { invoiced: new Map([['2026-10', '2026-11-03']] as const), today: '2026-11-18' as const }
    expect(rateDayOf(of, '2026-10')).toBe('2026-11-03')
    expect(rateDayOf(of, '2026-09')).toBe('2026-09-30')
    expect(rateDayOf(of, '2026-11')).toBe('2026-11-18')
  })
})

describe('an amount', () => {
  test('is converted from the euro, into it, and through it, and rounded once', () => {
    expect(said('USD', ['100', 'EUR', '2026-11-27'])).toBe('108.32')
    expect(said('EUR', ['108.32', 'USD', '2026-11-27'])).toBe('100')
    // 100 / 0.94 * 1.081 = 114.999…
    expect(said('USD', ['100', 'CHF', '2026-11-26'])).toBe('115')
    expect(said('USD', ['-0.005', 'EUR', '2026-11-30'])).toBe('-0.01')
  })

  test('in that currency already is not converted, and one without a rate or a currency is not either', () => {
    expect(said('USD', ['100', 'USD', '2020-01-01'])).toBe('same')
    expect(said('USD', ['100', 'PLN', '2026-11-27'])).toBe('noRate')
    expect(said('USD', ['100', null, '2026-11-27'])).toBe('noRate')
    expect(said('USD')).toBe('same')
  })

  test('of several, all or none are converted: part of a sum is no sum', () => {
    expect(said('USD', ['100', 'EUR', '2026-11-27'], ['50', 'USD', '2026-11-27'])).toBe('158.32')
    expect(said('USD', ['100', 'EUR', '2026-11-27'], ['50', 'PLN', '2026-11-27'])).toBe('noRate')
    expect(said('USD', ['100', 'EUR', '2026-11-27'], ['0', 'PLN', '2026-11-27'])).toBe('108.32')
  })
})

test('a rate is quoted with ten digits at most', () => {
  const quote = (from: string, to: string) => quoteRate(findRate(days, from, to, '2026-11-27')!).toString()
  expect(quote('EUR', 'USD')).toBe('1.0832')
  expect(quote('USD', 'EUR')).toBe('0.9231905465')
})

const decimal = (digits: number) =>
  fc.bigInt({ min: 1n, max: 10n ** 12n }).map((units) => Decimal.of(units).times(Decimal.of(`1e-${digits}`)))
const part = fc.record({ amount: decimal(6), times: decimal(4), by: decimal(4) })
const rated = ({ amount, times, by }: { amount: Decimal; times: Decimal; by: Decimal }) => ({
  amount,
  rate: { from: 'AAA', to: 'BBB', times, by, day: '2026-11-27', source: '' } satisfies Rate,
})

test('a converted sum is the nearest cent to the true one: it is rounded once, whatever it is a sum of', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const sum = convertAll(parts.map(rated))
      // The true sum over one denominator, in whole numbers: amounts have 6 digits, rates 4 on both sides.
      const below = parts.reduce((all, { by }) => all * by.coefficient, 1n)
      const above = parts.reduce(
        (all, { amount, times, by }) => all + amount.coefficient * times.coefficient * (below / by.coefficient),
        0n,
      )
      const cents = sum.times(Decimal.of(100)).toString()
      expect(cents).toMatch(/^\d+$/)
      // |sum − true| ≤ half a cent, all in units of 10^-6 over `below`.
      const difference = BigInt(cents) * 10_000n * below - above
      expect((difference < 0n ? -difference : difference) * 2n).toBeLessThanOrEqual(10_000n * below)
    }),
  )
})
