import { Decimal } from './decimal.ts'
import type { Currency } from './money.ts'

const sign = '(?:[A-Z]{3}|[€$£¥])'
const signs = new RegExp(`^${sign}|${sign}$`, 'gi')
/** Before the number or behind it, not both: "EUR 50000 USD" is one too many. */
const signed = new RegExp(`^(?:${sign} ?(?<behind>.+)|(?<before>.+?) ?${sign}|(?<bare>.+))$`, 'i')
/** Spaces that people and number formats put between groups of three, and the marks that stand for them. */
const spaces = /[\s\u00a0\u2009\u202f]/g
const marks = /['’_]/g
/**
 * Digits, or groups of three behind always the same sign; the last sign before one or two zeros was a decimal sign.
 * "50 0" and "10 20" are no groups of three: a slip of the finger is asked about, not guessed.
 */
const whole = /^(\d{1,3}(?:([., '])\d{3}(?:\2\d{3})*)?|\d{1,15})(?:[.,]0{1,2})?$/

/**
 * A whole amount in any usual spelling: "1 200", "1,200", "1.200", "1'200", "€1200", "1200 EUR", "50k", "1200.00".
 * undefined: not a number, negative, or with cents, which a limit cannot have.
 */
export function parseAmount(text: string): Decimal | undefined {
  const tidy = text.trim().replace(spaces, ' ').replace(marks, "'")
  const { behind, before, bare } = signed.exec(tidy)?.groups ?? {}
  const number = behind ?? before ?? bare ?? ''
  const thousands = /^(\d{1,9}) ?k$/i.exec(number)
  if (thousands) return Decimal.of(`${thousands[1]}000`)
  const digits = whole.exec(number)?.[1]?.replace(/\D/g, '')
  return digits && digits.length <= 15 ? Decimal.of(digits) : undefined
}

/** "$60,000" where the limit is in euros: taken for euros, it would be another amount than was meant. */
export function namesAnotherCurrency(text: string, currency: Currency): boolean {
  const [sign] = text.trim().match(signs) ?? []
  if (!sign || currency === null) return false
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const symbol = format.formatToParts(0).find(({ type }) => type === 'currency')?.value
  return sign.toUpperCase() !== currency && sign !== symbol
}
