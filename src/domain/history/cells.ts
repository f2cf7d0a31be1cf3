import { Decimal } from '../money/decimal.ts'
import type { Day, SpendLine, UnpricedCount, UsageMonth } from '../usage/usage.ts'

/** What is known of one model, group and day: an amount, or units without a price. */
export type Cell =
  | { readonly kind: 'line'; readonly value: SpendLine }
  | { readonly kind: 'unpriced'; readonly value: UnpricedCount }

/** By a name that is the same in every answer of Mistral's. */
export function cellsOf({ lines, unpriced }: Pick<UsageMonth, 'lines' | 'unpriced'>): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  const add = (cell: Cell) => {
    const name = nameCell(cell)
    const known = cells.get(name)
    cells.set(name, known ? addUp(known, cell) : cell)
  }
  for (const value of lines) add({ kind: 'line', value })
  for (const value of unpriced) add({ kind: 'unpriced', value })
  return cells
}

export const usageOf = (cells: Iterable<Cell>): Pick<UsageMonth, 'lines' | 'unpriced'> => {
  const lines: SpendLine[] = []
  const unpriced: UnpricedCount[] = []
  for (const cell of cells) {
    if (cell.kind === 'line') lines.push(cell.value)
    else unpriced.push(cell.value)
  }
  return { lines, unpriced }
}

/** One line a model, group and day. */
export const mergeCells = (month: UsageMonth): UsageMonth => ({ ...month, ...usageOf(cellsOf(month).values()) })

/** The same without days: one line a model and group, for reports that count by the month. */
export function sumDays(month: UsageMonth): UsageMonth {
  const withoutDay = <Value extends { readonly day: Day | null }>(value: Value): Value => ({ ...value, day: null })
  return mergeCells({ ...month, lines: month.lines.map(withoutDay), unpriced: month.unpriced.map(withoutDay) })
}

/** Without the days behind that one; what belongs to the month as a whole stays. */
export function knownThrough(month: UsageMonth, through: Day): UsageMonth {
  const isKnown = ({ day }: { readonly day: Day | null }) => day === null || day <= through
  return { ...month, lines: month.lines.filter(isKnown), unpriced: month.unpriced.filter(isKnown) }
}

const nameCell = ({ kind, value: { category, model, version, group, day } }: Cell): string =>
  JSON.stringify([kind, category, model, version, group, day])

function addUp(one: Cell, other: Cell): Cell {
  if (one.kind === 'line' && other.kind === 'line') return { kind: 'line', value: addLines(one.value, other.value) }
  if (one.kind === 'unpriced' && other.kind === 'unpriced')
    return { kind: 'unpriced', value: addCounts(one.value, other.value) }
  throw new Error('an amount and units without a price have one name')
}

const addLines = (one: SpendLine, other: SpendLine): SpendLine => ({
  ...one,
  amount: one.amount.plus(other.amount),
  units: one.units + other.units,
  billed: one.billed + other.billed,
  price: one.price && other.price?.equals(one.price) ? one.price : null,
})

const addCounts = (one: UnpricedCount, other: UnpricedCount): UnpricedCount => ({
  ...one,
  units: one.units.plus(other.units),
  consumed: one.consumed + other.consumed,
})

export function isSameCell(one: Cell, other: Cell): boolean {
  if (one.kind === 'line' && other.kind === 'line') return isSameLine(one.value, other.value)
  if (one.kind === 'unpriced' && other.kind === 'unpriced')
    return one.value.units.equals(other.value.units) && one.value.consumed === other.value.consumed
  return false
}

const isSameLine = (one: SpendLine, other: SpendLine): boolean =>
  one.amount.equals(other.amount) &&
  one.units === other.units &&
  one.billed === other.billed &&
  (one.price ?? Decimal.zero).equals(other.price ?? Decimal.zero) &&
  (one.price === null) === (other.price === null)
