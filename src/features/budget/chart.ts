import { plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import type { Chart } from '../../domain/chart.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { dayOf, firstDayOf } from '../../domain/time/time.ts'
import type { BudgetReport } from './report.ts'
import { sayFinding } from './view.ts'
import { budgetWords } from './words.ts'

const drawnBudgets = 10

/** Several budgets beside one another; one alone is said in a sentence. */
export function drawBudgets(report: BudgetReport, view: View): Chart | undefined {
  const words = budgetWords(view)
  const rows = report.rows.flatMap(({ workspace, share }) => (share === undefined ? [] : [{ workspace, share }]))
  if (rows.length < 2) return undefined
  const { now, month } = report
  const days = formatDays(firstDayOf(month), dayOf(now), view.locale, now.toISOString().slice(0, 4))
  return {
    locale: view.locale,
    title: sayFinding(report, view),
    subtitle: words.subtitle(days),
    panels: [
      {
        kind: 'ranking',
        measure: { kind: 'share' },
        whole: 1,
        rows: rows.slice(0, drawnBudgets).map(({ workspace, share }) => ({
          name: workspace === undefined ? words.organization : plainName(workspace ?? words.goneWorkspace),
          value: share,
          highlight: share >= 1,
        })),
      },
    ],
  }
}
