import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { createRandom } from '../limits/support/soak.ts'
import { dialects, usages, writeUsage } from './dialects.ts'
import { english, frenchGrouped, plainLines, printInvoice } from './invoices.ts'

/** A page whose content is so many megabytes of nothing, packed into a few kilobytes. */
export function printBomb(megabytes: number): Uint8Array {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, '% '), { level: 9 })
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << >> >>',
    `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed.toString('latin1')}\nendstream`,
  ]
  let file = '%PDF-1.4\n'
  const places = bodies.map((body, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 5\n0000000000 65535 f \n${places.join('')}`
  file += `${table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** Whole files of all shapes: what is damaged below was one of them. */
export async function wholeFiles(): Promise<readonly Uint8Array[]> {
  const creditNote = { ...english, head: ['Credit note CN-2026-3', ...english.head.slice(1)] }
  const pdfs = await Promise.all(
    [english, frenchGrouped, plainLines, creditNote].map((invoice) => printInvoice(invoice)),
  )
  const tables = fc.sample(fc.tuple(usages, dialects), { seed: 1, numRuns: 12 })
  return [...pdfs, ...tables.map(([rows, dialect]) => writeUsage(rows, dialect))]
}

/** What parsers trip over: ends of things, deep nests, numbers without measure, marks of an encoding. */
const pieces = [
  ...[
    'endobj',
    'endstream',
    'stream\n',
    '%%EOF',
    '<<',
    '>>',
    '[[[[[[[[',
    ' 0 R ',
    '/Length 999999999',
    '/Kids [2 0 R]',
  ],
  ...[
    '"',
    '""',
    '";"',
    '\n',
    '\r',
    '\0',
    '\uFEFF',
    ';;;;;;;;',
    '\t',
    '999999999999999999999999',
    '1e308',
    '-',
    '−',
    '0,0.0,0',
  ],
  ...['31/02/2026', '2026-99-99', 'NaN', 'Infinity', '€', 'Total', 'TVA', '=cmd()', '\u202E'],
].map((text) => Buffer.from(text))

/** A file damaged in one to some thirty places; the same one for the same seed. */
export function damage(whole: readonly Uint8Array[], seed: number): Uint8Array {
  const random = createRandom(seed)
  let bytes = Buffer.from(random.oneOf(whole))
  for (let count = 1 + random.below(30); count > 0 && bytes.length > 1; count -= 1) {
    const [at, length] = [random.below(bytes.length), random.below(Math.min(400, bytes.length))]
    const piece = bytes.subarray(at, at + length)
    const other = Buffer.from(random.oneOf(whole))
    const from = random.below(other.length)
    switch (random.below(7)) {
      case 0:
        bytes[at] = random.below(256)
        break
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
        break
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), piece, piece, bytes.subarray(at + length)])
        break
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), random.oneOf(pieces), bytes.subarray(at)])
        break
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + length), bytes.subarray(at)])
        break
      case 5:
        bytes = Buffer.concat([bytes, random.oneOf(pieces)])
        break
      default:
        if (random.below(10) === 0) bytes = bytes.subarray(0, at)
    }
  }
  return bytes
}

/** Seeds that found something, or come near to where something was: each is tried with every run of the tests. */
export const keptSeeds: readonly number[] = Array.from({ length: 60 }, (_, index) => index + 1)
