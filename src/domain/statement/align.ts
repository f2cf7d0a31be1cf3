import { isHeadingRow } from './headings.ts'
import { isNumberLike } from './numbers.ts'
import type { PlacedLine, PlacedText, Sheet } from './sheet.ts'

/**
 * Lines of a page as rows of cells. Below a line of headings each text belongs to the heading that it stands under; a
 * number without one keeps its order, and the last one is the amount.
 */
export function alignLines(lines: readonly PlacedLine[]): Sheet {
  let headings: readonly PlacedText[] | undefined
  return lines.map(({ row, texts }) => {
    if (isHeadingRow(texts.map(({ text }) => text))) headings = texts
    if (!headings || !hasAmount(texts))
      return { row, cells: headings ? placeFirst(texts, headings) : plainCells(texts) }
    const isTable = texts.length > 1 && texts.some((text) => isAligned(text, headings ?? []))
    return { row, cells: isTable ? placeUnder(texts, headings) : plainCells(texts) }
  })
}

/** Words, then up to three numbers: without headings, that order is all there is to go by. */
function plainCells(texts: readonly PlacedText[]): string[] {
  const cut = texts.findLastIndex(({ text }) => !isNumberLike(text))
  const words = texts.slice(0, cut + 1).map(({ text }) => text)
  return [words.join(' '), ...texts.slice(cut + 1).map(({ text }) => text)].filter((cell) => cell !== '')
}

const hasAmount = (texts: readonly PlacedText[]): boolean => texts.some(({ text }) => isNumberLike(text))

/** Words alone continue what is above them, or name what is below. */
const placeFirst = (texts: readonly PlacedText[], headings: readonly PlacedText[]): string[] =>
  isHeadingRow(texts.map(({ text }) => text))
    ? headings.map(({ text }) => text)
    : [texts.map(({ text }) => text).join(' ')]

function placeUnder(texts: readonly PlacedText[], headings: readonly PlacedText[]): string[] {
  const cells = headings.map(() => '')
  for (const text of texts) {
    const index = nearest(text, headings)
    cells[index] = [cells[index], text.text].filter(Boolean).join(' ')
  }
  return cells
}

/** Columns are flush left, flush right or centred: one of the three edges meets the heading's. */
function distance(one: PlacedText, other: PlacedText): number {
  const middle = ({ from, to }: PlacedText) => (from + to) / 2
  return Math.min(Math.abs(one.from - other.from), Math.abs(one.to - other.to), Math.abs(middle(one) - middle(other)))
}

function nearest(text: PlacedText, headings: readonly PlacedText[]): number {
  let best = 0
  headings.forEach((heading, index) => {
    if (distance(text, heading) < distance(text, headings[best]!)) best = index
  })
  return best
}

const isAligned = (text: PlacedText, headings: readonly PlacedText[]): boolean =>
  isNumberLike(text.text) && headings.some((heading) => distance(text, heading) < 12)
