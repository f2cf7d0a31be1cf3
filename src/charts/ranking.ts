import type { Ranking, RankingRow } from '../domain/chart.ts'
import { drawHeading, drawNoData, headingHeight } from './heading.ts'
import { numbersFor } from './numbers.ts'
import type { Pen } from './pen.ts'
import { type Box, heightOf, mergeScenes, type Rule, type Scene, widthOf } from './scene.ts'
import { ink, size } from './theme.ts'

const leastRowHeight = 36
const mostRowHeight = 84
const gap = 14
const nameFont = { size: size.label, weight: 400 } as const
const valueFont = { size: size.label, weight: 600 } as const
const changeFont = { size: size.small, weight: 400 } as const

/** Names on the left, a bar each, the value and its change at the bar's end: nothing has to be looked up on an axis. */
export function drawRanking(panel: Ranking, cell: Box, pen: Pen): Scene {
  const heading = drawHeading(panel, cell, pen)
  const room = { ...cell, top: cell.top + headingHeight(panel.heading) }
  const rows = visibleRows(panel, room)
  if (rows.length === 0) return mergeScenes([heading, drawNoData(room, pen)])

  const texts = rows.map((row) => rowTexts(row, panel, pen))
  const nameRoom = Math.min(Math.max(widthOf(cell) * 0.3, 220), widthOf(cell) * 0.45)
  const names = rows.map((row) => pen.cut(row.name, nameFont, nameRoom))
  const nameWidth = Math.max(...names.map((name) => pen.width(name, nameFont)))
  const valueWidth = Math.max(...texts.map(({ width }) => width))
  const rowHeight = Math.min(mostRowHeight, heightOf(room) / rows.length)
  const min = Math.min(0, ...rows.map((row) => row.value))
  const max = Math.max(0, ...rows.map((row) => row.value)) || (min < 0 ? 0 : 1)
  const box = {
    left: cell.left + nameWidth + gap,
    top: room.top,
    right: cell.right - valueWidth - gap,
    bottom: room.top + rowHeight * rows.length,
  }

  const labels = rows.flatMap((row, index) => {
    const y = box.top + (index + 0.5) * rowHeight
    // A negative bar ends on the left, where the name is: its value stands right of zero.
    const end = box.left + ((Math.max(0, row.value) - min) / (max - min)) * widthOf(box) + gap
    const { value, change, valueWidth: ownWidth } = texts[index] ?? { value: '', change: '', valueWidth: 0 }
    return [
      pen.label(names[index] ?? '', { x: box.left - gap, y, align: 'right', size: nameFont.size }),
      pen.label(value, { x: end, y, size: valueFont.size, weight: valueFont.weight }),
      ...(change ? [pen.label(change, { x: end + ownWidth + gap, y, size: changeFont.size, color: ink.quiet })] : []),
    ]
  })
  const isAnyHighlighted = rows.some((row) => row.highlight)
  const colors = rows.map((row) => (isAnyHighlighted && !row.highlight ? ink.paleBar : ink.bar))
  // A bar of length zero would still get the shortest length that is drawn.
  const values = rows.map((row) => row.value || null)
  const plot = { box, upright: false, slots: rows.length, min, max, stacked: false }
  const zero = box.left + (-min / (max - min)) * widthOf(box)
  const axis: Rule = { from: [zero, box.top], to: [zero, box.bottom], color: ink.axis, width: 1.5 }
  const marks = [{ kind: 'bars', values, colors }] as const
  return mergeScenes([heading, { labels, rules: min < 0 ? [axis] : [], plots: [{ ...plot, marks }] }])
}

/** How many rows a panel of this height leaves out. */
export const countHiddenRows = (panel: Ranking, cell: Box): number =>
  panel.rows.length - visibleRows(panel, { ...cell, top: cell.top + headingHeight(panel.heading) }).length

const visibleRows = (panel: Ranking, room: Box) => panel.rows.slice(0, Math.floor(heightOf(room) / leastRowHeight))

function rowTexts(row: RankingRow, panel: Ranking, pen: Pen) {
  const numbers = numbersFor(pen.locale, panel.measure)
  const value = numbers.exact(row.value)
  const change = row.change === undefined ? '' : row.change === null ? pen.words.fresh : numbers.change(row.change)
  const valueWidth = pen.width(value, valueFont)
  return { value, change, valueWidth, width: valueWidth + (change ? gap + pen.width(change, changeFont) : 0) }
}
