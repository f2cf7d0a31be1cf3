import { nameCompared } from '../../chatops/report/spend-change.ts'
import { stackAmounts } from '../../chatops/report/stack.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Chart, Panel, RankingRow } from '../../domain/chart.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { formatMoney, formatShare, inCurrency } from '../../domain/money/money.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { listMonths } from '../../domain/time/time.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { ModelRow, ModelsReport } from './report.ts'
import { sayPeriod, splitModels } from './view.ts'
import { modelsWords } from './words.ts'

const kinds = ['input', 'output', 'cached'] as const
/** What has room above the second panel; the others are one bar. */
const rankedModels = 4
const stackedModels = 6

/** Who costs how much and how that has changed, above what they read and write. */
export function drawModels(report: ModelsReport, view: View): Chart | undefined {
  const { spend, rows, tokens } = report
  if (rows.length === 0 || spend.hasMixedCurrencies || (spend.total.isZero && tokens === 0)) return undefined
  const { chart } = modelsWords(view)
  const { from, to, isRunning } = report.period
  return {
    locale: view.locale,
    title: sayTitle(report, view),
    subtitle: chart.subtitle(formatDays(from, to, view.locale, report.now.toISOString().slice(0, 4)), isRunning),
    ...(isComplete(spend) ? {} : { note: coreWords(view).picture.incomplete }),
    panels: [
      ...(spend.total.isZero ? [] : [drawSpend(report, view)]),
      ...(report.monthly.length > 0 ? [drawMonths(report, view)] : tokens === 0 ? [] : [drawTokens(report, view)]),
    ],
  }
}

function sayTitle(report: ModelsReport, view: View): string {
  const { chart } = modelsWords(view)
  const { spend, rows, tokens, by } = report
  const [first] = rows
  const period = sayPeriod(report, view)
  const byTokens = by === 'tokens' || spend.total.isZero
  const share = byTokens
    ? formatShare(first?.tokens ?? 0, tokens, view.locale)
    : formatShare(first?.amount.toNumber() ?? 0, spend.total.toNumber(), view.locale)
  if (!first || !share)
    return coreWords(view).labelled(period, formatMoney(inCurrency(spend.total, spend.currency), view.locale))
  if (byTokens) return chart.leadsTokens(first.name, share, period)
  return (isComplete(spend) ? chart.leads : chart.leadsCounted)(first.name, share, period)
}

function drawSpend(report: ModelsReport, view: View): Panel {
  const { chart } = modelsWords(view)
  const { top, rest } = splitModels(report, rankedModels)
  const shown = top.filter(({ amount }) => !amount.isZero)
  const hasChange = shown.some(({ change }) => change)
  const others: RankingRow[] =
    rest.length > 0
      ? [{ name: chart.others(rest.length), value: Decimal.sum(rest.map(({ amount }) => amount)).toNumber() }]
      : []
  return {
    kind: 'ranking',
    heading:
      hasChange && report.comparison
        ? chart.spendWithChange(nameCompared(report.comparison, report, view))
        : chart.spend,
    measure: { kind: 'money', currency: report.spend.currency },
    rows: [...shown.map((row, index) => drawRow(row, index === 0 && report.by === 'spend')), ...others],
    weight: 1.2,
  }
}

function drawRow({ name, amount, change }: ModelRow, highlight: boolean): RankingRow {
  const before = change?.before.toNumber() ?? 0
  const share = change && (before === 0 ? null : change.difference.toNumber() / before)
  return { name, value: amount.toNumber(), ...(share === undefined ? {} : { change: share }), highlight }
}

/** What each month cost, by the models that cost most. */
function drawMonths({ monthly, period, spend }: ModelsReport, view: View): Panel {
  const { chart } = modelsWords(view)
  const months = listMonths(period.from, period.to)
  const series = stackAmounts(monthly, months, { most: stackedModels, other: chart.other })
  return {
    kind: 'timeline',
    heading: chart.perMonth,
    measure: { kind: 'money', currency: spend.currency },
    slots: { by: 'month', from: period.from, count: months.length },
    shape: 'stack',
    series: series.map(({ name, ...one }) => ({ name: name.replace(/^Mistral (?=\S)/, ''), ...one })),
  }
}

/** Input, output and cached on one another, for the models that take most. */
function drawTokens({ rows }: ModelsReport, view: View): Panel {
  const { chart } = modelsWords(view)
  const largest = rows
    .toSorted((left, right) => right.tokens - left.tokens)
    .filter(({ tokens }) => tokens > 0)
    .slice(0, stackedModels)
  const countOf = (row: ModelRow, isWanted: (group: string) => boolean) =>
    row.meters
      .filter(({ unit, group }) => unit === 'tokens' && isWanted(group))
      .reduce((sum, { consumed }) => sum + consumed, 0)
  const named = kinds.map((kind) => ({
    name: chart.kinds[kind],
    values: largest.map((row) => countOf(row, (group) => group === kind)),
  }))
  const others = largest.map((row) => row.tokens - countOf(row, (group) => kinds.some((kind) => kind === group)))
  return {
    kind: 'timeline',
    heading: chart.tokens,
    measure: { kind: 'count' },
    slots: { by: 'label', labels: largest.map(({ name }) => name.replace(/^Mistral (?=\S)/, '')) },
    shape: 'stack',
    series: [
      ...named.filter(({ values }) => values.some((value) => value > 0)),
      ...(others.some((value) => value > 0) ? [{ name: chart.otherKind, role: 'other' as const, values: others }] : []),
    ],
  }
}
