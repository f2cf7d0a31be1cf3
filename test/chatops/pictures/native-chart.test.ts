import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nativeChart } from '../../../src/chatops/pictures/native-chart.ts'
import type { Chart, Panel, Series, Timeline } from '../../../src/domain/chart.ts'
import { validateBlocks } from '../../../src/sandbox/slack/index.ts'
import { anyChart } from '../../charts/any-chart.ts'
import { monthToDate, topUsers } from '../../charts/examples.ts'

const chartOf = (panel: Panel, title = 'A finding'): Chart => ({ locale: 'en', title, subtitle: '', panels: [panel] })

const timeline = (series: readonly Series[], more: Partial<Timeline> = {}): Timeline => ({
  kind: 'timeline',
  measure: { kind: 'count' },
  slots: { by: 'day', from: '2026-11-01', count: Math.max(0, ...series.map(({ values }) => values.length)) },
  shape: 'bars',
  series,
  ...more,
})

interface Drawn {
  readonly title: string
  readonly chart: {
    readonly type: string
    readonly series: readonly { readonly name: string; readonly data: readonly { label: string; value: number }[] }[]
    readonly axis_config: { readonly categories: readonly string[] }
  }
}

/** As Slack would store it. */
function drawn(chart: Chart): Drawn | undefined {
  const block = nativeChart(chart)
  if (!block) return undefined
  const checked = validateBlocks([JSON.parse(JSON.stringify(block))])
  if (!checked.ok) throw new Error(checked.problems.join('\n'))
  return JSON.parse(JSON.stringify(block))
}

describe('Slack’s own chart', () => {
  test('keeps within Slack’s limits, whatever is to be drawn', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        drawn(chart)
      }),
      { numRuns: 300 },
    )
  })

  test('holds the finding, the series and the limit', () => {
    const { title, chart } = drawn(monthToDate('en'))!
    expect(title).toMatch(/^November is heading for €42,500/)
    expect(chart.type).toBe('line')
    expect(chart.series.map(({ name }) => name)).toEqual(['Spend', 'Limit'])
    expect(chart.series[1]?.data.every(({ value }) => value === 40_000)).toBe(true)
  })

  test('draws a ranking with everybody’s name and value', () => {
    const { chart } = drawn(topUsers('en'))!
    expect(chart.type).toBe('bar')
    expect(chart.series[0]?.data[0]).toEqual({ label: 'Zoë Müller', value: 4212 })
    expect(chart.axis_config.categories).toContain('wang.xiaoming')
  })

  test('adds up the bars of days that Slack has no room for, and loses none', () => {
    const values = Array.from({ length: 31 }, (_, index) => index + 1)
    const { chart } = drawn(chartOf(timeline([{ name: 'Spend', values }])))!
    const [first, second] = chart.axis_config.categories
    expect([first, second, chart.axis_config.categories.at(-1)]).toEqual(['1 Nov', '2 Nov – 3 Nov', '30 Nov – 1 Dec'])
    expect(chart.series[0]?.data.reduce((total, { value }) => total + value, 0)).toBe((31 * 32) / 2)
  })

  test('draws a line through every second day, the last one included', () => {
    const values = Array.from({ length: 30 }, (_, index) => index + 1)
    const { chart } = drawn(chartOf(timeline([{ name: 'Spend', values }], { shape: 'lines' })))!
    expect(chart.axis_config.categories).toHaveLength(15)
    expect(chart.series[0]?.data.at(-1)).toEqual({ label: '30 Nov', value: 30 })
  })

  test('names months where the slots are months', () => {
    const slots = { by: 'month', from: '2026-10-01', count: 3 } as const
    const { chart } = drawn(chartOf(timeline([{ name: 'Spend', values: [1, 2, 3] }], { slots })))!
    expect(chart.axis_config.categories).toEqual(['Oct', 'Nov', 'Dec'])
  })

  test('keeps apart names that only differ where they are cut', () => {
    const series = ['eu', 'us', 'ap'].map((zone) => ({ name: `A workspace with a long name, ${zone}`, values: [1] }))
    const { chart } = drawn(chartOf(timeline(series)))!
    expect(new Set(chart.series.map(({ name }) => name)).size).toBe(3)
  })

  test('leaves out what has no value, and is not there where nothing has', () => {
    const { chart } = drawn(
      chartOf(
        timeline([
          { name: 'One', values: [1, null] },
          { name: 'None', values: [null, null] },
        ]),
      ),
    )!
    expect(chart.series.map(({ name, data }) => [name, data.length])).toEqual([['One', 1]])
    expect(drawn(chartOf(timeline([{ name: 'None', values: [null] }])))).toBeUndefined()
    expect(drawn(chartOf(timeline([])))).toBeUndefined()
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e308])('is not refused for a value like %s', (value) => {
    const { chart } = drawn(chartOf(timeline([{ name: 'Spend', values: [value, 2] }])))!
    expect(chart.series[0]?.data).toContainEqual({ label: '2 Nov', value: 2 })
  })

  test.each(['', '\u200b', ' \n ', 'x'.repeat(300), '👩‍💻'.repeat(40)])('has a title, also for %j', (title) => {
    expect(drawn(chartOf(timeline([{ name: 'Spend', values: [1] }]), title))!.title).not.toBe('')
  })

  test('needs no heading for a ranking', () => {
    const rows = [{ name: 'Claire', value: 3 }]
    expect(drawn(chartOf({ kind: 'ranking', heading: '', measure: { kind: 'count' }, rows }))).toBeDefined()
  })
})
