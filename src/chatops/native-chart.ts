import type { Chart, Panel, Timeline } from '../domain/chart.ts'
import { formatDay } from '../domain/dates.ts'
import { addDays } from '../domain/time.ts'
import type { DataVisualizationBlock } from '../slack/message.ts'
import { tidy } from './text.ts'

/** Slack's own chart, where no picture can stand: its first panel, as far as Slack's limits hold it. */
const mostSeries = 6
const mostCategories = 20
const longestLabel = 20

export function nativeChart(chart: Chart): DataVisualizationBlock | undefined {
  const [panel] = chart.panels
  const drawn = panel && drawPanel(panel, chart.locale)
  if (!drawn || drawn.categories.length === 0 || drawn.series.length === 0) return undefined
  const { type, categories, series } = drawn
  return {
    type: 'data_visualization',
    title: tidy(chart.title, 50),
    chart: {
      type,
      series: series.map(({ name, values }) => ({
        name,
        data: categories.flatMap((label, index) => {
          const value = values[index]
          return value === null || value === undefined ? [] : [{ label, value: Math.round(value * 100) / 100 }]
        }),
      })),
      axis_config: { categories },
    },
  }
}

interface Drawn {
  readonly type: 'bar' | 'line'
  readonly categories: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
}

function drawPanel(panel: Panel, locale: string): Drawn {
  if (panel.kind === 'ranking') {
    const rows = panel.rows.slice(0, mostCategories)
    const categories = distinct(rows.map(({ name, fallback }) => fallback ?? name))
    return {
      type: 'bar',
      categories,
      series: [{ name: tidy(panel.heading ?? '–', longestLabel), values: rows.map(({ value }) => value) }],
    }
  }
  const labels = nameSlots(panel, locale)
  const kept = thinOut(labels.length)
  const isLines = panel.shape === 'lines'
  const names = distinct([...panel.series.map(({ name }) => name), ...(panel.levels ?? []).map(({ name }) => name)])
  const values = [
    ...panel.series.map((series) => series.values),
    // A bar has no line across it, so a limit is drawn where lines are.
    ...(isLines ? (panel.levels ?? []).map(({ value }) => labels.map(() => value)) : []),
  ]
  return {
    type: isLines ? 'line' : 'bar',
    categories: distinct(kept.map((index) => labels[index] ?? '')),
    series: values.slice(0, mostSeries).flatMap((all, index) => {
      const thinned = kept.map((slot) => all[slot] ?? null)
      return thinned.every((value) => value === null) ? [] : [{ name: names[index] ?? '–', values: thinned }]
    }),
  }
}

function nameSlots({ slots }: Timeline, locale: string): string[] {
  if (slots.by === 'label') return [...slots.labels]
  const year = slots.from.slice(0, 4)
  return Array.from({ length: slots.count }, (_, index) => formatDay(addDays(slots.from, index), locale, year))
}

/** Of more slots than Slack takes, every second or third, counted from the last. */
function thinOut(count: number): number[] {
  const step = Math.max(1, Math.ceil(count / mostCategories))
  return Array.from({ length: count }, (_, index) => index).filter((index) => (count - 1 - index) % step === 0)
}

/** Slack wants names to differ, also after they are cut. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let label = tidy(name, longestLabel)
    for (let number = 2; taken.has(label); number += 1) label = `${tidy(name, longestLabel - 3)} ${number}`
    taken.add(label)
    return label
  })
}
