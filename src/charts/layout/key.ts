import type { Pen } from '../drawing/pen.ts'
import { size } from '../drawing/theme.ts'
import { type Box, mergeScenes, type Scene, type Swatch, widthOf } from './scene.ts'

export interface KeyEntry {
  readonly name: string
  readonly color: string
}

export const swatchSize = 18
export const swatchGap = 10
export const entryGap = 26
const lineHeight = 30
const mostLines = 3
/** A name cut shorter than this says nothing. */
const leastName = 56
const font = { size: size.label, weight: 400 } as const

/**
 * Names of series that cannot stand beside their marks: on the heading's line from `start` on, or on as few lines below
 * it as hold them. `height` is what these lines take.
 */
export function drawKey(key: readonly KeyEntry[], start: number, y: number, cell: Box, pen: Pen) {
  if (widestName(key, cell.right - start, pen) >= leastName) {
    return { scene: drawLine(key, start, y, cell.right - start, pen), height: 0 }
  }
  const lines = breakKey(key, widthOf(cell), pen)
  const scenes = lines.map((line, index) => {
    return drawLine(line, cell.left, y + (index + 1) * lineHeight, widthOf(cell), pen)
  })
  return { scene: mergeScenes(scenes), height: lines.length * lineHeight }
}

export const swatchBox = ({ x, y }: Swatch): Box => {
  const half = swatchSize / 2
  return { left: x - half, top: y - half, right: x + half, bottom: y + half }
}

function breakKey(key: readonly KeyEntry[], room: number, pen: Pen): KeyEntry[][] {
  for (let count = 1; ; count += 1) {
    const perLine = Math.ceil(key.length / count)
    const lines = Array.from({ length: Math.ceil(key.length / perLine) }, (_, line) =>
      key.slice(line * perLine, (line + 1) * perLine),
    )
    if (count === mostLines || lines.every((line) => widestName(line, room, pen) >= leastName)) return lines
  }
}

function drawLine(key: readonly KeyEntry[], start: number, y: number, room: number, pen: Pen): Scene {
  const widest = widestName(key, room, pen)
  let x = start
  return mergeScenes(
    key.map(({ name, color }) => {
      const swatch: Swatch = { x: x + swatchSize / 2, y, color }
      const label = pen.label(pen.cut(name, font, widest), { x: x + swatchSize + swatchGap, y, ...font })
      x = label.box.right + entryGap
      return { labels: [label], swatches: [swatch] }
    }),
  )
}

const widestName = (key: readonly KeyEntry[], room: number, pen: Pen): number =>
  fairWidth(
    key.map(({ name }) => pen.width(name, font)),
    room - key.length * (swatchSize + swatchGap) - (key.length - 1) * entryGap,
  )

/** The width to which things have to be cut so that all of them fit: short ones leave their room to long ones. */
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
