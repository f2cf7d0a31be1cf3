import type { Decimal } from '../../domain/money/decimal.ts'
import { type Currency, formatEstimate, formatMoney, inCurrency, type Money } from '../../domain/money/money.ts'
import type { View } from '../view.ts'

/** An estimate shown to the unit would pretend to know more than it does. */
export const sayEstimate = (amount: number, currency: Currency, view: View): string =>
  formatEstimate(amount, currency, view.locale)

/** Limits are whole units; should Mistral ever state cents, rounding them away would be wrong. */
export const sayLimitAmount = (amount: Decimal, currency: Currency, view: View): string =>
  formatMoney(inCurrency(amount, currency), view.locale, amount.equals(amount.round(0)) ? 'whole' : 'cents')

/** "€412"; of several currencies each by itself, "€412 + US$300". */
export const sayAmounts = (amounts: readonly Money[], view: View): string =>
  amounts.map((money) => formatMoney(money, view.locale)).join(' + ')
