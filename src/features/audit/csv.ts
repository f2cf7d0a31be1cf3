/** A cell that begins like this is a formula to a spreadsheet, and some of these words are other people's. */
const formulaStart = /^[=+\-@\t\r]/

/** RFC 4180, with a mark of its encoding: spreadsheets take it for another one otherwise. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(writeCell).join(',')).join('\r\n')}\r\n`
}

function writeCell(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' && formulaStart.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One object a line. */
export const writeLines = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
