import type { Slots } from '../../domain/chart.ts'
import type { Pen } from '../drawing/pen.ts'
import { ink, size } from '../drawing/theme.ts'
import { type SlotTick, slotTickChoices } from '../values/slots.ts'
import { type Box, type Label, type Plot, widthOf, xOf } from './scene.ts'

export const slotTicksHeight = 42

const font = { size: size.axis, weight: 400 } as const
const leastGap = 16
/** Narrower than this, a cut label says nothing: better to label fewer slots. */
const leastCutWidth = 64

/** As many labels below the plot as fit side by side. */
export function drawSlotTicks(slots: Slots, plot: Plot, cell: Box, pen: Pen): Label[] {
  const slotWidth = widthOf(plot.box) / plot.slots
  const write = (ticks: readonly SlotTick[], widest = widthOf(cell)) =>
    ticks.map(({ index, text }) => writeTick(pen.cut(text, font, widest), xOf(plot, index), cell, pen))
  const choices = slotTickChoices(slots, pen.locale)
  const all = write(choices[0] ?? [])
  if (isClear(all)) return all
  if (slots.by === 'label' && slotWidth >= leastCutWidth) return write(choices[0] ?? [], slotWidth - leastGap)
  return choices.map((ticks) => write(ticks)).find(isClear) ?? all.slice(0, 1)
}

function writeTick(text: string, middle: number, cell: Box, pen: Pen): Label {
  const half = pen.width(text, font) / 2
  // The first and the last may be wider than their slot: they lean inwards rather than leave the picture.
  const x = Math.min(Math.max(middle, cell.left + half), cell.right - half)
  return pen.label(text, { x, y: cell.bottom - slotTicksHeight + 28, align: 'center', ...font, color: ink.quiet })
}

const isClear = (labels: readonly Label[]): boolean =>
  labels.length > 0 &&
  labels.every((label, index) => index === 0 || label.box.left - (labels[index - 1]?.box.right ?? 0) >= leastGap)
