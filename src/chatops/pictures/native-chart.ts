import { sum } from '../../charts/values/series.ts'
import { countSlots, slotText } from '../../charts/values/slots.ts'
import type { Chart, Panel } from '../../domain/chart.ts'
import type { DataVisualizationBlock } from '../../slack/message.ts'
import { tidy } from '../text.ts'

/** Slack's own chart, where no picture can stand: its first panel, as far as Slack's limits hold it. */
const mostSeries = 6
const mostCategories = 20
const longestLabel = 20

export function nativeChart(chart: Chart): DataVisualizationBlock | undefined {
  const [panel] = chart.panels
  const drawn = panel && drawPanel(panel, chart.locale)
  if (!drawn || drawn.categories.length === 0) return undefined
  const { type, categories } = drawn
  const series = drawn.series.flatMap(({ name, values }) => {
    const data = categories.flatMap((label, index) => {
      const value = values[index] ?? Number.NaN
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? [{ label, value: Math.round(value * 100) / 100 }] : []
    })
    return data.length > 0 ? [{ name, data }] : []
  })
  if (series.length === 0) return undefined
  return {
    type: 'data_visualization',
    title: tidy(chart.title, 50),
    chart: { type, series, axis_config: { categories } },
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
  const labels = Array.from({ length: countSlots(panel.slots) }, (_, index) => slotText(panel.slots, index, locale))
  const groups = groupSlots(labels.length)
  const isLines = panel.shape === 'lines'
  const isSum = !isLines && panel.measure.kind !== 'share'
  const names = distinct([...panel.series.map(({ name }) => name), ...(panel.levels ?? []).map(({ name }) => name)])
  const values = [
    ...panel.series.map((series) => series.values),
    // A bar has no line across it, so a limit is drawn where lines are.
    ...(isLines ? (panel.levels ?? []).map(({ value }) => labels.map(() => value)) : []),
  ]
  return {
    type: isLines ? 'line' : 'bar',
    categories: distinct(
      groups.map((slots) =>
        nameGroup(
          slots.map((slot) => labels[slot] ?? ''),
          isSum,
        ),
      ),
    ),
    series: values.slice(0, mostSeries).map((all, index) => ({
      name: names[index] ?? '–',
      values: groups.map((slots) => {
        const known = slots.map((slot) => all[slot] ?? null).filter((value) => value !== null)
        return (isSum && known.length > 0 ? sum(known) : known.at(-1)) ?? null
      }),
    })),
  }
}

/** Of more slots than Slack takes, two or three become one, counted from the last. */
function groupSlots(count: number): number[][] {
  const most = Math.max(1, Math.ceil(count / mostCategories))
  const slots = Array.from({ length: count }, (_, index) => index)
  return [...Map.groupBy(slots, (index) => Math.floor((count - 1 - index) / most)).values()]
}

/** Bars add up, so they say from where to where; a line stands where its last day left it. */
function nameGroup(labels: readonly string[], isSum: boolean): string {
  const [first = '', last = ''] = [labels[0], labels.at(-1)]
  return isSum && first !== last ? `${first} – ${last}` : last
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
