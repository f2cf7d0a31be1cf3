import type { View } from '../../chatops/view.ts'
import type { Chart } from '../../domain/chart.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { daysBetween } from '../../domain/time/time.ts'
import { type Surface, surfaces, type VibeReport } from './report.ts'
import { sayFinding } from './view.ts'
import { vibeWords } from './words.ts'

/** Sessions a day by where they take place; days of fewer than five people stay empty. */
export function drawVibe(report: VibeReport, view: View): Chart | undefined {
  if (report.days.length < 2) return undefined
  const words = vibeWords(view)
  const { from, to } = report.period
  const count = daysBetween(from, to) + 1
  const valuesOf = (surface: Surface) => {
    const values = new Array<number | null>(count).fill(null)
    for (const { day, bySurface } of report.days) values[daysBetween(from, day)] = bySurface[surface]
    return values
  }
  return {
    locale: view.locale,
    title: sayFinding(report, view),
    subtitle: words.subtitle(formatDays(from, to, view.locale, report.now.toISOString().slice(0, 4))),
    ...(report.hiddenDays > 0 ? { note: words.hidden(report.hiddenDays) } : {}),
    panels: [
      {
        kind: 'timeline',
        measure: { kind: 'count' },
        slots: { by: 'day', from, count },
        shape: 'stack',
        series: surfaces.map((surface) => ({ name: words.surface[surface], values: valuesOf(surface) })),
      },
    ],
  }
}
