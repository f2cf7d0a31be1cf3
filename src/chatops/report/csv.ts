import type { Decimal } from '../../domain/money/decimal.ts'

/** Amounts go in as they are: to the last digit. null: not known. */
export type Cell = string | number | Decimal | null

/**
 * What begins like this is a formula to a spreadsheet, and some of these words are other people's. Programs strip blanks
 * and marks first, take full-width signs for plain ones, and split at semicolons and tabs where their locale says so. Each
 * run of blanks is looked at once, from its beginning: a name of ten thousand line ends takes no time either.
 */
const formulaStart = /(^|;|(?<![\s'"])(?:[^\S\t\r\n]|['"])*[\t\r\n])([\s'"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu

/** Characters that turn the order of a line around, so that it reads as something else than it is. */
const bidiControls = /\p{Bidi_Control}/gu

/** RFC 4180, with a mark of its encoding: spreadsheets take it for another one otherwise. */
export function writeCsv(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => row.map(writeCell).join(',')).join('\r\n')}\r\n`
}

function writeCell(value: Cell): string {
  if (value === null) return ''
  // A number of ours is no formula, whatever its sign.
  const text = typeof value === 'string' ? defuse(value) : value.toString()
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const defuse = (text: string): string => text.replace(bidiControls, '').replace(formulaStart, "$1'$2")

/** One object a line. */
export const writeLines = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
