import type { Chart, Panel } from '../../domain/chart.ts'
import { type Box, heightOf, widthOf } from './scene.ts'

const columnGap = 44
const rowGap = 10
/** More would leave their plots no height to speak of. */
const mostInGrid = 6

/** The room of each panel. Those for which there is none get no cell. */
export function arrangeCells(panels: readonly Panel[], room: Box, arrangement: Chart['arrangement'] = 'rows'): Box[] {
  if (arrangement === 'grid') return gridCells(Math.min(mostInGrid, panels.length), room)
  const weights = panels.map(({ weight }) => weight ?? 1)
  if (arrangement === 'columns') {
    return divide(room.left, room.right, weights, columnGap).map(([left, right]) => ({ ...room, left, right }))
  }
  return divide(room.top, room.bottom, weights, rowGap).map(([top, bottom]) => ({ ...room, top, bottom }))
}

function gridCells(count: number, room: Box): Box[] {
  const columns = count <= 1 ? 1 : count <= 4 ? 2 : 3
  const rows = Math.ceil(count / columns)
  const width = (widthOf(room) - (columns - 1) * columnGap) / columns
  const height = (heightOf(room) - (rows - 1) * rowGap) / rows
  return Array.from({ length: count }, (_, index) => {
    const left = room.left + (index % columns) * (width + columnGap)
    const top = room.top + Math.floor(index / columns) * (height + rowGap)
    return { left, top, right: left + width, bottom: top + height }
  })
}

function divide(start: number, end: number, weights: readonly number[], gap: number): [number, number][] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const length = end - start - (weights.length - 1) * gap
  let from = start
  return weights.map((weight) => {
    const to = from + (weight / total) * length
    const part: [number, number] = [from, to]
    from = to + gap
    return part
  })
}
