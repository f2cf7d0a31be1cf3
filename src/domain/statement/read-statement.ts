import type { Currency } from '../money/money.ts'
import { recogniseColumns } from './columns.ts'
import { type DayOrder, type Days, findDays, findRange, hasDoubtfulDays, inferDayOrder } from './dates.ts'
import { findCurrencies, findFacts } from './facts.ts'
import { findTotal, isHeadingRow, multiplierOf } from './headings.ts'
import { findModel, type NamedModel } from './models.ts'
import { type DecimalSign, hasDoubtfulNumbers, inferDecimalSign, isNumberLike } from './numbers.ts'
import { cellOf, labelOf, lastNumber, type Reading, readLine, readPrice, readUnits } from './read-line.ts'
import { type Row, type Sheet, textOf } from './sheet.ts'
import type { Column, ColumnRole, Mappings, Statement, StatementLine } from './statement.ts'
import { noMappings } from './statement.ts'
import { settleTotals, type TotalRow } from './totals.ts'
import { isFrench } from './words.ts'

export interface ReadOptions {
  readonly mappings?: Mappings
  /** What separated its cells: semicolons go with decimal commas. */
  readonly hint?: DecimalSign | undefined
}

/** Makes of rows of cells what they say: pure, whatever the file was. */
export function readStatement(sheet: Sheet, { mappings = noMappings, hint }: ReadOptions = {}): Statement {
  const rows = sheet.filter((row) => textOf(row) !== '')
  const { headings, table, around } = split(rows)
  const cells = rows.flatMap((row) => row.cells)
  const undated = cells.filter((cell) => findDays(cell, 'dayFirst').length + findDays(cell, 'monthFirst').length === 0)
  const text = rows.map(textOf).join('\n')
  const sign = inferDecimalSign(undated) ?? hint ?? (isFrench(text) ? ',' : '.')
  const inferredOrder = inferDayOrder(cells)
  const order = inferredOrder ?? (/\bUSD\b|\$/.test(text) && !isFrench(text) ? 'monthFirst' : 'dayFirst')
  const numbered = table.filter((row) => row.cells.filter((cell) => cell.trim() !== '').length > 1)
  const columns = recogniseColumns(
    headings,
    numbered.map((row) => row.cells),
    sign,
    mappings,
  )
  const reading = readingOf(columns, { sign, order, mappings }, numbered)
  const { lines, totals, texts } = readTable(table, reading)
  const facts = findFacts([...around, ...texts], order)
  const currencies = findCurrencies(currencyTexts(rows, columns, headings))
  const statement: Statement = {
    kind: facts.isCreditNote ? 'creditNote' : facts.isInvoice ? 'invoice' : 'usage',
    columns,
    lines,
    currency: currencies.size === 1 ? ([...currencies][0] as Currency) : null,
    hasMixedCurrencies: currencies.size > 1,
    period: periodOf(lines, facts.period, table, reading),
    issuedOn: facts.issuedOn,
    number: facts.number,
    totals: { net: undefined, vat: undefined, gross: undefined },
    assumed: [
      ...(inferDecimalSign(undated) === undefined && hasDoubtfulNumbers(undated) ? (['decimalSign'] as const) : []),
      ...(inferredOrder === undefined && hasDoubtfulDays(cells) ? (['dayOrder'] as const) : []),
    ],
  }
  return settleTotals(statement, totals)
}

/** The first row of headings begins the table, and the same ones on later pages are no lines. Words that are new to us are headings where numbers follow. */
function split(rows: readonly Row[]): {
  readonly headings: readonly string[]
  readonly table: readonly Row[]
  readonly around: readonly string[]
} {
  const known = rows.findIndex(({ cells }) => isHeadingRow(cells))
  const first =
    known >= 0 ? known : rows.findIndex(({ cells }, index) => looksLikeHeadings(cells, rows[index + 1]?.cells))
  const headings = rows[first]?.cells ?? []
  const table = rows.slice(first + 1).filter(({ cells }) => !isHeadingRow(cells))
  return { headings, table, around: rows.slice(0, Math.max(first, 0)).map(textOf) }
}

function looksLikeHeadings(cells: readonly string[], next: readonly string[] | undefined): boolean {
  const isWord = (cell: string) => cell.trim() !== '' && !/\d/.test(cell) && !findModel(cell)
  return cells.length > 1 && cells.every(isWord) && next?.length === cells.length && next.some(isNumberLike)
}

