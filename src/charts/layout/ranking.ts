import type { Ranking, RankingRow } from '../../domain/chart.ts'
import type { Pen } from '../drawing/pen.ts'
import { ink, size } from '../drawing/theme.ts'
import { numbersFor } from '../values/numbers.ts'
import { drawHeading, drawNoData, headingHeight } from './heading.ts'
import { type Box, heightOf, type Label, mergeScenes, type Plot, type Rule, type Scene, widthOf } from './scene.ts'

const leastRowHeight = 36
const mostRowHeight = 84
const gap = 14
const nameFont = { size: size.label, weight: 400 } as const
const valueFont = { size: size.label, weight: 600 } as const
const changeFont = { size: size.small, weight: 400 } as const
/** Where bars would be shorter than this part of the panel, the values have to be short and the changes go. */
const leastBarPart = 0.2

interface RowTexts {
  readonly name: string
  readonly value: string
  readonly change: string
}

/** Names on the left, a bar each, the value and its change at the bar's end: nothing has to be looked up on an axis. */
export function drawRanking(panel: Ranking, cell: Box, pen: Pen): Scene {
  const heading = drawHeading(panel, cell, pen).scene
  const room = roomOf(panel, cell)
  if (panel.rows.length === 0) return mergeScenes([heading, drawNoData(room, pen)])

  const rows = visibleRows(panel, room)
  const nameRoom = Math.min(Math.max(widthOf(cell) * 0.3, 220), widthOf(cell) * 0.4)
  const texts = rows.map((row) => writeRow(row, panel, nameRoom, pen))
  const box = placeBars(texts, room, pen)
  const isTight = widthOf(box) < leastBarPart * widthOf(cell)
  const numbers = numbersFor(pen.locale, panel.measure)
  const shorten = (text: RowTexts, index: number) => ({
    ...text,
    value: numbers.short(rows[index]?.value ?? 0),
    change: '',
  })
  const shown = isTight ? texts.map(shorten) : texts
  const plot = plotRows(rows, panel.whole, isTight ? placeBars(shown, room, pen) : box)
  return mergeScenes([
    heading,
    { plots: [plot], rules: zeroRules(plot) },
    { labels: rows.flatMap((row, index) => labelRow(row, index, shown[index], plot, pen)) },
  ])
}

/** How many rows a panel of this height leaves out. */
export const countHiddenRows = (panel: Ranking, cell: Box): number =>
  panel.rows.length - visibleRows(panel, roomOf(panel, cell)).length

const roomOf = (panel: Ranking, cell: Box): Box => ({ ...cell, top: cell.top + headingHeight(panel.heading) })

const visibleRows = (panel: Ranking, room: Box) =>
  panel.rows.slice(0, Math.max(1, Math.floor(heightOf(room) / leastRowHeight)))

function writeRow(row: RankingRow, panel: Ranking, nameRoom: number, pen: Pen): RowTexts {
  const numbers = numbersFor(pen.locale, panel.measure)
  const change = row.change === undefined ? '' : row.change === null ? pen.words.fresh : numbers.change(row.change)
  return { name: pen.cut(row.name, nameFont, nameRoom), value: numbers.exact(row.value), change }
}

/** What the names leave on the left and the values on the right. */
function placeBars(texts: readonly RowTexts[], room: Box, pen: Pen): Box {
  const nameWidths = texts.map(({ name }) => pen.width(name, nameFont))
  const valueWidths = texts.map(
    ({ value, change }) => pen.width(value, valueFont) + (change ? gap + pen.width(change, changeFont) : 0),
  )
  const rowHeight = Math.min(mostRowHeight, heightOf(room) / texts.length)
  return {
    left: room.left + Math.max(...nameWidths) + gap,
    top: room.top,
    right: room.right - Math.max(...valueWidths) - gap,
    bottom: room.top + rowHeight * texts.length,
  }
}

function plotRows(rows: readonly RankingRow[], whole: number | undefined, box: Box): Plot {
  const min = Math.min(0, ...rows.map((row) => row.value))
  const max = Math.max(min < 0 ? 0 : Number.EPSILON, whole ?? 0, ...rows.map((row) => row.value))
  const isAnyHighlighted = rows.some((row) => row.highlight)
  const colors = rows.map((row) => (isAnyHighlighted && !row.highlight ? ink.paleBar : ink.bar))
  // A bar of length zero would still get the shortest length that is drawn.
  const values = rows.map((row) => row.value || null)
  return {
    box,
    upright: false,
    slots: rows.length,
    min,
    max,
    stacked: false,
    marks: [{ kind: 'bars', values, colors }],
  }
}

const xOfValue = ({ box, min, max }: Plot, value: number): number =>
  box.left + ((value - min) / (max - min)) * widthOf(box)

function zeroRules(plot: Plot): Rule[] {
  const zero = xOfValue(plot, 0)
  const { top, bottom } = plot.box
  return plot.min < 0 ? [{ from: [zero, top], to: [zero, bottom], color: ink.axis, width: 1.5 }] : []
}

function labelRow(row: RankingRow, index: number, texts: RowTexts | undefined, plot: Plot, pen: Pen): Label[] {
  if (!texts) return []
  const y = plot.box.top + ((index + 0.5) / plot.slots) * heightOf(plot.box)
  // A negative bar ends on the left, where the name is: its value stands right of zero.
  const value = pen.label(texts.value, { ...valueFont, x: xOfValue(plot, Math.max(0, row.value)) + gap, y })
  const name = pen.label(texts.name, { ...nameFont, x: plot.box.left - gap, y, align: 'right' })
  if (!texts.change) return [name, value]
  return [name, value, pen.label(texts.change, { ...changeFont, x: value.box.right + gap, y, color: ink.quiet })]
}
