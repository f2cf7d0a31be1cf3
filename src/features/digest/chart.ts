import { plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Chart, Timeline } from '../../domain/chart.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { DigestReport } from './report.ts'
import { nameBefore, nameDays, sayPeriod, thisYear } from './view.ts'
import { digestWords } from './words.ts'

/** A week day by day, beside the same weekdays of the week before; a month as it added up, beside the month before. */
export function drawDigest(report: DigestReport, view: View): Chart | undefined {
  const { period, spend } = report
  if (!spend.hasUsage || spend.hasMixedCurrencies) return undefined
  const words = digestWords(view)
  const isWeek = period.rhythm === 'weekly'
  const days = nameDays(period, view, thisYear(report))
  return {
    locale: view.locale,
    title: sayPeriod(report, view, (name) => plainName(name, 40)),
    subtitle: isWeek ? words.subtitle.weekly(days) : words.subtitle.monthly(days, nameBefore(report, view)),
    panels: [
      {
        ...(isWeek ? drawWeek(report, view) : drawMonth(report, view)),
        measure: { kind: 'money', currency: spend.currency },
      },
    ],
    ...(isComplete(spend) ? {} : { note: coreWords(view).picture.incomplete }),
  }
}

function drawWeek({ period, daily }: DigestReport, view: View): Omit<Timeline, 'measure'> {
  const { series } = digestWords(view)
  return {
    kind: 'timeline',
    slots: { by: 'weekday', from: period.of.from, count: daily.of.length },
    shape: 'bars',
    series: [
      { name: series.weekBefore, role: 'before', values: daily.before },
      { name: series.week, values: daily.of },
    ],
  }
}

/** The same dates fall on other weekdays, so that days beside one another would say nothing. */
function drawMonth(report: DigestReport, view: View): Omit<Timeline, 'measure'> {
  const { period, daily } = report
  return {
    kind: 'timeline',
    slots: { by: 'day', from: period.of.from, count: daily.of.length },
    shape: 'lines',
    series: [
      { name: nameDays(period, view, thisYear(report)), values: addUp(daily.of) },
      // The month before may have more days than this one.
      { name: nameBefore(report, view), role: 'before', values: addUp(daily.before).slice(0, daily.of.length) },
    ],
  }
}

function addUp(values: readonly number[]): number[] {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}
