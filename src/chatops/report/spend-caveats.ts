import { formatCount } from '../../domain/money/money.ts'
import type { Spend } from '../../domain/usage/spend.ts'
import { type Unit, unitOf } from '../../domain/usage/unit.ts'
import { escapeMrkdwn } from '../text.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { sayAmounts } from './amounts.ts'
import { spendReportWords } from './spend-words.ts'

/** What the sum lacks: units without a price, and entries that could not be read. */
export function sayGaps({ unpriced, unreadable }: Spend, view: View): string[] {
  const words = spendReportWords(view)
  const units = new Map<Unit, number>()
  for (const row of unpriced) units.set(unitOf(row.category), (units.get(unitOf(row.category)) ?? 0) + row.units)
  const said = [...units].map(([unit, count]) => words.units(unit, formatCount(count, view.locale), count === 1))
  const unreadableCount = Object.values(unreadable).reduce((sum, count) => sum + count, 0)
  const categories = coreWords(view).list(Object.keys(unreadable).map((key) => escapeMrkdwn(words.category(key))))
  return [
    ...(said.length > 0 ? [words.unpriced(coreWords(view).list(said))] : []),
    ...(unreadableCount > 0 ? [words.unreadable(unreadableCount, categories)] : []),
  ]
}

/** What must be known of its amounts: some belong to a month as a whole, or to no known currency. */
export function sayDoubts({ leftOut, currency, hasMixedCurrencies, hasUsage }: Spend, view: View): string[] {
  const words = spendReportWords(view)
  const isUnknown = hasUsage && !currency && !hasMixedCurrencies
  return [
    ...(leftOut.length === 0 ? [] : [words.leftOut(sayAmounts(leftOut, view))]),
    ...(isUnknown ? [words.unknownCurrency] : []),
    ...(hasMixedCurrencies ? [words.mixedCurrencies] : []),
  ]
}

const mostNamed = 10

/** Workspaces that gave no answer; of many, the first ten by name. */
export function sayMissingWorkspaces(names: readonly string[], view: View): string[] {
  if (names.length === 0) return []
  const { list, report } = coreWords(view)
  const named = names.slice(0, mostNamed).map((name) => escapeMrkdwn(name))
  const rest = names.length - named.length
  return [spendReportWords(view).missingWorkspaces(list(rest > 0 ? [...named, report.others(rest)] : named))]
}
