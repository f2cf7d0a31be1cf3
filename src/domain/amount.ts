import { Decimal } from './decimal.ts'
import type { Currency } from './money.ts'

/** Spaces that people and number formats put between groups of three. */
const spaces = /[\s\u00a0\u2009\u202f]/g
const signs = /^(?:[A-Z]{3}|[€$£¥])|(?:[A-Z]{3}|[€$£¥])$/gi

/**
 * A whole amount in any usual spelling: "1 200", "1,200", "1.200", "1'200", "€1200", "1200 EUR", "50k", "1200.00".
 * undefined: not a number, negative, or with cents, which a limit cannot have.
 */
export function parseAmount(text: string): Decimal | undefined {
  const bare = text.trim().replace(signs, '').replace(spaces, '').replace(/['’_]/g, '')
  const thousands = /^(\d{1,9})k$/i.exec(bare)
  if (thousands) return Decimal.of(`${thousands[1]}000`)
  // A separator before exactly three digits groups them, always the same one; the last one before one or two zeros was
  // a decimal sign.
  const match = /^(\d{1,3}(?:([.,])\d{3}(?:\2\d{3})*)?|\d{1,15})(?:[.,]0{1,2})?$/.exec(bare)
  const digits = match?.[1]?.replace(/[.,]/g, '')
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
