import type { Panel } from '../../domain/chart.ts'
import type { Pen } from '../drawing/pen.ts'
import { ink, size } from '../drawing/theme.ts'
import { numbersFor } from '../values/numbers.ts'
import { knownValues, sum } from '../values/series.ts'
import { drawKey, entryGap, type KeyEntry, swatchGap } from './key.ts'
import { type Box, mergeScenes, type Scene, widthOf } from './scene.ts'

const headingFont = { size: size.heading, weight: 600 } as const
const figureFont = { size: size.heading, weight: 400 } as const
const noDataFont = { size: size.label, weight: 400 } as const
const lineHeight = 42

export const headingHeight = (heading: string | undefined): number => (heading ? lineHeight : 8)

/** The panel's name and the names of series that cannot stand beside their marks, and how much room they took. */
export function drawHeading(
  panel: Panel,
  cell: Box,
  pen: Pen,
  key: readonly KeyEntry[] = [],
): { scene: Scene; height: number } {
  const y = cell.top + 16
  const figure = headingFigure(panel, pen)
  const figureWidth = figure ? pen.width(figure, figureFont) + swatchGap : 0
  const text = pen.cut(panel.heading ?? '', headingFont, widthOf(cell) - figureWidth)
  const labels = text ? [pen.label(text, { x: cell.left, y, ...headingFont })] : []
  const end = labels[0]?.box.right ?? cell.left
  if (figure) labels.push(pen.label(figure, { x: end + swatchGap, y, ...figureFont, color: ink.quiet }))
  if (key.length === 0) return { scene: mergeScenes([{ labels }]), height: headingHeight(panel.heading) }
  const names = drawKey(key, text ? end + entryGap : cell.left, y, cell, pen)
  return { scene: mergeScenes([{ labels }, names.scene]), height: lineHeight + names.height }
}

/** A lone series is named by the heading, so that its figure stands there too. */
function headingFigure(panel: Panel, pen: Pen): string {
  if (panel.kind !== 'timeline' || panel.series.length !== 1 || !panel.figure || !panel.heading) return ''
  const values = knownValues(panel.series)
  return numbersFor(pen.locale, panel.measure).exact(panel.figure === 'sum' ? sum(values) : (values.at(-1) ?? 0))
}

export function drawNoData(room: Box, pen: Pen): Partial<Scene> {
  const text = pen.cut(pen.words.noData, noDataFont, widthOf(room))
  const place = { x: (room.left + room.right) / 2, y: (room.top + room.bottom) / 2 }
  return { labels: [pen.label(text, { ...noDataFont, ...place, align: 'center', color: ink.quiet })] }
}
