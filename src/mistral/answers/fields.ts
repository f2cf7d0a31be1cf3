import { z } from 'zod'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Day } from '../../domain/usage/usage.ts'

/** Fields of a preview API: one that is absent, null or of another type was not said, and fails nothing else. */

/** The longest number that is worth reading: parsing digits takes time that grows with their square. */
const maxDigits = 64

/** Nobody is billed more: beyond it stands a mistake, and sums of such numbers would end at infinity. */
const tooLarge = 1e18
export const isPlausible = (value: number): boolean => Math.abs(value) < tooLarge

/** A number, or a decimal string with or without an exponent. */
export function readDecimal(input: unknown): Decimal | null {
  if (typeof input !== 'number' && !(typeof input === 'string' && input.length <= maxDigits)) return null
  const read = Decimal.parse(input)
  return read && isPlausible(read.toNumber()) ? read : null
}

const dayPattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=$|[T ])/
const isDay = (text: string): text is Day => text.length === 10 && dayPattern.test(text)

/** The day as written, whatever hour and zone follow it: a daily bucket never moves into another time zone. */
export function readDay(input: unknown): Day | null {
  if (typeof input !== 'string' || !dayPattern.test(input)) return null
  const day = input.slice(0, 10)
  return isDay(day) ? day : null
}

// `z.unknown()` alone lets undefined pass, yet not an absent field.
export const decimal = z.unknown().optional().transform(readDecimal)
export const count = z.number().nullable().catch(null)
export const text = z.string().trim().min(1).nullable().catch(null)
export const flag = z.boolean().catch(false)
export const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform((code) => code.toUpperCase())
  .nullable()
  .catch(null)
export const moment = z
  .string()
  .transform((written, context) => {
    // Mistral's times are UTC; JavaScript takes a time without a zone for this machine's.
    const date = new Date(/[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(written) ? `${written}Z` : written)
    if (!Number.isNaN(date.getTime())) return date
    context.addIssue('not a time')
    return z.NEVER
  })
  .nullable()
  .catch(null)
export const day = z.unknown().transform((input, context) => {
  const read = readDay(input)
  if (read) return read
  context.addIssue('not a day')
  return z.NEVER
})

/** Reads what can be read of a list and counts the rest. */
export function readRows<Row>(schema: z.ZodType<Row>, rows: readonly unknown[]): { rows: Row[]; unreadable: number } {
  const read = rows.map((row) => schema.safeParse(row)).flatMap((result) => (result.success ? [result.data] : []))
  return { rows: read, unreadable: rows.length - read.length }
}
