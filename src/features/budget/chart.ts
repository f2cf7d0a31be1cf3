import type { BudgetPlace } from '../../chatops/report/budgets.ts'
import { plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
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
  const rows = report.rows.flatMap(({ place, share }) => (share === undefined ? [] : [{ place, share }]))
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
        rows: rows.slice(0, drawnBudgets).map(({ place, share }) => ({
          name: labelOf(place, view),
          value: share,
          highlight: share >= 1,
        })),
      },
    ],
  }
}

function labelOf(place: BudgetPlace, view: View): string {
  const words = budgetWords(view)
  if (place.kind === 'organization') return words.organization
  if (place.kind === 'costCenter') return words.costCenter(plainName(place.name))
  return plainName(place.name ?? coreWords(view).report.budget.goneWorkspace)
}
