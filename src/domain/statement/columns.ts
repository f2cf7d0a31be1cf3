import type { Decimal } from '../money/decimal.ts'
import { findDays, findMonth } from './dates.ts'
import { isNetHeading, readHeading } from './headings.ts'
import { findModel } from './models.ts'
import { type DecimalSign, isNumberLike, readQuantity } from './numbers.ts'
import type { Column, ColumnRole, Mappings } from './statement.ts'
import { normalize } from './words.ts'

/** By its heading as a person would compare it; a column without one by its place. */
export const columnKey = (heading: string, index: number): string => normalize(heading) || `#${index + 1}`

/**
 * What each column holds: what a person said of it, else what its heading says and its shape does not contradict, else
 * what its shape says.
 */
export function recogniseColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  sign: DecimalSign,
  mappings: Mappings,
): Column[] {
  const width = Math.max(headings.length, ...rows.map((row) => row.length))
  const shapes = Array.from({ length: width }, (_, index) => shapeOf(rows.map((row) => row[index] ?? '')))
  const columns = shapes.map((shape, index): Column => {
    const heading = (headings[index] ?? '').trim()
    const said = mappings.columns[columnKey(heading, index)]
    const role = said ?? readHeading(heading)
    return { heading, role: said || fits(role, shape) ? role : undefined }
  })
  return fillByShape(keepOneOfEach(columns), shapes, rows, sign)
}

interface Shape {
  readonly filled: number
  readonly numbers: number
  readonly days: number
  readonly models: number
  readonly currencies: number
}

function shapeOf(cells: readonly string[]): Shape {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const share = (isOne: (cell: string) => boolean) =>
    filled.length === 0 ? 0 : filled.filter(isOne).length / filled.length
  return {
    filled: filled.length,
    numbers: share((cell) => isNumberLike(cell) || readQuantity(cell, '.') !== undefined),
    days: share(
      (cell) => findDays(cell, 'dayFirst').length + findDays(cell, 'monthFirst').length > 0 || !!findMonth(cell),
    ),
    models: share((cell) => findModel(cell) !== undefined),
    currencies: share((cell) => /^[A-Z]{3}$/.test(cell.trim())),
  }
}

const isNumeric = (role: ColumnRole): boolean => /amount|price|quantity/i.test(role)

/** A column whose heading says "Date" and whose cells are amounts is not one of dates. */
function fits(role: ColumnRole | undefined, { filled, numbers, days, currencies }: Shape): boolean {
  if (!role || role === 'ignored' || filled === 0) return true
  if (isNumeric(role)) return numbers >= 0.5
  if (role === 'day') return days >= 0.5
  if (role === 'currency') return currencies >= 0.5
  return numbers < 0.5
}

/** Of several columns of amounts the one before VAT counts, else the last, as on paper; of others, the first. */
function keepOneOfEach(columns: readonly Column[]): Column[] {
  const keeper = (role: ColumnRole): number => {
    const all = columns.flatMap((column, index) => (column.role === role ? [index] : []))
    if (role !== 'amount') return all[0] ?? -1
    return all.find((index) => isNetHeading(columns[index]!.heading)) ?? all.at(-1) ?? -1
  }
  return columns.map((column, index) =>
    column.role && column.role !== 'ignored' && keeper(column.role) !== index
      ? { ...column, role: column.role === 'item' ? 'kind' : 'ignored' }
      : column,
  )
}

function fillByShape(
  columns: readonly Column[],
  shapes: readonly Shape[],
  rows: readonly (readonly string[])[],
  sign: DecimalSign,
): Column[] {
  const filled = [...columns]
  const has = (role: ColumnRole) => filled.some((column) => column.role === role)
  const free = (isOne: (shape: Shape) => boolean) =>
    shapes.flatMap((shape, index) =>
      filled[index]!.role === undefined && shape.filled > 0 && isOne(shape) ? [index] : [],
    )
  const take = (index: number | undefined, role: ColumnRole) => {
    if (index !== undefined && !has(role)) filled[index] = { ...filled[index]!, role }
  }
  take(free(({ days, numbers }) => days >= 0.8 && numbers < 0.5)[0], 'day')
  take(free(({ currencies }) => currencies >= 0.8)[0], 'currency')
  take(free(({ models }) => models >= 0.5)[0], 'item')
  take(free(({ numbers, days, currencies }) => numbers < 0.3 && days < 0.3 && currencies < 0.5)[0], 'item')
  if (!filled.some(({ role }) => role && /amount/i.test(role))) {
    const numbers = free((shape) => shape.numbers >= 0.8)
    const product = findProduct(numbers, rows, sign)
    if (product) {
      take(product.amount, 'amount')
      take(product.quantity, 'quantity')
      take(product.price, 'price')
    } else take(numbers.at(-1), 'amount')
  }
  return filled
}

/** Three columns of which one is the product of the others say by themselves what they are. */
function findProduct(numbers: readonly number[], rows: readonly (readonly string[])[], sign: DecimalSign) {
  const values = (index: number) => rows.map((row) => readQuantity(row[index] ?? '', sign))
  for (const amount of numbers.toReversed())
    for (const quantity of numbers)
      for (const price of numbers) {
        if (quantity === amount || price === amount || quantity === price) continue
        const [a, q, p] = [values(amount), values(quantity), values(price)]
        if (isProduct(a, q, p)) {
          // Prices are the smaller of the two.
          const sum = (of: typeof q) => of.reduce((total, value) => total + (value?.toNumber() ?? 0), 0)
          return sum(q) >= sum(p) ? { amount, quantity, price } : { amount, quantity: price, price: quantity }
        }
      }
  return undefined
}

function isProduct(a: Values, q: Values, p: Values): boolean {
  const rows = a.flatMap((amount, row) => {
    const [quantity, price] = [q[row], p[row]]
    return amount && quantity && price && !amount.isZero ? [{ amount, product: quantity.times(price) }] : []
  })
  const agree = rows.filter(({ amount, product }) => product.round(amount.scale).equals(amount))
  return rows.length >= 2 && agree.length >= rows.length * 0.8
}

type Values = readonly (Decimal | undefined)[]
