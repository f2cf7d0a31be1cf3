import type { Pen } from '../drawing/pen.ts'
import type { Weight } from '../drawing/theme.ts'

export interface Paragraph {
  readonly lines: readonly string[]
  readonly size: number
}

/** Text that shrinks to fit one line, then takes two, and is cut only where two do not hold it. */
export function fitParagraph(
  text: string,
  pen: Pen,
  { width, weight, sizes }: { width: number; weight: Weight; sizes: readonly [largest: number, smallest: number] },
): Paragraph {
  const [largest, smallest] = sizes
  if (text === '') return { lines: [], size: smallest }
  for (let size = largest; size >= smallest; size -= 1) {
    if (pen.width(text, { size, weight }) <= width) return { lines: [text], size }
  }
  const font = { size: smallest, weight }
  const words = text.split(' ')
  let first = words[0] ?? ''
  let taken = 1
  while (taken < words.length && pen.width(`${first} ${words[taken]}`, font) <= width) {
    first = `${first} ${words[taken]}`
    taken += 1
  }
  const lines = [first, words.slice(taken).join(' ')].filter((line) => line !== '')
  return { lines: lines.map((line) => pen.cut(line, font, width)), size: smallest }
}
