import { Decimal } from '../../domain/money/decimal.ts'
import type { Currency } from '../../domain/money/money.ts'
import type { MonthLines } from '../../domain/usage/month-lines.ts'
import type { SpendLine } from '../../domain/usage/usage.ts'

/** One part of a sum, for a spreadsheet. */
export interface NamedPart {
  readonly name: string | null
  readonly amount: Decimal
  readonly currency: Currency
}

export const partsOf = (
  byMonth: readonly MonthLines[],
  nameLine: (line: SpendLine) => string | null,
): readonly NamedPart[] =>
  byMonth.flatMap(({ lines, currency }) =>
    lines.map((line) => ({ name: nameLine(line), amount: line.amount, currency })),
  )

/** One sum for each name, the largest first. Amounts in different currencies are never added up. */
export function sumEach(parts: readonly NamedPart[]): NamedPart[] {
  const groups = Map.groupBy(parts, ({ name, currency }) => JSON.stringify([name, currency]))
  return [...groups.values()]
    .map((same) => ({
      name: same[0]!.name,
      amount: Decimal.sum(same.map(({ amount }) => amount)),
      currency: same[0]!.currency,
    }))
    .toSorted((left, right) => right.amount.compare(left.amount))
}

/** What is left of the whole without what the named ones have spent, in each currency; what cancels out is no line. */
export function sumRest(whole: readonly MonthLines[], named: readonly MonthLines[], name: string): NamedPart[] {
  const taken = partsOf(named, () => name).map((part) => ({ ...part, amount: part.amount.negated() }))
  return sumEach([...partsOf(whole, () => name), ...taken]).filter(({ amount }) => !amount.isZero)
}
