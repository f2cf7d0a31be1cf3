import type { Measure } from '../../domain/chart.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { currencyStyle, formatEstimate, formatMoney, inCurrency } from '../../domain/money/money.ts'
import { numberFormat } from './formats.ts'

export interface Numbers {
  /** As precise as a reader can use: "€8,557", "€12.30", "4,212". */
  exact(value: number): string
  /** An estimate: three digits that mean something, "€12,200". */
  rounded(value: number): string
  /** For tight places: "€10M". */
  short(value: number): string
  range(low: number, high: number): string
  /** "+12 %", or its like in the locale. */
  change(ratio: number): string
  /** One way of writing for all ticks of an axis. */
  ticks(values: readonly number[]): string[]
}

/** A code that is no ISO 4217 code is as good as none. */
export const knownCurrency = (measure: Measure): string | undefined =>
  measure.kind === 'money' && measure.currency && /^[a-z]{3}$/i.test(measure.currency) ? measure.currency : undefined

/** The true minus; and a no-break space, as Inter's narrow one cannot be seen: "1 367" would read 1367. */
const typeset = (text: string) => text.replace(/[-\u2011]/g, '\u2212').replace(/\u202F/g, '\u00A0')

export function numbersFor(locale: string, measure: Measure): Numbers {
  const style = styleOf(measure)
  const write = (value: number, options: Intl.NumberFormatOptions) =>
    // Adding zero turns -0, which would be written with a minus, into 0.
    Number.isFinite(value) ? typeset(numberFormat(locale, { ...style, ...options }).format(value + 0)) : '–'
  const rounding = { maximumSignificantDigits: 3 }
  // Below what only fits in short, amounts read as they do in the message beside the picture.
  const isPlainMoney = (value: number) => measure.kind === 'money' && Math.abs(value) < 1e9
  const currency = knownCurrency(measure) ?? null

  return {
    exact: (value) =>
      isPlainMoney(value)
        ? typeset(formatMoney(inCurrency(Decimal.of(value), currency), locale))
        : write(value, exactDigits(value, measure)),
    rounded: (value) =>
      isPlainMoney(value) ? typeset(formatEstimate(value, currency, locale)) : write(value, rounding),
    short: (value) => write(value, { notation: 'compact', ...rounding }),
    range: (low, high) =>
      Number.isFinite(low) && Number.isFinite(high)
        ? typeset(numberFormat(locale, { ...style, ...rounding }).formatRange(low, high))
        : '–',
    change: (ratio) =>
      typeset(
        numberFormat(locale, {
          style: 'percent',
          maximumFractionDigits: 0,
          signDisplay: 'exceptZero',
          ...(Math.abs(ratio) >= 100 ? { notation: 'compact' } : {}),
        }).format(ratio),
      ),
    ticks: (values) => {
      const options = tickDigits(values, measure)
      return values.map((value) => write(value, value === 0 ? { maximumFractionDigits: 0 } : options))
    },
  }
}

function styleOf(measure: Measure): Intl.NumberFormatOptions {
  if (measure.kind === 'share') return { style: 'percent' }
  const currency = knownCurrency(measure)
  return currencyStyle(currency ?? null)
}

function exactDigits(value: number, measure: Measure): Intl.NumberFormatOptions {
  const amount = Math.abs(value)
  if (measure.kind === 'share') return { maximumFractionDigits: amount < 0.1 ? 1 : 0 }
  if (amount >= 1e7) return { notation: 'compact', maximumFractionDigits: 2 }
  if (amount >= 100 || amount === 0) return { maximumFractionDigits: 0 }
  if (amount < 0.01) return { maximumSignificantDigits: 1 }
  return { maximumFractionDigits: 1, minimumFractionDigits: 0 }
}

function tickDigits(values: readonly number[], measure: Measure): Intl.NumberFormatOptions {
  const largest = Math.max(...values.map(Math.abs))
  if (largest >= 10_000) return { notation: 'compact', maximumFractionDigits: 2 }
  const step = Math.abs((values[1] ?? 0) - (values[0] ?? 0)) * (measure.kind === 'share' ? 100 : 1)
  const digits = String(Number(step.toPrecision(6))).split('.')[1]?.length ?? 0
  return { minimumFractionDigits: digits, maximumFractionDigits: digits }
}
