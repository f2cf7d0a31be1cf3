import type { Chart, Panel, Timeline } from '../../domain/chart.ts'
import type { Pen } from '../drawing/pen.ts'
import { page } from '../drawing/theme.ts'
import { countHiddenSeries, limitSeries, sum, valuesToHold } from '../values/series.ts'
import { arrangeCells } from './cells.ts'
import { drawNoData } from './heading.ts'
import { drawFooter, drawHeader } from './page-texts.ts'
import { countHiddenRows, drawRanking } from './ranking.ts'
import { type Box, mergeScenes, type Scene } from './scene.ts'
import { drawTimeline, type Gutters, planTimeline } from './timeline.ts'

/** The whole picture as data: the finding, the panels below it, and what has to be added. */
export function composeScene(chart: Chart, pen: Pen): Scene {
  const panels = chart.panels.map((panel) => (panel.kind === 'timeline' ? limitSeries(panel, pen.words) : panel))
  const header = drawHeader(chart, pen)
  const cellsAbove = (bottom: number) => {
    const room = { left: page.margin, right: page.width - page.margin, top: header.bottom, bottom }
    return arrangeCells(panels, room, chart.arrangement)
  }
  const footer = drawRemarks(chart, cellsAbove, pen)
  if (panels.length === 0) {
    const room = { left: 0, right: page.width, top: header.bottom, bottom: footer.top }
    return mergeScenes([header, drawNoData(room, pen), footer])
  }
  return mergeScenes([header, ...drawPanels(panels, cellsAbove(footer.top), chart.arrangement, pen), footer])
}

/** Whether something is left out depends on the room, and saying so takes some of it. */
function drawRemarks(chart: Chart, cellsAbove: (bottom: number) => Box[], pen: Pen) {
  const plain = drawFooter([chart.note], pen)
  if (countHidden(chart, cellsAbove(plain.top)) === 0) return plain
  const withRemark = (count: number) => drawFooter([chart.note, pen.words.more(count)], pen)
  return withRemark(countHidden(chart, cellsAbove(withRemark(100).top)))
}

function countHidden(chart: Chart, cells: readonly Box[]): number {
  const counts = chart.panels.map((panel, index) => {
    const cell = cells[index]
    if (!cell) return 1
    return panel.kind === 'timeline' ? countHiddenSeries(panel) : countHiddenRows(panel, cell)
  })
  return sum(counts)
}

function drawPanels(
  panels: readonly Panel[],
  cells: readonly Box[],
  arrangement: Chart['arrangement'],
  pen: Pen,
): Scene[] {
  const timelines = panels.filter((panel) => panel.kind === 'timeline')
  const isGrid = arrangement === 'grid'
  const shared = isGrid ? { valuesOnScale: timelines.flatMap(valuesToHold) } : {}
  const isOneAxis = !isGrid && arrangement !== 'columns' && haveSameSlots(timelines, panels.length)
  const drawings = cells.map((cell, index) => {
    const panel = panels[index]
    if (panel?.kind !== 'timeline') return { panel, cell, plan: undefined }
    const showsSlots = !isOneAxis || index === cells.length - 1
    return { panel, cell, plan: planTimeline(panel, cell, pen, { ...shared, showsSlots }) }
  })
  const common = widest(drawings.flatMap(({ plan }) => plan?.gutters ?? []))
  return drawings.flatMap(({ panel, cell, plan }) => {
    if (plan) return drawTimeline(plan, isOneAxis || isGrid ? common : plan.gutters, pen)
    return panel?.kind === 'ranking' ? drawRanking(panel, cell, pen) : []
  })
}

const haveSameSlots = (timelines: readonly Timeline[], count: number): boolean =>
  timelines.length === count && new Set(timelines.map(({ slots }) => JSON.stringify(slots))).size === 1

const widest = (gutters: readonly Gutters[]): Gutters => ({
  left: Math.max(0, ...gutters.map(({ left }) => left)),
  right: Math.max(0, ...gutters.map(({ right }) => right)),
})
