import type { Decimal } from '../money/decimal.ts'
import type { Currency } from '../money/money.ts'
import type { Day, SpendLine } from '../usage/usage.ts'

/** What a column of a file holds. */
export const columnRoles = [
  'item',
  'kind',
  'day',
  'quantity',
  'price',
  'amount',
  'currency',
  'workspace',
  'inputQuantity',
  'outputQuantity',
  'cachedQuantity',
  'inputAmount',
  'outputAmount',
  'cachedAmount',
  'ignored',
] as const
export type ColumnRole = (typeof columnRoles)[number]

/** What a line is for that is not usage. */
export const charges = ['discount', 'seats', 'credit', 'creditNote', 'vat', 'other'] as const
export type Charge = (typeof charges)[number]

export interface Column {
  readonly heading: string
  /** undefined: neither its heading nor its shape says what it holds. */
  readonly role: ColumnRole | undefined
}

/** Why a line could not be read. */
export type Puzzle = 'item' | 'amount' | 'day' | 'currency'

export interface UsageLine extends SpendLine {
  /** As the file names it; null: the file names none. */
  readonly workspace: string | null
}

/** One line of the file that is about money, and what was understood of it. */
export interface StatementLine {
  /** Where it stands in the file, from 1. */
  readonly row: number
  /** Its words, as the file has them. */
  readonly label: string
  readonly reading:
    | { readonly kind: 'usage'; readonly usage: readonly UsageLine[] }
    | { readonly kind: Charge; readonly amount: Decimal }
    | { readonly kind: 'unknown'; readonly why: Puzzle; readonly amount: Decimal | undefined }
}

/** What the file itself says that it comes to. */
export interface StatedTotals {
  /** Before VAT. */
  readonly net: Decimal | undefined
  readonly vat: Decimal | undefined
  /** With VAT. */
  readonly gross: Decimal | undefined
}

export interface Statement {
  readonly kind: 'usage' | 'invoice' | 'creditNote'
  readonly columns: readonly Column[]
  readonly lines: readonly StatementLine[]
  readonly currency: Currency
  /** More than one currency was found: its lines cannot be added up. */
  readonly hasMixedCurrencies: boolean
  /** The days that it is about; undefined: nothing in it says so. */
  readonly period: { readonly from: Day; readonly to: Day } | undefined
  readonly issuedOn: Day | undefined
  /** The number of an invoice. */
  readonly number: string | undefined
  readonly totals: StatedTotals
  /** What had to be assumed, since the file can be read in two ways. */
  readonly assumed: readonly ('decimalSign' | 'dayOrder')[]
}

/** What people said of columns and items that were not recognised, by their words. */
export interface Mappings {
  readonly columns: Readonly<Record<string, ColumnRole>>
  /** A model's alias, or what the line is for. */
  readonly items: Readonly<Record<string, string>>
}

export const noMappings: Mappings = { columns: {}, items: {} }
