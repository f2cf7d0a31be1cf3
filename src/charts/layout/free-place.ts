import type { Timeline } from '../../domain/chart.ts'
import { stackBottoms, stackTops, sum } from '../values/series.ts'
import { type Box, type Label, overlapArea, type Plot, xOf, yOf } from './scene.ts'

export interface TakenRoom {
  /** Other texts, and what lies outside the plot. */
  readonly closed: readonly Box[]
  /** Data and lines: a text may cross them, if it must. */
  readonly open: readonly Box[]
}

/** Of several ways to write the same thing, the first that covers least. */
export function chooseFree(choices: readonly (readonly Label[])[], taken: TakenRoom): readonly Label[] {
  const cover = (labels: readonly Label[], boxes: readonly Box[]) =>
    sum(labels.flatMap(({ box }) => boxes.map((other) => overlapArea(widen(box, 4), other))))
  const costs = choices.map((labels) => 1000 * cover(labels, taken.closed) + cover(labels, taken.open))
  return choices[costs.indexOf(Math.min(...costs))] ?? []
}

const widen = (box: Box, by: number): Box => ({
  left: box.left - by,
  top: box.top,
  right: box.right + by,
  bottom: box.bottom,
})

/** The room that the data of a panel take, roughly: enough to write beside them. */
export function dataBoxes(panel: Timeline, plot: Plot): Box[] {
  if (panel.shape === 'lines') return plot.marks.flatMap((mark) => markBoxes(mark, plot))
  const [tops, bottoms] =
    panel.shape === 'stack'
      ? [stackTops(panel), stackBottoms(panel)]
      : [largestOf(panel, plot.slots, Math.max), largestOf(panel, plot.slots, Math.min)]
  const half = (plot.box.right - plot.box.left) / plot.slots / 2
  return tops.map((top, slot) => {
    const x = xOf(plot, slot)
    return { left: x - half, right: x + half, top: yOf(plot, top), bottom: yOf(plot, bottoms[slot] ?? 0) }
  })
}

const largestOf = (panel: Timeline, slots: number, choose: (...values: number[]) => number): number[] =>
  Array.from({ length: slots }, (_, slot) => choose(0, ...panel.series.map(({ values }) => values[slot] ?? 0)))

/** Small boxes along a line, or from the lower to the upper edge of a band. */
function markBoxes(mark: Plot['marks'][number], plot: Plot): Box[] {
  if (mark.kind === 'bars') return []
  const [low, high] = mark.kind === 'line' ? [mark.values, mark.values] : [mark.low, mark.high]
  return low.flatMap((bottom, slot) => {
    const top = high[slot] ?? null
    const before = Math.max(0, slot - 1)
    const [previousBottom, previousTop] = [low[before] ?? bottom, high[before] ?? top]
    if (bottom === null || top === null || previousBottom === null || previousTop === null) return []
    return {
      left: xOf(plot, before),
      right: xOf(plot, slot),
      top: yOf(plot, Math.max(top, previousTop)) - 4,
      bottom: yOf(plot, Math.min(bottom, previousBottom)) + 4,
    }
  })
}
