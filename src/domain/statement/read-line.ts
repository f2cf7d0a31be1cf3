import { Decimal } from '../money/decimal.ts'
import type { Day } from '../usage/usage.ts'
import { type DayOrder, findDays, findMonth } from './dates.ts'
import { findCharge } from './headings.ts'
import { findCategory, findGroup, findModel, groupOf, type NamedModel } from './models.ts'
import { type DecimalSign, isNumberLike, readNumber, readQuantity } from './numbers.ts'
import {
  type Charge,
  type ColumnRole,
  charges,
  type Mappings,
  type StatementLine,
  type UsageLine,
} from './statement.ts'
import { normalize } from './words.ts'

/** How the cells of one table are to be read. */
export interface Reading {
  readonly roles: readonly (ColumnRole | undefined)[]
  readonly sign: DecimalSign
  readonly order: DayOrder
  readonly mappings: Mappings
  /** Units for one of the numbers of a column, by its role. */
  readonly multipliers: Readonly<Partial<Record<ColumnRole, string>>>
  /** What a price has to be multiplied with to be one of a unit: prices are often for a million. */
  readonly priceFactor: string
}

/** The words by which a person's answer about a line is remembered. */
export const itemKey = (label: string): string => normalize(label)

const discounts: readonly Charge[] = ['discount', 'vat', 'creditNote']

/**
 * One line: what a person said of its words counts first, then what they say themselves. `above` is the model of a line
 * of words that stands over it.
 */
export function readLine(row: number, cells: readonly string[], reading: Reading, above?: NamedModel): StatementLine {
  const label = labelOf(cells, reading)
  const said = reading.mappings.items[itemKey(label)]
  const saidCharge = charges.find((charge) => charge === said)
  const amount = lineAmount(cells, reading)
  const unknown = (why: 'item' | 'amount' | 'day'): StatementLine => ({
    row,
    label,
    reading: { kind: 'unknown', why, amount },
  })
  const charge = saidCharge ?? (said === undefined ? findCharge(label) : undefined)
  const named = said !== undefined && !saidCharge ? { model: said, version: null } : findModel(label)
  const category = findCategory(label)
  const group = findGroup(label)
  const isUsage = named !== undefined || (category !== undefined && charge === undefined) || (group && above)
  if (charge && (saidCharge || discounts.includes(charge) || !isUsage)) {
    const charged = amount ?? lastNumber(cells, reading)
    return charged ? { row, label, reading: { kind: charge, amount: charged } } : unknown('amount')
  }
  if (!isUsage) return unknown('item')
  const day = readDay(cellOf(cells, 'day', reading), reading)
  if (day === undefined) return unknown('day')
  const model = named ?? (group ? above : undefined) ?? { model: slug(label), version: null }
  const of = { ...model, category: category ?? 'completion', day, workspace: workspaceOf(cells, reading) }
  const usage = usageOf(cells, reading, of, group)
  return usage.length > 0 ? { row, label, reading: { kind: 'usage', usage } } : unknown('amount')
}

const slug = (label: string): string => normalize(label).replaceAll(' ', '-').slice(0, 60)

export function cellOf(cells: readonly string[], role: ColumnRole, { roles }: Pick<Reading, 'roles'>): string {
  const index = roles.indexOf(role)
  return index < 0 ? '' : (cells[index] ?? '').trim()
}

/** The words of a line: what it is about, and of what kind. Where no column is for them, all cells that are no numbers. */
export function labelOf(cells: readonly string[], { roles }: Pick<Reading, 'roles'>): string {
  const worded = cells.filter((_, index) => {
    const role = roles[index]
    return role === 'item' || role === 'kind'
  })
  const own = worded.map((cell) => cell.trim()).filter(Boolean)
  if (own.length > 0) return own.join(' · ')
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '' && !isNumberLike(cell))
    .join(' ')
}

const workspaceOf = (cells: readonly string[], reading: Reading): string | null =>
  cellOf(cells, 'workspace', reading) || null

