import { sayDoubts, sayGaps, sayMissingWorkspaces } from '../../chatops/report/spend-caveats.ts'
import { spendReportWords } from '../../chatops/report/spend-words.ts'
import type { View } from '../../chatops/view.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { SpendReport } from './report.ts'
import { spendWords } from './words.ts'

/** What a reader must know before believing the sum: units without a price, gaps, an unknown currency. */
export function caveats(report: SpendReport, view: View): string[] {
  const spend = spendWords(view)
  return [
    ...sayGaps(report.spend, view),
    ...(report.by && !report.spend.total.isZero && !isComplete(report.spend) ? [spend.sharesOfCounted] : []),
    ...sayDoubts(report.spend, view),
    ...(report.limit === 'missing' ? [spend.missingLimit] : []),
    ...(report.comparison === 'missing' ? [spendReportWords(view).missingComparison] : []),
    ...sayMissingWorkspaces(report.missingWorkspaces, view),
  ]
}
