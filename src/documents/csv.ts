import { CsvError, parse } from 'csv-parse/sync'
import { isHeadingRow } from '../domain/statement/headings.ts'
import type { DecimalSign } from '../domain/statement/numbers.ts'
import type { Sheet } from '../domain/statement/sheet.ts'
import { decodeText } from './decode.ts'
import type { DocumentLimits } from './limits.ts'
import { UnreadableDocument } from './unreadable.ts'

const delimiters = [',', ';', '\t', '|'] as const
type Delimiter = (typeof delimiters)[number]

/** Rows that are looked at to find out what separates the cells. */
const sampleRows = 40
const longestRecord = 200_000

export interface Csv {
  readonly sheet: Sheet
  /** Where semicolons separate cells, commas are decimal signs. */
  readonly hint: DecimalSign | undefined
}

export function readCsv(bytes: Uint8Array, limits: Pick<DocumentLimits, 'rows'>): Csv {
  const text = decodeText(bytes)
  if (text.trim() === '') throw new UnreadableDocument('empty')
  const delimiter = findDelimiter(text)
  const records = parseRecords(text, delimiter, limits.rows + 1)
  if (records.length > limits.rows) throw new UnreadableDocument('tooManyRows')
  return {
    sheet: records.map((cells, index) => ({ row: index + 1, cells })),
    hint: delimiter === ';' ? ',' : undefined,
  }
}

function parseRecords(text: string, delimiter: Delimiter, most: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      to: most,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: longestRecord,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UnreadableDocument(error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'truncated' : 'damaged', { cause: error })
  }
}

/** The one that makes headings; else the one with which most rows are equally wide, and then the widest. */
function findDelimiter(text: string): Delimiter {
  const scored = delimiters.map((delimiter) => ({ delimiter, ...score(sample(text, delimiter)) }))
  const [best] = scored.toSorted(
    (one, other) =>
      Number(other.hasHeadings) - Number(one.hasHeadings) || other.alike - one.alike || other.width - one.width,
  )
  return best?.delimiter ?? ','
}

function sample(text: string, delimiter: Delimiter): string[][] {
  try {
    return parseRecords(text, delimiter, sampleRows)
  } catch (error) {
    if (error instanceof UnreadableDocument) return []
    throw error
  }
}

function score(rows: readonly (readonly string[])[]) {
  const widths = Map.groupBy(
    rows.filter((row) => row.length > 1),
    (row) => row.length,
  )
  const [width, alike] = [...widths].reduce<[number, number]>(
    (best, [each, same]) => (same.length > best[1] ? [each, same.length] : best),
    [0, 0],
  )
  return { width, alike, hasHeadings: rows.some(isHeadingRow) }
}
