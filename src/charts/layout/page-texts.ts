import type { Chart } from '../../domain/chart.ts'
import type { Pen } from '../drawing/pen.ts'
import { ink, page, size, type Weight } from '../drawing/theme.ts'
import { knownCurrency } from '../values/numbers.ts'
import { fitParagraph, type Paragraph } from './paragraph.ts'
import type { Label } from './scene.ts'

const width = page.width - 2 * page.margin
const lineSpacing = 1.22
const topEdge = 26
const bottomEdge = 26

/** The finding, and below it what was counted. `bottom` is where the panels may begin. */
export function drawHeader(chart: Chart, pen: Pen): { labels: Label[]; bottom: number } {
  const title = fitParagraph(chart.title, pen, { width, weight: 700, sizes: [size.title, 30] })
  const extent = withCurrency(chart, pen)
  const subtitle = fitParagraph(extent, pen, { width, weight: 400, sizes: [size.subtitle, 20] })
  const middle = topEdge + heightOf(title) + 6
  const labels = [
    ...writeLines(title, topEdge, 700, ink.text, pen),
    ...writeLines(subtitle, middle, 400, ink.quiet, pen),
  ]
  return { labels, bottom: middle + heightOf(subtitle) + 16 }
}

/** Remarks. `top` is where the panels have to end. */
export function drawFooter(notes: readonly (string | undefined)[], pen: Pen): { labels: Label[]; top: number } {
  const note = fitParagraph(notes.filter(Boolean).join(' · '), pen, { width, weight: 400, sizes: [size.small, 18] })
  const top = page.height - bottomEdge - heightOf(note)
  return { labels: writeLines(note, top, 400, ink.quiet, pen), top: top - (note.lines.length > 0 ? 12 : 0) }
}

/** An amount without its currency must not pass for euros. */
export function withCurrency(chart: Chart, pen: Pick<Pen, 'words'>): string {
  const isUnknown = chart.panels.some(({ measure }) => measure.kind === 'money' && !knownCurrency(measure))
  return [chart.subtitle, isUnknown ? pen.words.currencyUnknown : ''].filter(Boolean).join(' · ')
}

const heightOf = (paragraph: Paragraph): number => paragraph.lines.length * paragraph.size * lineSpacing

const writeLines = (paragraph: Paragraph, top: number, weight: Weight, color: string, pen: Pen): Label[] =>
  paragraph.lines.map((line, index) => {
    const y = top + (index + 0.5) * paragraph.size * lineSpacing
    return pen.label(line, { x: page.margin, y, size: paragraph.size, weight, color })
  })
