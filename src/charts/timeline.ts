import type { Timeline } from '../domain/chart.ts'
import { drawEndLabels, type EndLabel, endGap, endLabels, endLabelsHeight, endLabelsWidth } from './end-labels.ts'
import { drawHeading, drawNoData, headingHeight } from './heading.ts'
import { timelineMarks } from './marks.ts'
import { numbersFor } from './numbers.ts'
import type { Pen } from './pen.ts'
import { type Box, heightOf, mergeScenes, type Plot, type Rule, type Scene, yOf } from './scene.ts'
import { colorSeries, knownValues, valuesToHold } from './series.ts'
import { drawSlotTicks, slotTicksHeight } from './slot-ticks.ts'
import { countSlots } from './slots.ts'
import { ink, size } from './theme.ts'
import { chooseScale, type Scale } from './ticks.ts'
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

export function planTimeline(
  panel: Timeline,
  cell: Box,
  pen: Pen,
  { valuesOnScale = valuesToHold(panel), showsSlots = true }: { valuesOnScale?: number[]; showsSlots?: boolean } = {},
): TimelinePlan {
  const room = heightOf(plotRoom(panel, cell, showsSlots))
  const scale = chooseScale(valuesOnScale, panel.measure, Math.min(5, Math.max(3, Math.floor(room / leastTickHeight))))
  const tickTexts = numbersFor(pen.locale, panel.measure).ticks(scale.ticks)
  const wanted = endLabels(panel, pen)
  const ends = endLabelsHeight(wanted) <= heightOf(endRoom(panel, cell, showsSlots)) ? wanted : []
  const left = Math.max(...tickTexts.map((text) => pen.width(text, tickFont))) + tickGap
  return { panel, cell, scale, tickTexts, ends, gutters: { left, right: endLabelsWidth(ends, pen) }, showsSlots }
}

export function drawTimeline(plan: TimelinePlan, gutters: Gutters, pen: Pen): Scene {
  const { panel, cell, scale, showsSlots } = plan
  const key = plan.ends.length === 0 && panel.series.length > 1 ? namesWithColors(panel) : []
  // The labels at the right may reach up beside the heading.
  const heading = drawHeading(panel, { ...cell, right: cell.right - plan.gutters.right }, pen, key)
  const room = plotRoom(panel, cell, showsSlots, key.length > 0)
  if (countSlots(panel.slots) === 0 || knownValues(panel.series).length + (panel.forecast?.values.length ?? 0) === 0) {
    return mergeScenes([heading, drawNoData(room, pen)])
  }
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
    heading,
    { plots: [plot], rules: [...gridRules(scale, plot), ...levelRules(panel, plot)] },
    { labels: plan.tickTexts.map((text, index) => tickLabel(text, scale.ticks[index] ?? 0, plot, pen)) },
    showsSlots ? { labels: drawSlotTicks(panel.slots, plot, cell, pen) } : {},
    drawEndLabels(plan.ends, plot, endRoom(panel, cell, showsSlots), pen),
    { labels: drawBarValues(panel, plot, pen) },
  ])
  const levels = drawLevelLabels(panel, plot, scene.labels, pen)
  return mergeScenes([scene, { labels: levels }, { labels: drawSoFar(panel, plot, [...scene.labels, ...levels], pen) }])
}

function plotRoom(panel: Timeline, cell: Box, showsSlots: boolean, hasKey = false): Box {
  // Values stand above bars: the highest one needs room below the heading.
  const headroom = panel.shape === 'lines' ? 10 : 16
  const top = cell.top + headingHeight(panel.heading ?? (hasKey ? ' ' : undefined)) + headroom
  return { ...cell, top, bottom: cell.bottom - (showsSlots ? slotTicksHeight : 14) }
}

const endRoom = (panel: Timeline, cell: Box, showsSlots: boolean): Box => ({
  ...cell,
  bottom: plotRoom(panel, cell, showsSlots).bottom + endGap,
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

const tickLabel = (text: string, value: number, plot: Plot, pen: Pen) =>
  pen.label(text, {
    x: plot.box.left - tickGap,
    y: yOf(plot, value),
    align: 'right',
    ...tickFont,
    color: ink.quiet,
  })
