import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { formatCount, formatMoney, inCurrency } from '../../domain/money/money.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { SpendReport } from './report.ts'
import { spendWords } from './words.ts'

/** What a reader must know before believing the sum: units without a price, gaps, an unknown currency. */
export function caveats(report: SpendReport, view: View): string[] {
  const spend = spendWords(view)
  const { unpriced, unreadable, leftOut, currency, hasMixedCurrencies, hasUsage } = report.spend
  const units = new Map<string, number>()
  for (const row of unpriced) units.set(unitOf(row.category), (units.get(unitOf(row.category)) ?? 0) + row.units)
  const said = [...units].map(([unit, count]) => spend.units(unit, formatCount(count, view.locale), count === 1))
  const unreadableCount = Object.values(unreadable).reduce((sum, count) => sum + count, 0)
  const categories = coreWords(view).list(Object.keys(unreadable).map((key) => escapeMrkdwn(spend.category(key))))
  const isUnknown = hasUsage && !currency && !hasMixedCurrencies
  return [
    ...(said.length > 0 ? [spend.unpriced(coreWords(view).list(said))] : []),
    ...(unreadableCount > 0 ? [spend.unreadable(unreadableCount, categories)] : []),
    ...(report.by && !report.spend.total.isZero && !isComplete(report.spend) ? [spend.sharesOfCounted] : []),
    ...(leftOut.isZero ? [] : [spend.leftOut(formatMoney(inCurrency(leftOut, currency), view.locale))]),
    ...(isUnknown ? [spend.unknownCurrency] : []),
    ...(hasMixedCurrencies ? [spend.mixedCurrencies] : []),
    ...(report.limit === 'missing' ? [spend.missingLimit] : []),
    ...(report.comparison === 'missing' ? [spend.missingComparison] : []),
    ...(report.missingWorkspaces.length > 0
      ? [
          spend.missingWorkspaces(
            coreWords(view).list(report.missingWorkspaces.map((workspace) => escapeMrkdwn(workspace))),
          ),
        ]
      : []),
  ]
}

/** What a category counts; tokens where nothing else is known. */
function unitOf(category: string): string {
  if (category.endsWith('ocr') || category.endsWith('pages')) return 'pages'
  if (category.endsWith('audio_characters')) return 'characters'
  if (category.endsWith('audio') || category.endsWith('audio_seconds')) return 'seconds'
  if (category.endsWith('connectors')) return 'calls'
  if (category.endsWith('storage')) return 'units'
  return 'tokens'
}