function lineAmount(cells: readonly string[], reading: Reading): Decimal | undefined {
  const amounts = (['amount', 'inputAmount', 'outputAmount', 'cachedAmount'] as const).flatMap((role) => {
    return readNumber(cellOf(cells, role, reading), reading.sign) ?? []
  })
  return amounts.length > 0 ? Decimal.sum(amounts) : undefined
}

/** In a line that sums up or charges, the last number is what it comes to. */
export const lastNumber = (cells: readonly string[], { sign }: Pick<Reading, 'sign'>): Decimal | undefined =>
  cells.flatMap((cell) => readNumber(cell, sign) ?? []).at(-1)

/** null: the line is about a month or a range as a whole, or there is no such column. undefined: it cannot be read. */
function readDay(cell: string, { order }: Reading): Day | null | undefined {
  if (cell === '') return null
  const [day, second] = findDays(cell, order)
  if (day && !second) return day
  return second || findMonth(cell) ? null : undefined
}

type Part = { readonly quantity: ColumnRole; readonly amount: ColumnRole; readonly group: string }
const parts: readonly Part[] = [
  { quantity: 'inputQuantity', amount: 'inputAmount', group: 'input' },
  { quantity: 'outputQuantity', amount: 'outputAmount', group: 'output' },
  { quantity: 'cachedQuantity', amount: 'cachedAmount', group: 'cached' },
]

/** One usage line, or one for each of input, output and cached where they have columns of their own. */
function usageOf(
  cells: readonly string[],
  reading: Reading,
  of: Pick<UsageLine, 'model' | 'version' | 'category' | 'day' | 'workspace'>,
  group: string | undefined,
): UsageLine[] {
  const isSplit = parts.some(({ amount }) => cellOf(cells, amount, reading) !== '')
  if (isSplit) return parts.flatMap((part) => readPart(cells, reading, part) ?? []).map((part) => ({ ...of, ...part }))
  // Tokens by kind, and one amount for all of them: their sum is what the amount is for.
  const counts = parts.flatMap(({ quantity }) => readUnits(cells, quantity, reading) ?? [])
  const each = perMany(cells, reading)
  const counted = readUnits(cells, 'quantity', reading) ?? (counts.length > 0 ? Decimal.sum(counts) : undefined)
  const units = counted?.times(Decimal.of(each.many))
  const price = readPrice(cells, reading)?.times(Decimal.of(each.one))
  const amount = readNumber(cellOf(cells, 'amount', reading), reading.sign) ?? (price && units?.times(price))
  if (!amount) return []
  const count = units?.toNumber() ?? 0
  const own = group ?? (of.category === 'completion' ? 'tokens' : groupOf(of.category))
  return [{ ...of, group: own, amount, units: count, billed: count, price: price ?? null }]
}

/** "Input tokens (1M)": where its heading says nothing of it, the words of a line may say what it counts in. */
function perMany(cells: readonly string[], reading: Reading): { readonly many: string; readonly one: string } {
  const own = reading.multipliers.quantity === '1' || !reading.multipliers.quantity ? labelOf(cells, reading) : ''
  if (/\b(?:1 ?M|millions?|Mtokens?|Mtok)\b/.test(own)) return { many: '1e6', one: '1e-6' }
  return /\b(?:1 ?[kK]|1[ ,.]?000|thousand|milliers?)\b/.test(own)
    ? { many: '1e3', one: '1e-3' }
    : { many: '1', one: '1' }
}

function readPart(cells: readonly string[], reading: Reading, { quantity, amount: of, group }: Part) {
  const amount = readNumber(cellOf(cells, of, reading), reading.sign)
  if (!amount) return undefined
  const units = readUnits(cells, quantity, reading)?.toNumber() ?? 0
  return { group, amount, units, billed: units, price: null }
}

export function readUnits(cells: readonly string[], role: ColumnRole, reading: Reading): Decimal | undefined {
  const quantity = readQuantity(cellOf(cells, role, reading), reading.sign)
  return quantity?.times(Decimal.of(reading.multipliers[role] ?? '1'))
}

export function readPrice(cells: readonly string[], reading: Reading): Decimal | undefined {
  const [first = ''] = cellOf(cells, 'price', reading).split(/\/|per |par /i)
  return readNumber(first, reading.sign)?.times(Decimal.of(reading.priceFactor))
}
