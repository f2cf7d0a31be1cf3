import { plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import type { Chart } from '../../domain/chart.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { dayOf, firstDayOf } from '../../domain/time/time.ts'
import type { RateLimits } from './gather.ts'
import { sayFinding } from './view.ts'
import { rateLimitsWords } from './words.ts'

const drawnModels = 10

/** How near each model is to its limit; one bar alone says no more than the sentence. */
export function drawRateLimits(report: RateLimits, view: View): Chart | undefined {
  if (report === 'notOffered') return undefined
  const rows = report.rows.flatMap(({ model, share }) => (share ? [{ model, share }] : []))
  if (rows.length < 2) return undefined
  const { now, month } = report
  const days = formatDays(firstDayOf(month), dayOf(now), view.locale, now.toISOString().slice(0, 4))
  return {
    locale: view.locale,
    title: sayFinding(report, view),
    subtitle: rateLimitsWords(view).subtitle(days),
    panels: [
      {
        kind: 'ranking',
        measure: { kind: 'share' },
        whole: 1,
        rows: rows.slice(0, drawnModels).map(({ model, share }, index) => ({
          name: plainName(model),
          value: share,
          highlight: index === 0,
        })),
      },
    ],
  }
}
