import type { Series, Timeline } from '../../domain/chart.ts'
import type { Mark, Values } from '../layout/scene.ts'
import { colorSeries, lastKnown } from '../values/series.ts'
import { countSlots } from '../values/slots.ts'
import { ink } from './theme.ts'

/** What chart.js has to draw for a timeline, from back to front. */
export function timelineMarks(panel: Timeline): Mark[] {
  const count = countSlots(panel.slots)
  const colors = colorSeries(panel.series)
  const known = panel.series.map((series) => padValues(series, count))
  if (panel.shape !== 'lines') {
    // A bar of length zero would still get the shortest length that is drawn.
    return known.map((values, index) => ({
      kind: 'bars',
      values: values.map((value) => value || null),
      colors: [colors[index] ?? ink.other],
    }))
  }
  const lines = known.map((values, index): Mark => {
    const color = known.length === 1 ? ink.text : (colors[index] ?? ink.other)
    return { kind: 'line', values, color, dotted: false, dots: findDots(values) }
  })
  // The first series matters most, so that it is drawn last.
  return [...forecastMarks(panel, count), ...lines.reverse()]
}

function padValues({ values }: Series, count: number): Values {
  return Array.from({ length: count }, (_, slot) => values[slot] ?? null)
}

/** The last point, and points without a neighbour: a line through one of these would not be seen. */
function findDots(values: Values): number[] {
  const last = lastKnown(values)
  const isNothing = (slot: number) => (values[slot] ?? null) === null
  return values.flatMap((value, slot) =>
    value !== null && (slot === last || (isNothing(slot - 1) && isNothing(slot + 1))) ? [slot] : [],
  )
}

function forecastMarks(panel: Timeline, count: number): Mark[] {
  const [first] = panel.series
  if (!panel.forecast || panel.forecast.values.length === 0 || !first) return []
  const start = lastKnown(first.values.slice(0, count))
  const end = Math.min(count, start + 1 + panel.forecast.values.length) - 1
  const following = (future: readonly number[]): Values =>
    Array.from({ length: count }, (_, slot) =>
      slot === start ? (first.values[slot] ?? null) : slot > start ? (future[slot - start - 1] ?? null) : null,
    )
  const { values, low, high } = panel.forecast
  const color = panel.series.length === 1 ? ink.text : (colorSeries(panel.series)[0] ?? ink.text)
  return [
    { kind: 'band', low: following(low), high: following(high), color: ink.band },
    { kind: 'line', values: following(values), color, dotted: true, dots: [end] },
  ]
}
