import type { Timeline } from '../../domain/chart.ts'
import type { Pen } from '../drawing/pen.ts'
import { ink, size } from '../drawing/theme.ts'
import { numbersFor } from '../values/numbers.ts'
import { lastKnown, stackTotals } from '../values/series.ts'
import { chooseFree, dataBoxes, type TakenRoom } from './free-place.ts'
import { type Box, type Label, type Plot, widthOf, xOf, yOf } from './scene.ts'

const mostBarValues = 14

/** The value on each bar, or on each stack, if all of them have room. */
export function drawBarValues(panel: Timeline, plot: Plot, pen: Pen): Label[] {
  if (panel.shape === 'lines' || (panel.shape === 'bars' && panel.series.length > 1)) return []
  if (plot.slots > mostBarValues) return []
  const numbers = numbersFor(pen.locale, panel.measure)
  const isKnown = (slot: number) => panel.series.some(({ values }) => (values[slot] ?? null) !== null)
  const labels = stackTotals(panel).flatMap((total, slot) => {
    if (!isKnown(slot)) return []
    const y = yOf(plot, total) + (total < 0 ? 17 : -15)
    return pen.label(numbers.exact(total), { x: xOf(plot, slot), y, align: 'center', size: size.small, weight: 600 })
  })
  const hasMixedStack = panel.shape === 'stack' && panel.series.some(({ values }) => values.some((value) => value! < 0))
  const isTight = labels.some(({ box }) => widthOf(box) > widthOf(plot.box) / plot.slots - 8)
  return isTight || hasMixedStack ? [] : labels
}

/** Each level's name and value, on its line where it covers least. */
export function drawLevelLabels(panel: Timeline, plot: Plot, written: readonly Box[], pen: Pen): Label[] {
  const numbers = numbersFor(pen.locale, panel.measure)
  const font = { size: size.label, weight: 600 } as const
  const labels: Label[] = []
  for (const level of panel.levels ?? []) {
    const text = pen.cut(`${level.name} ${numbers.exact(level.value)}`, font, widthOf(plot.box))
    const color = level.role === 'limit' ? ink.limit : ink.quiet
    const middle = (plot.box.left + plot.box.right) / 2
    const spots = (
      [
        ['left', plot.box.left + 8],
        ['center', middle],
        ['right', plot.box.right - 8],
      ] as const
    ).flatMap(([align, x]) => [-18, 18].map((offset) => ({ align, x, y: yOf(plot, level.value) + offset })))
    const choices = spots.map((spot) => [pen.label(text, { ...spot, ...font, color })])
    labels.push(...chooseFree(choices, takenRoom(panel, plot, [...written, ...labels.map(({ box }) => box)])))
  }
  return labels
}

/** The value reached, at the point where the known line ends and the forecast begins. */
export function drawSoFar(panel: Timeline, plot: Plot, written: readonly Box[], pen: Pen): readonly Label[] {
  const [first] = panel.series
  const last = first ? lastKnown(first.values) : -1
  const value = first?.values[last] ?? null
  if (panel.shape !== 'lines' || !panel.forecast?.values.length || value === null) return []
  const [x, y] = [xOf(plot, last), yOf(plot, value)]
  const text = numbersFor(pen.locale, panel.measure).exact(value)
  const choices = (['left', 'right'] as const).flatMap((align) =>
    [34, -60, 64, -90].map((offset) => {
      const place = { x: align === 'left' ? x + 6 : x - 6, align }
      return [
        pen.label(text, { ...place, y: y + offset, size: size.value, weight: 700 }),
        pen.label(pen.words.soFar, { ...place, y: y + offset + 29, size: size.small, color: ink.quiet }),
      ]
    }),
  )
  return chooseFree(choices, takenRoom(panel, plot, written))
}

function takenRoom(panel: Timeline, plot: Plot, written: readonly Box[]): TakenRoom {
  const far = 10_000
  const { left, right, top, bottom } = plot.box
  const levels = (panel.levels ?? []).map(({ value }) => yOf(plot, value))
  const outside = [
    { left: -far, right: far, top: -far, bottom: top - 26 },
    { left: -far, right: far, top: bottom - 2, bottom: far },
    { left: right, right: far, top: -far, bottom: far },
    { left: -far, right: left, top: -far, bottom: far },
  ]
  const rules = levels.map((y) => ({ left, right, top: y - 2, bottom: y + 2 }))
  return { closed: [...written, ...outside], open: [...dataBoxes(panel, plot), ...rules] }
}
