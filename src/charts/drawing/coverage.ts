import { readFileSync } from 'node:fs'

/** Code points from `first` to `last`, both included. */
type Range = readonly [first: number, last: number]

/** Which characters a TrueType font has, by its `cmap` table: Skia draws a missing one as nothing, without an error. */
export function readCoverage(file: string): readonly Range[] {
  const bytes = readFileSync(file)
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const cmap = findTable(font, 'cmap')
  const ranges: Range[] = []
  for (let index = 0; index < font.getUint16(cmap + 2); index += 1) {
    const subtable = cmap + font.getUint32(cmap + 8 + index * 8)
    const format = font.getUint16(subtable)
    if (format === 4) ranges.push(...readSegments(font, subtable))
    if (format === 12) ranges.push(...readGroups(font, subtable))
  }
  return ranges
}

export const covers = (ranges: readonly Range[], codePoint: number): boolean =>
  ranges.some(([first, last]) => codePoint >= first && codePoint <= last)

function findTable(font: DataView, tag: string): number {
  for (let index = 0; index < font.getUint16(4); index += 1) {
    const entry = 12 + index * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((offset) => font.getUint8(entry + offset)))
    if (name === tag) return font.getUint32(entry + 8)
  }
  throw new Error(`this font has no ${tag} table`)
}

/** Format 4 lists the ends, then (after a padding word) the starts, of segments in the first 65,536 code points. */
function readSegments(font: DataView, subtable: number): Range[] {
  const bytesPerList = font.getUint16(subtable + 6)
  const ranges: Range[] = []
  for (let offset = 0; offset < bytesPerList; offset += 2) {
    const last = font.getUint16(subtable + 14 + offset)
    const first = font.getUint16(subtable + 16 + bytesPerList + offset)
    if (first !== 0xffff) ranges.push([first, last])
  }
  return ranges
}

/** Format 12 lists groups of code points of any size. */
function readGroups(font: DataView, subtable: number): Range[] {
  const count = font.getUint32(subtable + 12)
  return Array.from({ length: count }, (_, index) => {
    const group = subtable + 16 + index * 12
    return [font.getUint32(group), font.getUint32(group + 4)]
  })
}
