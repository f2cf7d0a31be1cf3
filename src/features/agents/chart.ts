import { ratioOf } from '../../chatops/report/activity.ts'
import type { View } from '../../chatops/view.ts'
import type { Chart } from '../../domain/chart.ts'
import { formatDays, nameOfPeriod } from '../../domain/time/dates.ts'
import type { AgentsReport } from './report.ts'
import { sayFinding, shortId, shownAgents } from './view.ts'
import { agentsWords } from './words.ts'

export function drawAgents(report: AgentsReport, view: View): Chart | undefined {
  if (report.rows.length === 0) return undefined
  const words = agentsWords(view)
  const thisYear = report.now.toISOString().slice(0, 4)
  const { from, to } = report.period
  return {
    locale: view.locale,
    title: sayFinding(report, nameOfPeriod(report.period, view.locale, thisYear), view),
    subtitle: words.subtitle(words.counted[report.by], formatDays(from, to, view.locale, thisYear)),
    panels: [
      {
        kind: 'ranking',
        measure: { kind: 'count' },
        rows: report.rows.slice(0, shownAgents).map((row) => {
          const change = ratioOf(row.compared)
          return { name: shortId(row.id), value: row[report.by], ...(change === undefined ? {} : { change }) }
        }),
      },
    ],
  }
}
