import { pictureNote } from '../../chatops/report/picture-note.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Chart, Panel, Timeline } from '../../domain/chart.ts'
import { spreadForecast } from '../../domain/forecast/forecast-line.ts'
import { roundEstimate } from '../../domain/money/money.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { dayOf, daysBetween, lastDayOf, listDays, monthOf } from '../../domain/time/time.ts'
import { heldLimit, sayFinding, sayLimit } from './finding.ts'
import type { ForecastReport } from './report.ts'
import { forecastWords } from './words.ts'

/** The sum so far under the limit, with where it is going; below it each day, those to come in grey. */
export function drawForecast(report: ForecastReport, view: View): Chart | undefined {
  const { spend, period } = report
  if (spend.total.isZero || (period.isRunning && !report.forecast)) return undefined
  const { picture } = coreWords(view)
  const days = formatDays(period.from, period.to, view.locale, report.now.toISOString().slice(0, 4))
  const panels: Panel[] = [drawMonth(report, view), drawDays(report, view)]
  return {
    locale: view.locale,
    title: sayTitle(report, view),
    subtitle: picture.subtitle(days, period.isRunning),
    panels,
    ...pictureNote(spend, view, { hasDays: true }),
  }
}

function sayTitle(report: ForecastReport, view: View): string {
  const limit = heldLimit(report)
  return limit?.isReached ? forecastWords(view).suspendedTitle(sayLimit(limit, view)) : sayFinding(report, view)
}

const countDays = ({ period }: ForecastReport): number => daysBetween(period.from, lastDayOf(monthOf(period.from))) + 1

function drawMonth(report: ForecastReport, view: View): Timeline {
  const { spend, forecast, period } = report
  const { picture } = coreWords(view)
  const { chart } = forecastWords(view)
  const daily = sumByDay(report)
  // What Mistral tells without a day was spent before any of them, so that the line ends at the true sum.
  let sum = spend.total.toNumber() - [...daily.values()].reduce((total, amount) => total + amount, 0)
  const values = listDays(period.from, period.to).map((day) => {
    sum += daily.get(day) ?? 0
    return sum
  })
  const limit = heldLimit(report)
  return {
    kind: 'timeline',
    heading: forecast ? picture.monthToDate : chart.monthToDate,
    measure: { kind: 'money', currency: spend.currency },
    slots: { by: 'day', from: period.from, count: countDays(report) },
    shape: 'lines',
    series: [{ name: picture.soFar, values }],
    ...(limit ? { levels: [{ name: chart.limit, value: limit.value.toNumber(), role: 'limit' }] } : {}),
    ...(forecast ? { forecast: spreadForecast(forecast, spend.total.toNumber()) } : {}),
    weight: 1.3,
  }
}

function drawDays(report: ForecastReport, view: View): Timeline {
  const { spend, forecast, period, now } = report
  const { chart } = forecastWords(view)
  const daily = sumByDay(report)
  const expected = new Map((forecast?.days ?? []).map((each) => [each.day, each.expected]))
  const days = listDays(period.from, lastDayOf(monthOf(period.from)))
  // The key shows the sum of what is expected: an estimate, so it is made a round one.
  const sum = [...expected.values()].reduce((total, amount) => total + amount, 0)
  const rounding = sum > 0 ? roundEstimate(sum) / sum : 1
  const coming = days.map((day) => (day >= dayOf(now) ? (expected.get(day) ?? 0) * rounding : null))
  return {
    kind: 'timeline',
    heading: chart.perDay,
    measure: { kind: 'money', currency: spend.currency },
    slots: { by: 'day', from: period.from, count: countDays(report) },
    shape: 'stack',
    series: [
      { name: chart.came, values: days.map((day) => (day <= period.to ? (daily.get(day) ?? 0) : null)) },
      ...(forecast ? [{ name: chart.expected, role: 'other' as const, values: coming }] : []),
    ],
    weight: 0.8,
  }
}

function sumByDay({ spend }: ForecastReport): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { day, amount } of spend.lines) if (day) sums.set(day, (sums.get(day) ?? 0) + amount.toNumber())
  return sums
}
