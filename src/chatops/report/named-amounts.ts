import { Decimal } from '../../domain/money/decimal.ts'
import type { Currency } from '../../domain/money/money.ts'
import type { MonthLines } from '../../domain/usage/month-lines.ts'
import type { Month, SpendLine } from '../../domain/usage/usage.ts'

/** One part of a sum, for a spreadsheet. */
export interface NamedPart {
  readonly name: string | null
  readonly amount: Decimal
  readonly currency: Currency
  /** Set where each month is a sum of its own. */
  readonly month?: Month
}

/** Where amounts are converted, months are kept apart: each has a rate of its own. */
export const partsOf = (
  byMonth: readonly MonthLines[],
  nameLine: (line: SpendLine) => string | null,
  areMonthsApart = false,
): readonly NamedPart[] =>
  byMonth.flatMap(({ lines, currency, month }) =>
    lines.map((line) => ({
      name: nameLine(line),
      amount: line.amount,
      currency,
      ...(areMonthsApart ? { month } : {}),
    })),
  )

/** One sum for each name, the largest first. Amounts in different currencies are never added up. */
export function sumEach(parts: readonly NamedPart[]): NamedPart[] {
  const groups = Map.groupBy(parts, ({ name, currency, month }) => JSON.stringify([name, currency, month]))
  return [...groups.values()]
    .map((same) => ({
      name: same[0]!.name,
      amount: Decimal.sum(same.map(({ amount }) => amount)),
      currency: same[0]!.currency,
      ...(same[0]!.month ? { month: same[0]!.month } : {}),
    }))
    .toSorted((left, right) => right.amount.compare(left.amount))
}

/** What is left of the whole without what the named ones have spent, in each currency; what cancels out is no line. */
export function sumRest(
  whole: readonly MonthLines[],
  named: readonly MonthLines[],
  name: string,
  areMonthsApart = false,
): NamedPart[] {
  const taken = partsOf(named, () => name, areMonthsApart).map((part) => ({ ...part, amount: part.amount.negated() }))
  return sumEach([...partsOf(whole, () => name, areMonthsApart), ...taken]).filter(({ amount }) => !amount.isZero)
}
