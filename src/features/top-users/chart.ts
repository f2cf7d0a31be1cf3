import { fewestPeople, ratioOf } from '../../chatops/report/activity.ts'
import { plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Chart, RankingRow } from '../../domain/chart.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { groupRanks } from './cohorts.ts'
import type { TopUsersReport } from './report.ts'
import { sayFinding, shownPeople } from './view.ts'
import { topUsersWords } from './words.ts'

export function drawTopUsers(report: TopUsersReport, view: View): Chart | undefined {
  if (report.rows.length === 0 || (!view.seesNames && report.rows.length < fewestPeople)) return undefined
  const words = topUsersWords(view)
  const days = formatDays(report.period.from, report.period.to, view.locale, report.now.toISOString().slice(0, 4))
  return {
    locale: view.locale,
    title: sayFinding(report, view),
    subtitle: words.subtitle(words.counted[report.by], days),
    ...(view.seesNames ? { namesPeople: true } : {}),
    panels: [
      {
        kind: 'ranking',
        measure: { kind: 'count' },
        rows: view.seesNames ? people(report, view) : cohorts(report, view),
      },
    ],
  }
}

function people({ rows, lead }: TopUsersReport, view: View): RankingRow[] {
  return rows.slice(0, shownPeople).map(({ name, email, value, compared }, index) => {
    const change = ratioOf(compared)
    return {
      name: plainName(name ?? email ?? coreWords(view).report.unnamed),
      ...(email ? { fallback: email.split('@')[0] ?? email } : {}),
      value,
      ...(change === undefined ? {} : { change }),
      highlight: index < (lead?.people ?? 0),
    }
  })
}

const cohorts = ({ rows }: TopUsersReport, view: View): RankingRow[] =>
  groupRanks(rows).map(({ first, last, value }, index) => ({
    name: topUsersWords(view).ranks(first, last),
    value,
    highlight: index === 0,
  }))
