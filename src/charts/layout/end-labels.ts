import type { Timeline } from '../../domain/chart.ts'
import type { Pen } from '../drawing/pen.ts'
import { type Font, ink, size } from '../drawing/theme.ts'
import { numbersFor } from '../values/numbers.ts'
import { colorSeries, knownValues, lastKnown, sum } from '../values/series.ts'
import { swatchSize } from './key.ts'
import { type Box, heightOf, type Label, mergeScenes, type Plot, type Scene, yOf } from './scene.ts'

/** A text right of the plot that says what ends there. */
export interface EndLabel {
  /** Where it would like to stand; null: it only keeps its place in the order. */
  readonly value: number | null
  readonly color: string | null
  readonly lines: readonly (readonly Span[])[]
}

type Span = Font & { readonly text: string; readonly color: string }

const lineHeight = 26
/** Between names that only keep their order. */
const looseLine = 34
const spanGap = 9
export const endGap = 14

/** Top to bottom. Bars beside one another and a single row of bars explain themselves. */
export function endLabels(panel: Timeline, widest: number, pen: Pen): EndLabel[] {
  if (panel.shape === 'bars' || (panel.shape === 'stack' && panel.series.length < 2)) return []
  const numbers = numbersFor(pen.locale, panel.measure)
  const colors = colorSeries(panel.series)
  const isStack = panel.shape === 'stack'
  const showsLast = (panel.figure ?? (isStack ? 'sum' : 'last')) === 'last'
  const labels = panel.series.flatMap((series, index): EndLabel[] => {
    const forecast = index === 0 && !isStack ? forecastLabel(panel, pen) : undefined
    if (forecast) return [forecast]
    const last = series.values[lastKnown(series.values)] ?? null
    if (last === null) return []
    const value = showsLast ? last : sum(knownValues([series]))
    const figure: Span = { text: numbers.exact(value), size: size.small, weight: 600, color: ink.text }
    if (panel.series.length === 1) {
      return [{ value: last, color: null, lines: [[{ ...figure, size: size.value, weight: 700 }]] }]
    }
    const room = widest - endGap - swatchSize - 2 * spanGap - pen.width(figure.text, figure)
    const font = { size: size.small, weight: 400 } as const
    const name: Span = { text: pen.cut(series.name, font, room), ...font, color: ink.text }
    const height = isStack ? (showsLast ? middleOfLast(panel, index) : null) : last
    return [{ value: height, color: colors[index] ?? null, lines: [[name, figure]] }]
  })
  return isStack ? labels.reverse() : labels.sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
}

/** The middle of a series' part of the last stack. */
function middleOfLast({ series }: Timeline, index: number): number {
  const last = Math.max(...series.map(({ values }) => lastKnown(values)))
  const parts = series.map(({ values }) => values[last] ?? 0)
  return sum(parts.slice(0, index)) + (parts[index] ?? 0) / 2
}

function forecastLabel(panel: Timeline, pen: Pen): EndLabel | undefined {
  const [value, low, high] = [panel.forecast?.values.at(-1), panel.forecast?.low.at(-1), panel.forecast?.high.at(-1)]
  if (value === undefined || low === undefined || high === undefined) return undefined
  const numbers = numbersFor(pen.locale, panel.measure)
  const quiet = { size: size.small, weight: 400, color: ink.quiet } as const
  const lines = [
    [{ text: numbers.rounded(value), size: size.value, weight: 700, color: ink.text } as const],
    [{ text: pen.words.forecast, ...quiet }],
    [{ text: numbers.range(low, high), ...quiet }],
  ]
  return { value, color: null, lines }
}

export function endLabelsWidth(labels: readonly EndLabel[], pen: Pen): number {
  const widths = labels.flatMap(({ lines, color }) =>
    lines.map(
      (spans) => sum(spans.map((span) => pen.width(span.text, span) + spanGap)) + (color ? swatchSize + spanGap : 0),
    ),
  )
  return widths.length > 0 ? Math.max(...widths) + endGap : 0
}

export const endLabelsHeight = (labels: readonly EndLabel[]): number =>
  sum(labels.map(({ lines }) => lines.length * lineHeight))

export function drawEndLabels(labels: readonly EndLabel[], plot: Plot, room: Box, pen: Pen): Scene {
  const heights = labels.map(({ lines }) => lines.length * lineHeight)
  // Those without a place of their own stand around the plot's middle, as loosely as they can.
  const line = Math.min(looseLine, heightOf(room) / labels.length)
  const block = (labels.length * line) / 2
  const middle = Math.min(Math.max((plot.box.top + plot.box.bottom) / 2, room.top + block), room.bottom - block)
  const wishes = labels.map(({ value }, index) =>
    value === null
      ? middle - block + (index + 0.5) * line
      : yOf(plot, value) + ((heights[index] ?? 0) - lineHeight) / 2,
  )
  const middles = spread(wishes, heights, room)
  return mergeScenes(
    labels.map(({ lines, color }, index) => {
      const top = (middles[index] ?? 0) - (heights[index] ?? 0) / 2
      const left = plot.box.right + endGap
      const start = left + (color ? swatchSize + spanGap : 0)
      const written = lines.flatMap((spans, line) => writeSpans(spans, start, top + (line + 0.5) * lineHeight, pen))
      const swatches = color ? [{ x: left + swatchSize / 2, y: middles[index] ?? 0, color }] : []
      return { labels: written, swatches }
    }),
  )
}

function writeSpans(spans: readonly Span[], left: number, y: number, pen: Pen): Label[] {
  let x = left
  return spans.map((span) => {
    const label = pen.label(span.text, { ...span, x, y })
    x = label.box.right + spanGap
    return label
  })
}

/** Moves things of these heights apart, in order, as little as is needed to keep them inside the room. */
export function spread(wishes: readonly number[], heights: readonly number[], room: Box): number[] {
  const middles = [...wishes]
  let lowest = room.top
  for (const [index, height] of heights.entries()) {
    middles[index] = Math.max(middles[index] ?? 0, lowest + height / 2)
    lowest = middles[index] + height / 2
  }
  let highest = room.bottom
  for (const [index, height] of [...heights.entries()].reverse()) {
    middles[index] = Math.min(middles[index] ?? 0, highest - height / 2)
    highest = middles[index] - height / 2
  }
  return middles
}
