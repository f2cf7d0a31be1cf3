import type { Currency } from '../money/money.ts'
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
