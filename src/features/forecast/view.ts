import { actions, context, section } from '../../chatops/blocks.ts'
import { sayEstimate } from '../../chatops/report/amounts.ts'
import { sayConverted } from '../../chatops/report/exchange.ts'
import { figuresAge } from '../../chatops/report/figures-age.ts'
import { saySource } from '../../chatops/report/source.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { rateDayOf } from '../../domain/money/exchange.ts'
import { formatMoney, inCurrency, roundEstimate } from '../../domain/money/money.ts'
import { dayOf, monthOf, weekdayOf } from '../../domain/time/time.ts'
import { shortModelName } from '../../domain/usage/model-name.ts'
import { confirms, isComplete } from '../../domain/usage/spend.ts'
import type { Block, Message } from '../../slack/message.ts'
import { heldLimit, nameMonth, sayEnds, sayFinding, sayHolding, sayLimit } from './finding.ts'
import { sayClosedMonth, sayRecord } from './record.ts'
import type { ForecastReport } from './report.ts'
import { forecastWords } from './words.ts'

const shownModels = 8
/** With less than this the weekdays are known from few samples. */
const fewDays = 28

/** Where the month lands, whether the limit holds, and how much to believe of it. */
export function renderForecast(report: ForecastReport, view: View): Message {
  const words = forecastWords(view)
  if (!report.period.isRunning) return renderClosedMonth(report, view)
  if (!report.forecast) return renderTooEarly(report, view)
  const finding = sayFinding(report, view)
  const holding = sayHolding(report, view)
  const suspension = saySuspension(report, view)
  const condition = suspension ? words.usualPace : ''
  return {
    text: [suspension.replaceAll('*', ''), finding, holding].filter(Boolean).join(' · '),
    blocks: [
      section(
        [
          suspension,
          `*${finding}*`,
          sayWorth(report, view),
          condition,
          holding,
          sayRange(report, view),
          sayToCome(report, view),
        ]
          .filter(Boolean)
          .join('\n'),
      ),
      ...(report.byModel ? [section(sayModels(report, view))] : []),
      section(sayRecord(report, view)),
      ...showCaveats(report, view),
      ...figuresAge(report, view),
      context(`_${coreWords(view).parts([saySource(report, view), words.estimate])}_`),
      ...buttons(report, view),
    ],
  }
}

/** What the month lands at, or came to: an estimate is not converted to the cent. */
function sayWorth({ forecast, spend, exchange, period }: ForecastReport, view: View): string {
  if (!exchange) return ''
  const amount = forecast ? Decimal.of(roundEstimate(forecast.landing)) : spend.total
  const on = rateDayOf(exchange, monthOf(period.from))
  return sayConverted([{ amount, currency: spend.currency, on }], exchange, view, forecast ? 'shown' : 'cents')
}

function saySuspension(report: ForecastReport, view: View): string {
  const words = forecastWords(view)
  const { limit } = report
  if (typeof limit !== 'object' || !limit.isReached) return ''
  const held = heldLimit(report)
  const use = limit.use && formatMoney(inCurrency(limit.use, limit.currency), view.locale)
  const said = held && use ? words.suspended(use, sayLimit(held, view)) : words.suspendedSomewhere
  return said
}

function sayRange({ forecast, spend, limit }: ForecastReport, view: View): string {
  const words = forecastWords(view)
  if (!forecast) return ''
  const { currency, total } = spend
  const soFar = formatMoney(inCurrency(total, currency), view.locale)
  const range = words.range(...sayEnds(forecast, currency, view), soFar)
  const use = typeof limit === 'object' && limit.isComparable ? limit.use : null
  const isFar = use !== null && !confirms(use.toNumber(), total.toNumber())
  return [
    forecast.isAtLeast ? words.soFar(soFar) : range,
    ...(isFar ? [words.countedUse(formatMoney(inCurrency(use, currency), view.locale))] : []),
  ].join('\n')
}

