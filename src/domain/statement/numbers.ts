import { Decimal } from '../money/decimal.ts'

export type DecimalSign = '.' | ','

/** Spaces and apostrophes between groups of three, and the several signs for minus. */
const gaps = /[\s\u00a0\u2007\u2009\u202f'’_]/g
const minus = /[−–‒]/g
const currencySign = /(?:\p{Sc}|\b[A-Z]{3}\b)/gu
const isGrouped = (whole: string, sign: string): boolean =>
  whole.split(sign).every((group, index) => (index === 0 ? /^\d{1,3}$/.test(group) : /^\d{3}$/.test(group)))

/** Digits, points and commas alone, with the sign in front; undefined: this is no number. */
function strip(text: string): string | undefined {
  const tidy = text.replace(minus, '-').replace(currencySign, '').replace(gaps, '')
  const [, inside] = /^\((.+)\)$/.exec(tidy) ?? []
  const [, front] = /^(.+)-$/.exec(inside ?? tidy) ?? []
  const bare = inside ?? front ?? tidy
  const signed = inside || front ? `-${bare}` : bare
  return /^[+-]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d{1,2})?$/.test(signed) ? signed : undefined
}

/** Some spaces are no thousands separators: "12 400" is a number, "12 4 2026" is not. */
const hasStrayGaps = (text: string): boolean => {
  const digits = /\d(?:.*\d)?/s.exec(text)?.[0] ?? ''
  return (
    /\d[\s\u00a0\u2007\u2009\u202f]/.test(digits) &&
    !/^\d{1,3}(?:[\s\u00a0\u2007\u2009\u202f]\d{3})+(?!\d)/.test(digits)
  )
}

export const isNumberLike = (text: string): boolean => strip(text) !== undefined && !hasStrayGaps(text)

/** What one number says about the decimal sign; undefined: it can be read both ways. */
function signOf(text: string): DecimalSign | undefined {
  const number = strip(text)
    ?.replace(/^[+-]/, '')
    .replace(/[eE].*/, '')
  if (!number) return undefined
  const points = number.split('.').length - 1
  const commas = number.split(',').length - 1
  if (points > 0 && commas > 0) return number.lastIndexOf('.') > number.lastIndexOf(',') ? '.' : ','
  if (points > 1) return ','
  if (commas > 1) return '.'
  const sign = points === 1 ? '.' : commas === 1 ? ',' : undefined
  if (!sign) return undefined
  const [whole = '', fraction = ''] = number.split(sign)
  const isGroup = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole) && !/[eE]/.test(text)
  return isGroup ? undefined : sign
}

/** undefined: no number of these says it. */
export function inferDecimalSign(texts: readonly string[]): DecimalSign | undefined {
  let points = 0
  let commas = 0
  for (const text of texts) {
    const sign = isNumberLike(text) ? signOf(text) : undefined
    if (sign === '.') points += 1
    if (sign === ',') commas += 1
  }
  return points === commas ? undefined : points > commas ? '.' : ','
}

/** Whether one of the numbers would be another one with the other sign. */
export const hasDoubtfulNumbers = (texts: readonly string[]): boolean =>
  texts.some((text) => isNumberLike(text) && /[.,]/.test(text) && signOf(text) === undefined)

/** "1 234,56 €", "(12.50)", "8,5E-7"; undefined: no number, or not one with this decimal sign. */
export function readNumber(text: string, sign: DecimalSign): Decimal | undefined {
  const number = isNumberLike(text) ? strip(text) : undefined
  if (number === undefined) return undefined
  const [mantissa = '', exponent = '0'] = number.replace(/^[+-]/, '').split(/[eE]/)
  const [whole = '', fraction = '', ...more] = mantissa.split(sign)
  const group = sign === '.' ? ',' : '.'
  if (more.length > 0 || fraction.includes(group)) return undefined
  if (whole.includes(group) && !isGrouped(whole, group)) return undefined
  const size = Decimal.parse(`${whole.replaceAll(group, '') || '0'}.${fraction || '0'}e${exponent}`)
  return number.startsWith('-') ? size?.negated() : size
}

const factors: Readonly<Record<string, string>> = { k: '1e3', m: '1e6', b: '1e9', g: '1e9' }

/** A count of units, also as "12.5M", "1,2 k tokens". */
export function readQuantity(text: string, sign: DecimalSign): Decimal | undefined {
  const [, digits = text, factor = ''] =
    /^(.*\d)\s*(?:([kKMGB])\s*)?(?:tokens?|jetons?|pages?|s|sec|seconds?)?$/.exec(text.trim()) ?? []
  const number = readNumber(digits, sign)
  return number?.times(Decimal.of(factors[factor.toLowerCase()] ?? '1'))
}
