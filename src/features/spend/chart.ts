import { pictureNote } from '../../chatops/report/picture-note.ts'
import { type SlotAmount, stackAmounts } from '../../chatops/report/stack.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Chart, Panel, RankingRow, Series, Slots } from '../../domain/chart.ts'
import { spreadForecast } from '../../domain/forecast/forecast-line.ts'
import type { MonthForecast } from '../../domain/forecast/month-forecast.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { daysBetween, lastDayOf, listDays, monthOf } from '../../domain/time/time.ts'
import { modelName, shortModelName } from '../../domain/usage/model-name.ts'
import { splitTop } from '../../domain/usage/spend.ts'
import type { Day, SpendLine } from '../../domain/usage/usage.ts'
import { nameRow } from './breakdown.ts'
import { sayFinding } from './finding.ts'
import type { SpendReport } from './report.ts'
import { spendWords } from './words.ts'

const topModels = 5
const topRows = 10
/** Beyond this many days a bar a day cannot be told from its neighbour. */
const mostDailyBars = 62

/** The report as a picture: where the month stands and lands, what each day cost, or who is largest. */
export function drawSpend(report: SpendReport, view: View): Chart | undefined {
  const { total, currency } = report.spend
  if (total.isZero || report.spend.hasMixedCurrencies) return undefined
  const panels = choosePanels(report, view)
  return {
    locale: view.locale,
    title: sayFinding(report, view),
    subtitle: saySubtitle(report, view),
    panels: panels.map((panel) => ({ ...panel, measure: { kind: 'money', currency } })),
    ...pictureNote(report.spend, view, { hasDays: panels.some(hasDays) }),
  }
}

function choosePanels(report: SpendReport, view: View): Unmeasured[] {
  if (report.by && report.by !== 'day') return [drawRanking(report, view)]
  if (report.forecast && report.forecast !== 'tooEarly')
    return [drawMonth(report, report.forecast, view), drawDays(report, view, 0.8)]
  return [drawDays(report, view)]
}

const hasDays = (panel: Unmeasured): boolean => panel.kind === 'timeline' && panel.slots.by === 'day'

type Unmeasured = OmitMeasure<Panel>
type OmitMeasure<P> = P extends Panel ? Omit<P, 'measure'> : never

function saySubtitle(report: SpendReport, view: View): string {
  const { from, to } = report.period
  const days = formatDays(from, to, view.locale, report.now.toISOString().slice(0, 4))
  return coreWords(view).picture.subtitle(days, report.period.isRunning)
}

/** The sum so far, the limit above it, and where the weekdays to come carry it. */
function drawMonth(report: SpendReport, forecast: MonthForecast, view: View): Unmeasured {
  const { chart } = spendWords(view)
  const { from, to } = report.period
  const daily = sumByDay(report.spend.lines)
  const days = listDays(from, to)
  let sum = report.spend.lines
    .filter(({ day }) => day === null)
    .reduce((total, { amount }) => total + amount.toNumber(), 0)
  const values = days.map((day) => {
    sum += daily.get(day) ?? 0
    return sum
  })
  const limit = typeof report.limit === 'object' ? report.limit.limit : null
  return {
    kind: 'timeline',
    heading: coreWords(view).picture.monthToDate,
    slots: { by: 'day', from, count: daysBetween(from, lastDayOf(monthOf(from))) + 1 },
    shape: 'lines',
    series: [{ name: coreWords(view).picture.soFar, values }],
    ...(limit ? { levels: [{ name: chart.limit, value: limit.toNumber(), role: 'limit' }] } : {}),
    forecast: spreadForecast(forecast, report.spend.total.toNumber()),
    weight: 1.2,
  }
}

/** What each day cost, by the models that cost most; months, where there are too many days. */
function drawDays(report: SpendReport, view: View, weight = 1): Unmeasured {
  const { chart } = spendWords(view)
  const { from, to } = report.period
  if (daysBetween(from, to) >= mostDailyBars) return { ...drawMonths(report, view), heading: chart.perMonth, weight }
  const end = report.forecast ? lastDayOf(monthOf(from)) : to
  const amounts = report.spend.lines.flatMap(({ day, model, amount }) =>
    day === null ? [] : [{ name: modelName(model), slot: day, amount }],
  )
  return {
    kind: 'timeline',
    heading: chart.perDay,
    slots: { by: 'day', from, count: daysBetween(from, end) + 1 },
    shape: 'stack',
    series: stackModels(amounts, listDays(from, to), view),
    weight,
  }
}

function drawMonths({ byMonth, period }: SpendReport, view: View) {
  const months = byMonth.map(({ month }) => month)
  const amounts = byMonth.flatMap(({ month, lines }) =>
    lines.map(({ model, amount }) => ({ name: modelName(model), slot: month, amount })),
  )
  const slots: Slots = { by: 'month', from: period.from, count: months.length }
  return { kind: 'timeline', slots, shape: 'stack', series: stackModels(amounts, months, view) } as const
}

const stackModels = (amounts: readonly SlotAmount[], slots: readonly string[], view: View): Series[] =>
  stackAmounts(amounts, slots, { most: topModels, other: spendWords(view).chart.other }).map(({ name, ...series }) => ({
    ...series,
    name: series.role === 'other' ? name : shortModelName(name),
  }))

function sumByDay(lines: readonly SpendLine[]): Map<Day | null, number> {
  const sums = new Map<Day | null, number>()
  for (const { day, amount } of lines) sums.set(day, (sums.get(day) ?? 0) + amount.toNumber())
  return sums
}

function drawRanking(report: SpendReport, view: View): Unmeasured {
  const spend = spendWords(view)
  const { top, other, otherCount } = splitTop(
    report.rows.filter(({ amount }) => !amount.isZero),
    topRows,
  )
  const rows: RankingRow[] = top.map((row, index) => ({
    name: nameRow(row, report, view),
    value: row.amount.toNumber(),
    highlight: index === 0,
  }))
  const rest = otherCount > 0 ? [{ name: spend.otherRow(otherCount), value: other.toNumber() }] : []
  return { kind: 'ranking', rows: [...rows, ...rest] }
}