function readingOf(
  columns: readonly Column[],
  { sign, order, mappings }: { sign: DecimalSign; order: DayOrder; mappings: Mappings },
  rows: readonly Row[],
): Reading {
  const roles = columns.map(({ role }) => role)
  const multipliers = Object.fromEntries(
    columns.flatMap(({ role, heading }) => (role && /quantity/i.test(role) ? [[role, multiplierOf(heading)]] : [])),
  ) as Reading['multipliers']
  const base = { roles, sign, order, mappings, multipliers }
  const agree = (priceFactor: string) => countAgreeing(rows, { ...base, priceFactor })
  const factors = ['1', '1e-3', '1e-6']
  const priceFactor = factors.toSorted((one, other) => agree(other) - agree(one))[0] ?? '1'
  return { ...base, priceFactor }
}

/** In how many rows quantity times price is the amount, as it is printed. */
function countAgreeing(rows: readonly Row[], reading: Reading): number {
  return rows.filter(({ cells }) => {
    const units = readUnits(cells, 'quantity', reading)
    const price = readPrice(cells, reading)
    const amount = lastNumber([cellOf(cells, 'amount', reading)], reading)
    return units && price && amount && !amount.isZero && units.times(price).round(amount.scale).equals(amount)
  }).length
}

/** The lines of the table, what sums them up, and the rows that are neither. */
function readTable(table: readonly Row[], reading: Reading) {
  const lines: StatementLine[] = []
  const totals: TotalRow[] = []
  const texts: string[] = []
  let above: NamedModel | undefined
  for (const { row, cells } of table) {
    const label = labelOf(cells, reading)
    const hasNumber = cells.some((cell, index) => isNumberLike(cell) && reading.roles[index] !== 'item')
    const total = findTotal(label)
    if (!hasNumber) {
      // Words alone: a model over its lines of input and output, or what stands around the table.
      above = findModel(label) ?? above
      texts.push(textOf({ row, cells }))
    } else if (total) {
      // A sum of one model's lines is neither a line nor the total of all.
      const amount = lastNumber(cells, reading)
      if (amount && !findModel(label)) totals.push({ kind: total, amount })
    } else if (isAround(cells, reading)) texts.push(textOf({ row, cells }))
    else lines.push(readLine(row, cells, reading, above))
  }
  return { lines, totals, texts }
}

/** One cell in which a sentence and a number meet is a note, not a line: "Payable within 30 days". */
function isAround(cells: readonly string[], { roles }: Reading): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length === 1 && roles.filter(Boolean).length > 1
}

/** Beside amounts alone: elsewhere three capitals may be anything. */
function currencyTexts(rows: readonly Row[], columns: readonly Column[], headings: readonly string[]): string[] {
  const isMoney = (role: ColumnRole | undefined) =>
    role === 'currency' || role === 'price' || /amount/i.test(role ?? '')
  const cells = rows.flatMap((row) =>
    row.cells.filter((cell, index) => isMoney(columns[index]?.role) || (/\d/.test(cell) && isNumberLike(cell))),
  )
  const said = headings.filter((_, index) => isMoney(columns[index]?.role))
  const known = findCurrencies([...cells, ...said])
  return known.size > 0 ? [...cells, ...said] : rows.filter((row) => findTotal(textOf(row))).map(textOf)
}

/** The days of the lines, and what the file says beside them; the wider of the two. */
function periodOf(
  lines: readonly StatementLine[],
  said: Days | undefined,
  table: readonly Row[],
  reading: Reading,
): Days | undefined {
  const days = lines.flatMap(({ reading: line }) =>
    line.kind === 'usage' ? line.usage.flatMap(({ day }) => day ?? []) : [],
  )
  const ranges = table.flatMap(({ cells }) => findRange(cellOf(cells, 'day', reading), reading.order) ?? [])
  const all = [...days.map((day) => ({ from: day, to: day })), ...ranges, ...(said ? [said] : [])]
  if (all.length === 0) return undefined
  const from = all.map((range) => range.from).reduce((one, other) => (other < one ? other : one))
  const to = all.map((range) => range.to).reduce((one, other) => (other > one ? other : one))
  return { from, to }
}
