import { describe, expect, test } from 'vitest'
import { numbersFor } from '../../../src/charts/values/numbers.ts'
import type { Measure } from '../../../src/domain/chart.ts'

const euros: Measure = { kind: 'money', currency: 'EUR' }
const count: Measure = { kind: 'count' }

describe('an amount', () => {
  test.each([
    [8557.4, '€8,557'],
    [12.3, '€12.30'],
    [0, '€0'],
    [-0, '€0'],
    [-80, '−€80.00'],
    [0.004, '€0.004'],
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
