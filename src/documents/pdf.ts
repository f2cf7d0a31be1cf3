import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PlacedLine, PlacedText } from '../domain/statement/sheet.ts'
import type { DocumentLimits } from './limits.ts'
import { UnreadableDocument } from './unreadable.ts'

/** Lines of a page have the same height above its foot, up to a difference of this many points. */
const lineTolerance = 3
const mostTexts = 100_000

/** The texts of all pages, line by line, with their places. Nothing is drawn, and nothing in the file is run. */
export async function readPdf(
  bytes: Uint8Array<ArrayBuffer>,
  limits: Pick<DocumentLimits, 'pages' | 'rows'>,
): Promise<PlacedLine[]> {
  // Slack delivers a file as it was uploaded, also where that was cut off.
  if (!Buffer.from(bytes.subarray(-2048)).includes('%%EOF')) throw new UnreadableDocument('truncated')
  const loading = getDocument({
    data: bytes,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const document = await loading.promise
    if (document.numPages > limits.pages) throw new UnreadableDocument('tooManyPages')
    const lines: PlacedLine[] = []
    let count = 0
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      count += items.length
      if (count > mostTexts) throw new UnreadableDocument('tooManyRows')
      for (const texts of groupLines(items.flatMap((item) => ('str' in item ? [place(item)] : []))))
        lines.push({ row: lines.length + 1, texts })
    }
    if (lines.length === 0) throw new UnreadableDocument('scanned')
    if (lines.length > limits.rows) throw new UnreadableDocument('tooManyRows')
    return lines
  } catch (error) {
    throw explain(error)
  } finally {
    await loading.destroy()
  }
}

function explain(error: unknown): unknown {
  if (error instanceof UnreadableDocument || !(error instanceof Error)) return error
  if (error.name === 'PasswordException') return new UnreadableDocument('encrypted')
  return new UnreadableDocument('damaged', { cause: error })
}

interface Piece extends PlacedText {
  readonly foot: number
  readonly size: number
}

function place(item: {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}): Piece {
  const [, , , scale = 0, from = 0, foot = 0] = item.transform
  return { text: item.str, from, to: from + item.width, foot, size: Math.abs(item.height || scale) || 10 }
}

/** From the top down, and each line from left to right. */
function groupLines(pieces: readonly Piece[]): PlacedText[][] {
  const lines: Piece[][] = []
  for (const piece of pieces.filter(({ text }) => text.trim() !== '').toSorted((a, b) => b.foot - a.foot)) {
    const line = lines.at(-1)
    if (line?.[0] && Math.abs(line[0].foot - piece.foot) <= lineTolerance) line.push(piece)
    else lines.push([piece])
  }
  return lines.map((line) => joinPieces(line.toSorted((a, b) => a.from - b.from)))
}

/** Pieces of one text lie close together; a wider gap is the space between two columns. */
function joinPieces(pieces: readonly Piece[]): PlacedText[] {
  const texts: PlacedText[] = []
  let size = 0
  for (const { text, from, to, size: own } of pieces) {
    const last = texts.at(-1)
    const gap = last ? from - last.to : Number.POSITIVE_INFINITY
    if (last && gap < Math.max(size, own) * 0.8) {
      const space = gap > Math.max(size, own) * 0.12 && !/\s$/.test(last.text) && !/^\s/.test(text) ? ' ' : ''
      texts[texts.length - 1] = { text: `${last.text}${space}${text}`, from: last.from, to }
    } else texts.push({ text, from, to })
    size = own
  }
  return texts.map((placed) => ({ ...placed, text: placed.text.trim() }))
}
