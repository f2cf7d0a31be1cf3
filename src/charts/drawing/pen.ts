import type { Label } from '../layout/scene.ts'
import { type ChartWords, wordsFor } from '../words.ts'
import { type Font, ink, type Weight } from './theme.ts'

export type TextMeter = (text: string, font: Font) => number

/** What a panel needs to write: the locale, the words, and how wide a text is. */
export interface Pen {
  readonly locale: string
  readonly words: ChartWords
  width(text: string, font: Font): number
  /** The text if it fits, else its beginning and "…". */
  cut(text: string, font: Font, maxWidth: number): string
  label(text: string, place: Place): Label
}

export interface Place {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly align?: Label['align']
  readonly weight?: Weight
  readonly color?: string
}

const startOf = { left: 0, center: 0.5, right: 1 } as const
/** How much of the font size lies between the highest and the lowest ink, accents included. */
const inkHeight = 1.1

export function createPen(locale: string, meter: TextMeter): Pen {
  const measureText = rememberWidths(meter)
  const segmenter = new Intl.Segmenter(locale, { granularity: 'grapheme' })

  const cut = (text: string, font: Font, maxWidth: number): string => {
    if (measureText(text, font) <= maxWidth) return text
    const graphemes = Array.from(segmenter.segment(text), ({ segment }) => segment)
    const beginning = (length: number) => `${graphemes.slice(0, length).join('').trimEnd()}…`
    let fits = 0
    let tooLong = graphemes.length
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1
      if (measureText(beginning(middle), font) <= maxWidth) fits = middle
      else tooLong = middle
    }
    return beginning(fits)
  }

  const label = (text: string, { x, y, size, align = 'left', weight = 400, color = ink.text }: Place): Label => {
    const width = measureText(text, { size, weight })
    const left = x - startOf[align] * width
    const half = (size * inkHeight) / 2
    const box = { left, top: y - half, right: left + width, bottom: y + half }
    return { text, x, y, align, size, weight, color, box }
  }

  return { locale, words: wordsFor(locale), width: measureText, cut, label }
}

/** For one picture, whose texts are measured again at each step from plan to label: measuring is most of a layout. */
function rememberWidths(measureText: TextMeter): TextMeter {
  const known = new Map<string, number>()
  return (text, font) => {
    const key = `${font.weight} ${font.size} ${text}`
    const width = known.get(key) ?? measureText(text, font)
    known.set(key, width)
    return width
  }
}
