import { plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Chart, Slots } from '../../domain/chart.ts'
import { daysBetween } from '../../domain/time/time.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { DigestReport } from './report.ts'
import { nameDays, sayPeriod } from './view.ts'
import { digestWords } from './words.ts'

/** Each day beside the same weekday of the week before, or the same date of the month before. */
export function drawDigest(report: DigestReport, view: View): Chart | undefined {
  const { period, spend, daily } = report
  if (!spend.hasUsage || spend.hasMixedCurrencies) return undefined
  const words = digestWords(view)
  const isWeek = period.rhythm === 'weekly'
  const count = daysBetween(period.of.from, period.of.to) + 1
  const slots: Slots = { by: isWeek ? 'weekday' : 'day', from: period.of.from, count }
  const days = nameDays(period, view, report.now.toISOString().slice(0, 4))
  return {
    locale: view.locale,
    title: sayPeriod(report, view, (name) => plainName(name, 40)),
    subtitle: isWeek ? words.subtitle.weekly(days) : words.subtitle.monthly(days),
    panels: [
      {
        kind: 'timeline',
        measure: { kind: 'money', currency: spend.currency },
        slots,
        shape: 'bars',
        series: [
          {
            name: isWeek ? words.series.weekBefore : words.series.monthBefore,
            role: 'before',
            // The month before may have more days than this one.
            values: daily.before.slice(0, count),
          },
          { name: isWeek ? words.series.week : words.series.month, values: daily.of },
        ],
      },
    ],
    ...(isComplete(spend) ? {} : { note: coreWords(view).picture.incomplete }),
  }
}
