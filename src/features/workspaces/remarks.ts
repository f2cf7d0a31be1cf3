import { sayDoubts, sayGaps, sayMissingWorkspaces } from '../../chatops/report/spend-caveats.ts'
import { spendReportWords } from '../../chatops/report/spend-words.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { WorkspacesReport } from './report.ts'
import { workspacesWords } from './words.ts'

const mostNamed = 5

/** What must be known beside the lines, in the message and beside the exported file. */
export function listRemarks(report: WorkspacesReport, view: View): string[] {
  const words = workspacesWords(view)
  const { archived, rows, spend } = report
  const { list, report: shared } = coreWords(view)
  const named = archived.slice(0, mostNamed).map((name) => escapeMrkdwn(name, 40))
  const others = archived.length - named.length
  const names = list(others > 0 ? [...named, shared.others(others)] : named)
  return [
    ...(archived.length > 0 ? [words.archived(names, archived.length)] : []),
    ...sayGaps(spend, view),
    ...sayDoubts(spend, view),
    ...(report.isComparisonMissing ? [spendReportWords(view).missingComparison] : []),
    ...(report.hasOwners ? [] : [words.missingMembers]),
    ...sayMissingWorkspaces(report.missing, view),
    ...(rows.some(({ cap }) => cap)
      ? [`_${report.period.kind === 'month' ? words.capsOfToday : words.capsOfMonths}_`]
      : []),
  ]
}
