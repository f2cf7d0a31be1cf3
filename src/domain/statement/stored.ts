import { Decimal } from '../money/decimal.ts'
import type { Statement } from './statement.ts'

const decimals = new Set(['amount', 'price', 'net', 'vat', 'gross'])

/** As text: between threads, and in the database. Amounts keep every digit. */
export const writeStatement = (statement: Statement): string => JSON.stringify(statement)

export const parseStatement = (text: string): Statement =>
  JSON.parse(text, (key, value: unknown) =>
    decimals.has(key) && typeof value === 'string' ? Decimal.of(value) : value,
  )
