import type { Panel } from '../domain/chart.ts'
import { numbersFor } from './numbers.ts'
import type { Pen } from './pen.ts'
import { type Box, mergeScenes, type Scene, type Swatch, widthOf } from './scene.ts'
import { knownValues, sum } from './series.ts'
import { ink, size } from './theme.ts'

export const swatchSize = 18
const swatchGap = 10
const entryGap = 26
const headingFont = { size: size.heading, weight: 600 } as const
const figureFont = { size: size.heading, weight: 400 } as const
const keyFont = { size: size.label, weight: 400 } as const

export interface KeyEntry {
  readonly name: string
  readonly color: string
}

export const headingHeight = (heading: string | undefined): number => (heading ? 42 : 8)

/** The panel's name and, on the same line, the names of series that cannot stand beside their marks. */
export function drawHeading(panel: Panel, cell: Box, pen: Pen, key: readonly KeyEntry[] = []): Scene {
  const y = cell.top + 16
  const figure = headingFigure(panel, pen)
  const figureWidth = figure ? pen.width(figure, figureFont) + swatchGap : 0
  const room = (key.length > 0 ? widthOf(cell) / 2 : widthOf(cell)) - figureWidth
  const text = pen.cut(panel.heading ?? '', headingFont, room)
  const title = text ? [pen.label(text, { x: cell.left, y, ...headingFont })] : []
  let x = title[0] ? title[0].box.right + entryGap : cell.left
  if (figure) title.push(pen.label(figure, { x: x - entryGap + swatchGap, y, ...figureFont, color: ink.quiet }))

  const widest = fairWidth(
    key.map(({ name }) => pen.width(name, keyFont)),
    cell.right - x - key.length * (swatchSize + swatchGap) - (key.length - 1) * entryGap,
  )
  const entries = key.map(({ name, color }) => {
    const swatch: Swatch = { x: x + swatchSize / 2, y, color }
    const label = pen.label(pen.cut(name, keyFont, widest), { x: x + swatchSize + swatchGap, y, ...keyFont })
    x = label.box.right + entryGap
    return { labels: [label], swatches: [swatch] }
  })
  return mergeScenes([{ labels: title }, ...entries])
}

/** A lone series is named by the heading, so that its figure stands there too. */
function headingFigure(panel: Panel, pen: Pen): string {
  if (panel.kind !== 'timeline' || panel.series.length !== 1 || !panel.figure || !panel.heading) return ''
  const values = knownValues(panel.series)
  return numbersFor(pen.locale, panel.measure).exact(panel.figure === 'sum' ? sum(values) : (values.at(-1) ?? 0))
}

/** The largest width to which things have to be cut so that all of them fit: short ones leave their room to long ones. */
export function fairWidth(widths: readonly number[], room: number): number {
  let left = room
  const ascending = [...widths].sort((one, other) => one - other)
  for (const [index, width] of ascending.entries()) {
    const share = left / (ascending.length - index)
    if (width > share) return share
    left -= width
  }
  return Number.POSITIVE_INFINITY
}

export function drawNoData(room: Box, pen: Pen): Partial<Scene> {
  const text = pen.cut(pen.words.noData, { size: size.label, weight: 400 }, widthOf(room))
  const place = { x: (room.left + room.right) / 2, y: (room.top + room.bottom) / 2 }
  return { labels: [pen.label(text, { ...place, align: 'center', size: size.label, color: ink.quiet })] }
}