/** What the days after today are expected to cost: weekends count as such. */
function sayToCome({ forecast, spend, now, knownDays }: ForecastReport, view: View): string {
  const words = forecastWords(view)
  const coming = (forecast?.days ?? []).filter(({ day }) => day > dayOf(now))
  const isWeekend = ({ day }: { day: (typeof coming)[number]['day'] }) => [0, 6].includes(weekdayOf(day))
  const mean = (days: typeof coming) => days.reduce((sum, { expected }) => sum + expected, 0) / days.length
  const say = (days: typeof coming, name: typeof words.workdays) =>
    days.length > 0 ? [name(days.length, sayEstimate(mean(days), spend.currency, view))] : []
  const parts = [
    ...say(
      coming.filter((each) => !isWeekend(each)),
      words.workdays,
    ),
    ...say(coming.filter(isWeekend), words.weekendDays),
  ]
  return [
    ...(parts.length > 0 ? [words.toCome(parts)] : []),
    ...(knownDays < fewDays ? [words.fewDays(knownDays)] : []),
  ].join('\n')
}

function sayModels({ byModel = [], spend }: ForecastReport, view: View): string {
  const words = forecastWords(view)
  const say = (amount: number) => sayEstimate(amount, spend.currency, view)
  const rows = byModel.slice(0, shownModels).map(({ model, landing, soFar }) => {
    const name = escapeMrkdwn(shortModelName(model), 40)
    return landing === undefined ? words.newModel(name, say(soFar)) : words.model(name, say(landing), say(soFar))
  })
  const others = byModel.length - rows.length
  return [words.byModel, ...rows, ...(others > 0 ? [words.otherModels(others)] : [])].join('\n')
}

export function listCaveats({ spend, forecast }: ForecastReport, view: View): string[] {
  const words = forecastWords(view)
  return [
    ...(forecast?.isAtLeast ? [words.atLeast] : isComplete(spend) ? [] : [words.incomplete]),
    ...(spend.hasUsage && !spend.currency ? [words.unknownCurrency] : []),
  ]
}

function showCaveats(report: ForecastReport, view: View): Block[] {
  const said = listCaveats(report, view)
  return said.length > 0 ? [section(said.join('\n'))] : []
}

function renderTooEarly(report: ForecastReport, view: View): Message {
  const words = forecastWords(view)
  const month = nameMonth(report, view)
  const isEmpty = !report.spend.hasUsage
  const headline = isEmpty ? sayNoUsage(month, report, view) : words.tooEarly(month)
  const soFar = words.soFar(formatMoney(inCurrency(report.spend.total, report.spend.currency), view.locale))
  const detail = isEmpty && report.knownDays === 0 ? words.noUsageNow : words.tooEarlyDetail(report.knownDays)
  const suspension = saySuspension(report, view)
  return {
    text: headline,
    blocks: [
      section(
        [suspension, `*${headline}*`, detail, isEmpty ? '' : soFar, sayHolding(report, view)]
          .filter(Boolean)
          .join('\n'),
      ),
      ...showCaveats(report, view),
      ...figuresAge(report, view),
      context(`_${saySource(report, view)}_`),
      ...buttons(report, view),
    ],
  }
}

/** Where nobody asked Mistral, it reported nothing. */
function sayNoUsage(month: string, { origin }: ForecastReport, view: View): string {
  if (!origin) return forecastWords(view).noUsage(month)
  const { figures, origins } = coreWords(view).report
  return origin.kind === 'nothing' ? origins.nothingFor(month) : figures.noUsage(month)
}

function renderClosedMonth(report: ForecastReport, view: View): Message {
  const words = forecastWords(view)
  const month = nameMonth(report, view)
  const total = formatMoney(inCurrency(report.spend.total, report.spend.currency), view.locale)
  const headline = report.spend.hasUsage ? words.over(month, total) : sayNoUsage(month, report, view)
  const none = report.origin ? '' : words.noUsageThen
  const detail = report.spend.hasUsage ? sayClosedMonth(report, view) : none
  return {
    text: headline,
    blocks: [
      section([`*${headline}*`, sayWorth(report, view), detail].filter(Boolean).join('\n')),
      ...showCaveats(report, view),
      ...figuresAge(report, view),
      context(`_${coreWords(view).parts([saySource(report, view), words.before])}_`),
    ],
  }
}

/** The next questions, one click away. */
function buttons(report: ForecastReport, view: View): Block[] {
  if (view.isShared) return []
  const { buttons } = forecastWords(view)
  return [
    actions(
      ...(report.byModel || !report.forecast ? [] : [runButton(buttons.byModel, 'forecast by model')]),
      runButton(buttons.spend, 'spend'),
      ...(heldLimit(report) ? [runButton(coreWords(view).askForRaise, 'limits raise')] : []),
    ),
  ]
}
