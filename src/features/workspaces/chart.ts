import { nameCompared } from '../../chatops/report/spend-change.ts'
import { stackAmounts } from '../../chatops/report/stack.ts'
import { plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Chart, Panel, RankingRow } from '../../domain/chart.ts'
import { nearlyUsed } from '../../domain/limit/nearly-used.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { formatMoney, formatShare, inCurrency } from '../../domain/money/money.ts'
import { takeTop } from '../../domain/take-top.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { spansMonths } from '../../domain/time/period.ts'
import { listMonths } from '../../domain/time/time.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { WorkspaceRow, WorkspacesReport } from './report.ts'
import { sayPeriod } from './view.ts'
import { workspacesWords } from './words.ts'

const shownCaps = 4
const shownSpend = 4
const stackedWorkspaces = 5

/** How far each cap is used, beside what each Workspace spends. */
export function drawWorkspaces(report: WorkspacesReport, view: View): Chart | undefined {
  const { spend, rows, period } = report
  if (spend.total.isZero || spend.hasMixedCurrencies || rows.length === 0) return undefined
  const { chart } = workspacesWords(view)
  const days = formatDays(period.from, period.to, view.locale, report.now.toISOString().slice(0, 4))
  const capped = rows.filter(({ cap }) => cap?.share !== undefined)
  return {
    locale: view.locale,
    title: sayTitle(report, view),
    subtitle: chart.subtitle(days, period.isRunning),
    ...(isComplete(spend) ? {} : { note: coreWords(view).picture.incomplete }),
    panels: [
      ...(capped.length > 0 ? [drawCaps(capped, view)] : []),
      ...(spansMonths(period)
        ? [{ ...drawSpend(report, view), weight: 1.2 }, drawMonths(report, view)]
        : [drawSpend(report, view)]),
    ],
  }
}

function sayTitle(report: WorkspacesReport, view: View): string {
  const { chart } = workspacesWords(view)
  const { rows, spend } = report
  const period = sayPeriod(report, view)
  const [first] = rows
  const used = first?.cap?.share
  if (first && used !== undefined && used >= nearlyUsed)
    return chart.near(plainName(first.name, 40), formatShare(used, 1, view.locale) ?? '', period)
  const [dearest] = bySpend(rows)
  const share = formatShare(dearest?.spent.amount.toNumber() ?? 0, spend.total.toNumber(), view.locale)
  const leads = isComplete(spend) ? chart.leads : chart.leadsCounted
  if (dearest && share) return leads(plainName(dearest.name, 40), share, period)
  return coreWords(view).labelled(period, formatMoney(inCurrency(spend.total, spend.currency), view.locale))
}

const drawCaps = (capped: readonly WorkspaceRow[], view: View): Panel => ({
  kind: 'ranking',
  heading: workspacesWords(view).chart.caps,
  measure: { kind: 'share' },
  whole: 1,
  rows: capped.slice(0, shownCaps).map(({ name, cap }) => ({
    name: plainName(name),
    value: cap?.share ?? 0,
    highlight: (cap?.share ?? 0) >= nearlyUsed,
  })),
  weight: 0.8,
})

function drawSpend(report: WorkspacesReport, view: View): Panel {
  const { chart } = workspacesWords(view)
  const { comparison, spend } = report
  const ranked = bySpend(report.rows)
  // The title speaks of the dearest where no cap is near its end.
  const isTitle = (report.rows[0]?.cap?.share ?? 0) < nearlyUsed
  const { top, rest } = takeTop(ranked, shownSpend)
  const others: RankingRow[] =
    rest.length > 0
      ? [{ name: chart.others(rest.length), value: Decimal.sum(rest.map(({ spent }) => spent.amount)).toNumber() }]
      : []
  return {
    kind: 'ranking',
    heading: comparison ? chart.spendWithChange(nameCompared(comparison, report, view)) : chart.spend,
    measure: { kind: 'money', currency: spend.currency },
    rows: [...top.map((row, index) => drawRow(row, isTitle && index === 0)), ...others],
  }
}

/** What each month cost, by the Workspaces that cost most; what is in none is not in it. */
function drawMonths({ rows, period, spend }: WorkspacesReport, view: View): Panel {
  const { chart } = workspacesWords(view)
  const months = listMonths(period.from, period.to)
  const amounts = rows.flatMap(({ monthly }) => monthly).filter(({ amount }) => !amount.isZero)
  return {
    kind: 'timeline',
    heading: chart.perMonth,
    measure: { kind: 'money', currency: spend.currency },
    slots: { by: 'month', from: period.from, count: months.length },
    shape: 'stack',
    series: stackAmounts(amounts, months, { most: stackedWorkspaces, other: chart.other }).map((one) => ({
      ...one,
      name: plainName(one.name, 24),
    })),
  }
}

function drawRow({ name, spent, change }: WorkspaceRow, highlight: boolean): RankingRow {
  const before = change?.before.toNumber() ?? 0
  const share = change && (before === 0 ? null : change.difference.toNumber() / before)
  const changed = share === undefined ? {} : { change: share }
  return { name: plainName(name), value: spent.amount.toNumber(), ...changed, highlight }
}

const bySpend = (rows: readonly WorkspaceRow[]): readonly WorkspaceRow[] =>
  rows.toSorted((left, right) => right.spent.amount.compare(left.spent.amount) || (left.name < right.name ? -1 : 1))
