import { actions, context, section } from '../../chatops/blocks.ts'
import { sayAmounts } from '../../chatops/report/amounts.ts'
import { sayMonthsConverted } from '../../chatops/report/exchange.ts'
import { figuresAge } from '../../chatops/report/figures-age.ts'
import { saySource } from '../../chatops/report/source.ts'
import { isAllUnknown } from '../../chatops/report/sources.ts'
import { sayDoubts, sayGaps } from '../../chatops/report/spend-caveats.ts'
import { formatChange, saySpendChange } from '../../chatops/report/spend-change.ts'
import { spendReportWords } from '../../chatops/report/spend-words.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { formatMoney, formatShare, inCurrency, shortCount } from '../../domain/money/money.ts'
import { takeTop } from '../../domain/take-top.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import { writePeriod } from '../../domain/time/period.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { sumByCurrency } from '../../domain/usage/month-lines.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { SpendLine } from '../../domain/usage/usage.ts'
import type { Message } from '../../slack/message.ts'
import { orders } from './args.ts'
import { sayAverage, sayKinds, sayMeters } from './meters-view.ts'
import type { ModelRow, ModelsReport } from './report.ts'
import { modelsWords } from './words.ts'

const shownModels = 8

/** The report as one message: what all models cost, then each with its tokens and their prices. */
export function renderModels(report: ModelsReport, view: View): Message {
  const words = modelsWords(view)
  const period = sayPeriod(report, view)
  const source = context(`_${coreWords(view).parts([saySource(report, view), spendReportWords(view).before])}_`)
  if (report.rows.length === 0) {
    const { figures } = coreWords(view).report
    const text = isAllUnknown(report)
      ? coreWords(view).report.origins.nothingFor(period)
      : report.origin
        ? figures.noUsage(period)
        : words.noUsage(period)
    return {
      text,
      blocks: [section([`*${text}*`, ...caveats(report, view)].join('\n')), ...figuresAge(report, view), source],
    }
  }
  const title = sayFinding(report, view)
  const { period: days, now, spend } = report
  const change = saySpendChange(report.change, { period: days, now, currency: spend.currency }, view)
  const warnings = caveats(report, view)
  const converted = sayMonthsConverted(report.byMonth, report.exchange, view)
  const lead = [converted, change, sayKinds(report, view), sayAverage(report, view)].filter(Boolean)
  return {
    text: [title, change].filter(Boolean).join(' · '),
    blocks: [
      section([`*${title}*`, ...lead].join('\n')),
      section(listModels(report, view)),
      ...(warnings.length > 0 ? [section(warnings.join('\n'))] : []),
      ...figuresAge(report, view),
      source,
      ...buttons(report, view),
    ],
  }
}

export const sayPeriod = ({ period, now }: ModelsReport, view: View): string =>
  nameOfPeriod(period, view.locale, now.toISOString().slice(0, 4))

function sayFinding(report: ModelsReport, view: View): string {
  const words = modelsWords(view)
  const { spend, tokens, rows } = report
  const period = sayPeriod(report, view)
  const count = shortCount(tokens, view.locale)
  if (spend.total.isZero && !isComplete(spend)) return words.findingUnknown(period, count)
  return words.finding(
    period,
    money(spend.total, report, view, () => true),
    count,
    rows.length,
  )
}

/** The largest by name, everything else in one line: nobody reads sixty models. */
export const splitModels = ({ rows }: ModelsReport, most = shownModels) => takeTop(rows, most)

function listModels(report: ModelsReport, view: View): string {
  const words = modelsWords(view)
  const { top, rest } = splitModels(report)
  const hasAverage = top.some(({ meters }) => meters.some(({ price }) => price?.isAverage))
  return [
    `_${hasAverage ? coreWords(view).parts([words.legend, words.legendAverage]) : words.legend}_`,
    ...top.map((row) => sayModel(row, report, view)),
    ...(rest.length > 0 ? [sayRest(rest, report, view)] : []),
  ].join('\n')
}

function sayModel(row: ModelRow, report: ModelsReport, view: View): string {
  const { spend, tokens, by } = report
  const share =
    by === 'spend'
      ? !spend.hasMixedCurrencies && formatShare(row.amount.toNumber(), spend.total.toNumber(), view.locale)
      : row.tokens > 0 && formatShare(row.tokens, tokens, view.locale)
  const head = [
    `*${escapeMrkdwn(row.name, 40)}*`,
    `*${money(row.amount, report, view, ({ model }) => modelName(model) === row.name)}*`,
    share || '',
    sayRowChange(row, report, view),
  ]
  const detail = sayMeters(row, report, view)
  return [head.filter(Boolean).join('  '), ...(detail ? [detail] : [])].join('\n')
}

function sayRowChange({ change }: ModelRow, report: ModelsReport, view: View): string {
  if (!change || change.difference.isZero) return ''
  const { share, difference } = formatChange(change, report.spend.currency, view)
  return share ? `${share} (${difference})` : difference
}

function sayRest(rest: readonly ModelRow[], report: ModelsReport, view: View): string {
  const amount = Decimal.sum(rest.map((row) => row.amount))
  const tokens = rest.reduce((sum, row) => sum + row.tokens, 0)
  const names = new Set(rest.map(({ name }) => name))
  const said = money(amount, report, view, ({ model }) => names.has(modelName(model)))
  return modelsWords(view).rest(rest.length, said, shortCount(tokens, view.locale))
}

/** Of a period in several currencies, the lines that it is a sum of are said by currency. */
const money = (
  amount: Decimal,
  { spend, byMonth }: ModelsReport,
  view: View,
  isWanted: (line: SpendLine) => boolean,
): string =>
  spend.hasMixedCurrencies
    ? sayAmounts(sumByCurrency(byMonth, isWanted), view)
    : formatMoney(inCurrency(amount, spend.currency), view.locale)

export const caveats = (report: ModelsReport, view: View): string[] => [
  ...sayGaps(report.spend, view),
  ...sayDoubts(report.spend, view),
  ...(report.change === 'missing' ? [spendReportWords(view).missingComparison] : []),
]

function buttons(report: ModelsReport, view: View) {
  if (view.isShared) return []
  const { by } = modelsWords(view)
  const { period } = report
  const days = writePeriod(period)
  const others = orders.filter((order) => order !== report.by)
  return [
    actions(
      ...others.map((order) => runButton(by[order], `models ${days} by ${order}`)),
      runButton(coreWords(view).report.byWorkspace, `workspaces ${days}`),
    ),
  ]
}
