import { Decimal } from './decimal.ts'

/** ISO 4217, or null: unknown, and then no sign stands before the number. */
export type Currency = string | null

/** An amount is nothing without its currency: the two travel together. */
export interface Money {
  readonly amount: Decimal
  readonly currency: Currency
}

export const inCurrency = (amount: Decimal, currency: Currency): Money => ({ amount, currency })

/** Whether two amounts may be held against each other: not where they are known to be in different currencies. */
export const isComparable = (one: Currency, other: Currency): boolean => one === other || one === null || other === null

type Precision =
  /** Whole units from 100 on, cents below: for a person who reads. */
  | 'shown'
  /** Always cents. */
  | 'cents'
  /** Always whole units, rounded: for estimates and limits. */
  | 'whole'

/** One sign for a currency, in words and in pictures: US$ where a dollar could be another one. */
export const currencyStyle = (currency: Currency): Intl.NumberFormatOptions =>
  currency ? { style: 'currency', currency } : {}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: string, currency: Currency, digits: number | undefined): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, {
    ...currencyStyle(currency),
    ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  })
  formatters.set(key, made)
  return made
}

/** Rounds once, exactly, and says it in the reader's locale: "€26,940", "−€1.50", "<€0.01". */
export function formatMoney({ amount, currency }: Money, locale: string, precision: Precision = 'shown'): string {
  const isTiny = !amount.isZero && amount.round(2).isZero
  if (isTiny && precision !== 'whole') {
    const cent = print(Decimal.of('0.01'), currency, locale, 2)
    return amount.isNegative ? `>−${cent}` : `<${cent}`
  }
  const isLarge = amount.round(0).compare(Decimal.of(100)) >= 0 || amount.round(0).compare(Decimal.of(-100)) <= 0
  const digits = precision === 'whole' || (precision === 'shown' && (isLarge || amount.isZero)) ? 0 : 2
  return print(amount, currency, locale, digits)
}

/** "+€1,990", "−€310", "<+€0.01". */
export function formatMoneyChange(change: Money, locale: string): string {
  const { amount } = change
  const text = formatMoney(change, locale)
  if (amount.isNegative || amount.isZero) return text
  return text.startsWith('<') ? text.replace('<', '<+') : `+${text}`
}

/** The price of one thing: "€1.80", "€0.085", "€0.00031". Cents at least, and as much behind them as says something. */
export function formatPrice(price: number, currency: Currency, locale: string): string {
  const digits = price === 0 ? 2 : Math.min(10, Math.max(2, 2 - Math.floor(Math.log10(Math.abs(price)))))
  const format = new Intl.NumberFormat(locale, {
    ...currencyStyle(currency),
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  })
  return withTrueMinus(format.format(price))
}

function print(amount: Decimal, currency: Currency, locale: string, digits: number): string {
  const text = amount.round(digits).toString() as `${number}`
  return withTrueMinus(formatter(locale, currency, digits).format(text))
}

export const formatCount = (count: number, locale: string): string =>
  withTrueMinus(formatter(locale, null, undefined).format(count))

/** "2.9bn": three digits say how much, and fit on a phone. */
export const shortCount = (count: number, locale: string): string =>
  new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(count)

/** "60%", "<1%", "−4%"; a share of nothing, or of less than nothing, is undefined. */
export function formatShare(part: number, whole: number, locale: string): string | undefined {
  if (!(whole > 0) || !Number.isFinite(part / whole)) return undefined
  const percent = (part / whole) * 100
  // What is not there yet must not read as reached.
  const rounded = percent < 100 ? Math.min(99, Math.round(percent)) : Math.round(percent)
  const print = (whole: number) => withTrueMinus(percents(locale).format(whole / 100))
  if (percent !== 0 && rounded === 0) return percent > 0 ? `<${print(1)}` : `>${print(-1)}`
  return print(rounded)
}

const percentFormats = new Map<string, Intl.NumberFormat>()

function percents(locale: string): Intl.NumberFormat {
  const known = percentFormats.get(locale) ?? new Intl.NumberFormat(locale, { style: 'percent' })
  percentFormats.set(locale, known)
  return known
}

const withTrueMinus = (text: string): string => text.replace('-', '−')

/** An estimate shown to the unit would pretend to know more than it does: "€43,500" of 43,487. */
export function formatEstimate(amount: number, currency: Currency, locale: string): string {
  const rounded = Math.abs(amount) < 100 ? amount : roundEstimate(amount)
  return formatMoney(inCurrency(Decimal.of(rounded), currency), locale)
}

/** Three digits: 43,487 → 43,500. */
export function roundEstimate(amount: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(amount)))) - 2)
  return Math.round(amount / step) * step
}
