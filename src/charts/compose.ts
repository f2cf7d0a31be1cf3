import type { Chart, Panel, Timeline } from '../domain/chart.ts'
import { arrangeCells } from './cells.ts'
import { drawNoData } from './heading.ts'
import { knownCurrency } from './numbers.ts'
import { fitParagraph } from './paragraph.ts'
import type { Pen } from './pen.ts'
import { countHiddenRows, drawRanking } from './ranking.ts'
import { type Box, mergeScenes, type Scene } from './scene.ts'
import { countHiddenSeries, limitSeries, valuesToHold } from './series.ts'
import { ink, page, size } from './theme.ts'
import { drawTimeline, type Gutters, planTimeline } from './timeline.ts'

const { width, height, margin } = page
const textWidth = width - 2 * margin

/** The whole picture as data: the finding, the panels below it, and what has to be added. */
export function composeScene(chart: Chart, pen: Pen): Scene {
  const panels = chart.panels.map((panel) => (panel.kind === 'timeline' ? limitSeries(panel, pen.words) : panel))
  const header = drawHeader(chart, pen)
  const footer = (note: string | undefined) => drawFooter(note, pen)
  const roomAbove = (note: string | undefined) => ({
    left: margin,
    right: width - margin,
    top: header.bottom,
    bottom: height - (note ? 62 : 26),
  })
  // Whether something is left out depends on the room, and saying so takes some of it.
  const firstCells = arrangeCells(panels, roomAbove(chart.note), chart.arrangement)
  const note = noteFor(chart, panels, firstCells, pen)
  const cells = arrangeCells(panels, roomAbove(note), chart.arrangement)
  const drawings =
    panels.length > 0 ? drawPanels(panels, cells, chart.arrangement, pen) : [drawNoData(roomAbove(note), pen)]
  return mergeScenes([header.scene, ...drawings, footer(note)])
}

function drawHeader(chart: Chart, pen: Pen): { scene: Partial<Scene>; bottom: number } {
  const title = fitParagraph(chart.title, pen, { width: textWidth, weight: 700, sizes: [size.title, 30] })
  const text = withCurrency(chart, pen)
  const subtitle = fitParagraph(text, pen, { width: textWidth, weight: 400, sizes: [size.subtitle, 20] })
  let y = 26
  const write = (line: string, lineSize: number, weight: 400 | 700, color: string) => {
    const lineHeight = lineSize * 1.22
    y += lineHeight
    return pen.label(line, { x: margin, y: y - lineHeight / 2, size: lineSize, weight, color })
  }
  const labels = title.lines.map((line) => write(line, title.size, 700, ink.text))
  y += 6
  labels.push(...subtitle.lines.map((line) => write(line, subtitle.size, 400, ink.quiet)))
  return { scene: { labels }, bottom: y + 16 }
}

/** An amount without its currency must not pass for euros. */
export function withCurrency(chart: Chart, pen: Pick<Pen, 'words'>): string {
  const isUnknown = chart.panels.some(({ measure }) => measure.kind === 'money' && !knownCurrency(measure))
  return [chart.subtitle, isUnknown ? pen.words.currencyUnknown : ''].filter(Boolean).join(' · ')
}

function drawFooter(note: string | undefined, pen: Pen): Partial<Scene> {
  if (!note) return {}
  const font = { size: size.small, weight: 400 } as const
  return {
    labels: [pen.label(pen.cut(note, font, textWidth), { x: margin, y: height - 38, ...font, color: ink.quiet })],
  }
}

function noteFor(chart: Chart, panels: readonly Panel[], cells: readonly Box[], pen: Pen): string | undefined {
  const hidden = chart.panels.map((panel, index) => {
    const cell = cells[index]
    if (panel.kind === 'timeline') return countHiddenSeries(panel)
    return cell ? countHiddenRows(panel, cell) : 0
  })
  const count = hidden.reduce((total, one) => total + one, panels.length - cells.length)
  return [chart.note, count > 0 ? pen.words.more(count) : ''].filter(Boolean).join(' · ') || undefined
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
