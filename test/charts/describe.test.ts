import { describe, expect, test } from 'vitest'
import { describeChart } from '../../src/charts/describe.ts'
import { examples } from './examples.ts'
import { hostile } from './hostile.ts'

describe('the alternative text', () => {
  test.each(Object.entries(examples))('of %s carries the finding and the numbers', (_, make) => {
    expect(describeChart(make('en'))).toMatchSnapshot()
    expect(describeChart(make('fr'))).toMatchSnapshot()
  })

  test('says names as people wrote them', () => {
    expect(describeChart(examples.topUsers('en'))).toContain('王小明 2,954 (+31%)')
  })

  test('says that the currency is unknown', () => {
    expect(describeChart(hostile.unknownCurrency)).toContain('currency unknown')
    expect(describeChart({ ...hostile.unknownCurrency, locale: 'fr' })).toContain('devise inconnue')
  })

  test('says that there is nothing', () => {
    expect(describeChart(hostile.notYet)).toContain('no data for this period')
    expect(describeChart(hostile.nothing)).toContain('No data for this period')
  })

  test.each(Object.entries(hostile))('is never too long for Slack: %s', (_, chart) => {
    const text = describeChart(chart)
    expect(text.length).toBeLessThanOrEqual(2000)
    expect(text.startsWith(chart.title.slice(0, 40).trim())).toBe(true)
  })

  test('is cut between graphemes', () => {
    const text = describeChart({ ...hostile.noPanels, subtitle: '👩‍💻'.repeat(900) })
    expect(text.length).toBeLessThanOrEqual(2000)
    expect(text.isWellFormed()).toBe(true)
  })
})
