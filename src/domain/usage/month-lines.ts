import { Decimal } from '../money/decimal.ts'
import { type Currency, inCurrency, type Money } from '../money/money.ts'
import { computeSpend, type DayRange } from './spend.ts'
import type { Month, SpendLine, UsageMonth } from './usage.ts'

/** Lines of one month, and so of one currency. */
export interface MonthLines {
  readonly month: Month
  readonly currency: Currency
  readonly lines: readonly SpendLine[]
}

export const splitByMonth = (months: readonly UsageMonth[], range: DayRange): MonthLines[] =>
  months.map((month) => ({ month: month.month, currency: month.currency, lines: computeSpend([month], range).lines }))

/** What the lines come to in each currency, in the order of the months: amounts in different ones are never added up. */
export function sumByCurrency(
  byMonth: readonly MonthLines[],
  isWanted: (line: SpendLine) => boolean = () => true,
): Money[] {
  const sums = [...Map.groupBy(byMonth, ({ currency }) => currency)].map(([currency, months]) => {
    const amounts = months.flatMap(({ lines }) => lines.filter(isWanted).map(({ amount }) => amount))
    return inCurrency(Decimal.sum(amounts), currency)
  })
  return sums.filter(({ amount }) => !amount.isZero)
}
