import type { Timeline } from '../../domain/chart.ts'
import { timelineMarks } from '../drawing/marks.ts'
import type { Pen } from '../drawing/pen.ts'
import { ink, size } from '../drawing/theme.ts'
import { numbersFor } from '../values/numbers.ts'
import { colorSeries, knownValues, valuesToHold } from '../values/series.ts'
import { countSlots } from '../values/slots.ts'
import { chooseScale, type Scale } from '../values/ticks.ts'
import { drawEndLabels, type EndLabel, endGap, endLabels, endLabelsHeight, endLabelsWidth } from './end-labels.ts'
import { drawHeading, drawNoData, headingHeight } from './heading.ts'
import { swatchBox } from './key.ts'
import {
  type Box,
  heightOf,
  type Label,
  mergeScenes,
  overlapArea,
  type Plot,
  type Rule,
  type Scene,
  widthOf,
  yOf,
} from './scene.ts'
import { drawSlotTicks, slotTicksHeight } from './slot-ticks.ts'
import { drawBarValues, drawLevelLabels, drawSoFar } from './timeline-labels.ts'

/** What a panel needs beside its plot; panels below one another share the widest, so that their days line up. */
export interface Gutters {
  readonly left: number
  readonly right: number
}

export interface TimelinePlan {
  readonly panel: Timeline
  readonly cell: Box
  readonly scale: Scale
  readonly tickTexts: readonly string[]
  readonly ends: readonly EndLabel[]
  readonly gutters: Gutters
  readonly showsSlots: boolean
}

const tickGap = 12
const tickFont = { size: size.axis, weight: 400 } as const
const leastTickHeight = 46
const mostEndWidth = 310
const mostEndPart = 0.42

export function planTimeline(
  panel: Timeline,
  cell: Box,
  pen: Pen,
  { valuesOnScale = valuesToHold(panel), showsSlots = true }: { valuesOnScale?: number[]; showsSlots?: boolean } = {},
): TimelinePlan {
  const room = heightOf(plotRoom(panel, cell, showsSlots, headingHeight(panel.heading)))
  const scale = chooseScale(valuesOnScale, panel.measure, Math.min(5, Math.max(3, Math.floor(room / leastTickHeight))))
  const tickTexts = numbersFor(pen.locale, panel.measure).ticks(scale.ticks)
  const widest = Math.min(mostEndWidth, mostEndPart * widthOf(cell))
  const wanted = endLabels(panel, widest, pen)
  const isRoomy = endLabelsHeight(wanted) <= heightOf(endRoom(panel, cell, showsSlots))
  const ends = isRoomy && endLabelsWidth(wanted, pen) <= widest ? wanted : []
  const left = Math.max(...tickTexts.map((text) => pen.width(text, tickFont))) + tickGap
  return { panel, cell, scale, tickTexts, ends, gutters: { left, right: endLabelsWidth(ends, pen) }, showsSlots }
}

export function drawTimeline(plan: TimelinePlan, gutters: Gutters, pen: Pen): Scene {
  const { panel, cell, scale, showsSlots } = plan
  if (countSlots(panel.slots) === 0 || knownValues(panel.series).length + (panel.forecast?.values.length ?? 0) === 0) {
    const room = plotRoom(panel, cell, showsSlots, headingHeight(panel.heading))
    return mergeScenes([drawHeading(panel, cell, pen).scene, drawNoData(room, pen)])
  }
  const key = plan.ends.length === 0 && panel.series.length > 1 ? namesWithColors(panel) : []
  // The labels at the right may reach up beside the heading.
  const heading = drawHeading(panel, { ...cell, right: cell.right - plan.gutters.right }, pen, key)
  const room = plotRoom(panel, cell, showsSlots, heading.height)
  const plot: Plot = {
    box: { ...room, left: cell.left + gutters.left, right: cell.right - gutters.right },
    upright: true,
    slots: countSlots(panel.slots),
    min: scale.min,
    max: scale.max,
    stacked: panel.shape === 'stack',
    marks: timelineMarks(panel),
  }
  const scene = mergeScenes([
    heading.scene,
    { plots: [plot], rules: [...gridRules(scale, plot), ...levelRules(panel, plot)] },
    { labels: drawTickLabels(plan, plot, pen) },
    showsSlots ? { labels: drawSlotTicks(panel.slots, plot, cell, pen) } : {},
    drawEndLabels(plan.ends, plot, endRoom(panel, cell, showsSlots), pen),
  ])
  const barValues = drawBarValues(panel, plot, pen)
  const written = [...scene.labels.map(({ box }) => box), ...scene.swatches.map(swatchBox)]
  const levels = drawLevelLabels(panel, plot, [...written, ...barValues.map(({ box }) => box)], pen)
  // A limit has to be named; of the bars' values, one that is in its way can be read from the axis.
  const isFree = ({ box }: Label) => levels.every((level) => overlapArea(level.box, box) === 0)
  const soFar = drawSoFar(panel, plot, [...written, ...levels.map(({ box }) => box)], pen)
  return mergeScenes([scene, { labels: [...barValues.filter(isFree), ...levels, ...soFar] }])
}

function plotRoom(panel: Timeline, cell: Box, showsSlots: boolean, heading: number): Box {
  // Values stand above bars, and below negative ones: they need room.
  const headroom = panel.shape === 'lines' ? 10 : 16
  const top = cell.top + heading + headroom
  const footroom = panel.shape !== 'lines' && Math.min(...knownValues(panel.series)) < 0 ? headroom : 0
  return { ...cell, top, bottom: cell.bottom - (showsSlots ? slotTicksHeight : 14) - footroom }
}

const endRoom = (panel: Timeline, cell: Box, showsSlots: boolean): Box => ({
  ...cell,
  bottom: plotRoom(panel, cell, showsSlots, 0).bottom + endGap,
})

const namesWithColors = (panel: Timeline) => {
  const colors = colorSeries(panel.series)
  return panel.series.map(({ name }, index) => ({ name, color: colors[index] ?? ink.other }))
}

const gridRules = (scale: Scale, plot: Plot): Rule[] =>
  scale.ticks.map((tick) => ({
    from: [plot.box.left, yOf(plot, tick)],
    to: [plot.box.right, yOf(plot, tick)],
    color: tick === 0 ? ink.axis : ink.grid,
    width: 1.5,
  }))

const levelRules = (panel: Timeline, plot: Plot): Rule[] =>
  (panel.levels ?? []).map(({ value, role }) => ({
    from: [plot.box.left, yOf(plot, value)],
    to: [plot.box.right, yOf(plot, value)],
    color: role === 'limit' ? ink.limit : ink.quiet,
    width: 3,
    dash: [14, 9],
    // Bars would hide it; a line crosses it and may lie above.
    onTop: panel.shape !== 'lines',
  }))

/** Zero first, then those that do not come too near in a panel of little height. */
function drawTickLabels({ scale, tickTexts }: TimelinePlan, plot: Plot, pen: Pen): Label[] {
  const labels = scale.ticks.map((tick, index) => {
    const place = { x: plot.box.left - tickGap, y: yOf(plot, tick), align: 'right' } as const
    return { tick, label: pen.label(tickTexts[index] ?? '', { ...place, ...tickFont, color: ink.quiet }) }
  })
  const kept: Label[] = []
  for (const { label } of labels.sort((one, other) => Math.abs(one.tick) - Math.abs(other.tick))) {
    if (kept.every(({ box }) => overlapArea(box, label.box) === 0)) kept.push(label)
  }
  return kept
}
