import { actions, context, section, sections } from '../../chatops/blocks.ts'
import { shareOfBudget, spentOfBudget } from '../../chatops/report/budgets.ts'
import type { Cell } from '../../chatops/report/csv.ts'
import { exchangeCells, exchangeColumns, sayConverted, sayRates, sayWorth } from '../../chatops/report/exchange.ts'
import { figuresAge } from '../../chatops/report/figures-age.ts'
import { saySource } from '../../chatops/report/source.ts'
import { isAllUnknown } from '../../chatops/report/sources.ts'
import { sayDoubts, sayGaps, sayMissingWorkspaces } from '../../chatops/report/spend-caveats.ts'
import { spendReportWords } from '../../chatops/report/spend-words.ts'
import type { Table } from '../../chatops/report/table.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Decimal } from '../../domain/money/decimal.ts'
import { type DatedAmount, type Exchange, rateDayOf } from '../../domain/money/exchange.ts'
import { formatMoney, formatShare, inCurrency } from '../../domain/money/money.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import { writePeriod } from '../../domain/time/period.ts'
import { monthOf } from '../../domain/time/time.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { Message } from '../../slack/message.ts'
import type { AssignedWorkspace, ChargebackReport, CostCenter } from './report.ts'
import { chargebackWords } from './words.ts'

const shownCenters = 15
const shownWorkspaces = 4

/** What each cost centre pays for a month, and what is assigned to none. */
export function renderChargeback(report: ChargebackReport, view: View): Message {
  const words = chargebackWords(view)
  const period = nameOfPeriod(report.period, view.locale, report.now.toISOString().slice(0, 4))
  const assigned = report.costCenters.filter(({ name }) => name !== null)
  const finding = isAllUnknown(report)
    ? coreWords(view).report.origins.nothingFor(period)
    : isNothing(report)
      ? words.nothing(period)
      : words.finding(period, money(report.spend.total, report, view), assigned.length)
  const shown = report.costCenters.slice(0, shownCenters)
  const others = report.costCenters.length - shown.length
  const list = [
    ...shown.map((center) => sayCenter(center, report, view)),
    ...(others > 0 ? [coreWords(view).report.others(others)] : []),
  ]
  return {
    text: finding,
    blocks: [
      section(
        [`*${finding}*`, sayTotalConverted(report, view), saySteadiness(report, view)].filter(Boolean).join('\n'),
      ),
      ...sections(list),
      ...sections(remarksOf(report, view)),
      ...figuresAge(report, view),
      context(`_${coreWords(view).parts([saySource(report, view), spendReportWords(view).before])}_`),
      ...buttons(view),
    ],
  }
}

const dated = (amount: Decimal, { spend, period }: ChargebackReport, exchange: Exchange): DatedAmount => ({
  ...inCurrency(amount, spend.currency),
  on: rateDayOf(exchange, monthOf(period.from)),
})

const sayTotalConverted = (report: ChargebackReport, view: View): string =>
  report.exchange ? sayConverted([dated(report.spend.total, report, report.exchange)], report.exchange, view) : ''

const isNothing = ({ spend }: ChargebackReport): boolean => spend.total.isZero && isComplete(spend)

/** Whether the figures can still move: a statement is sent when they cannot. */
function saySteadiness({ isClosed, period, origin, exchange, spend }: ChargebackReport, view: View): string {
  const words = chargebackWords(view)
  if (isClosed) return exchange && exchange.to !== spend.currency ? words.isClosedConverted : words.isClosed
  // What people brought is not in the history, which is what can be closed.
  if (origin && !period.isRunning) return origin.kind === 'nothing' ? '' : words.isImported
  return period.isRunning ? words.isRunning : words.isProvisional(view.slash, writePeriod(period))
}

function sayCenter(center: CostCenter, report: ChargebackReport, view: View): string {
  const words = chargebackWords(view)
  const name = center.name === null ? words.unassigned : escapeMrkdwn(center.name, 60)
  const share = formatShare(center.total.toNumber(), report.spend.total.toNumber(), view.locale)
  const workspaces = center.workspaces.slice(0, shownWorkspaces).map((row) => sayWorkspace(row, report, view))
  const others = center.workspaces.length - workspaces.length
  const rest = others > 0 ? [coreWords(view).report.others(others)] : []
  const { exchange } = report
  const worth = exchange ? sayWorth([dated(center.total, report, exchange)], exchange, view) : ''
  const shares = [share, sayBudget(center, report, view)].filter(Boolean).join(' · ')
  const total = `*${money(center.total, report, view)}*${worth && ` ${worth}`}${shares ? `  ${shares}` : ''}`
  return `*${name}*  ${total}\n${[...workspaces, ...rest].join(' · ')}`
}

/** "82% of the €5,000 budget"; nothing where the two cannot be compared. */
function sayBudget({ budget, total }: CostCenter, report: ChargebackReport, view: View): string {
  const { spend, exchange, period } = report
  const spent = inCurrency(total, spend.currency)
  const held = budget && spentOfBudget(budget, spent, monthOf(period.from), exchange)
  const share = budget && held && shareOfBudget(budget, held.spent)
  if (!budget || share === undefined) return ''
  const amount = formatMoney(inCurrency(budget.amount, budget.currency ?? spend.currency), view.locale, 'whole')
  const said = chargebackWords(view).ofBudget(formatShare(share, 1, view.locale) ?? '', amount)
  const rates = held && held.rates.length > 0 ? ` (${sayRates(held.rates, held.thisYear, view)})` : ''
  return `${share > 1 ? '⚠ ' : ''}${said}${rates}`
}

function sayWorkspace(
  { name, amount, isAtLeast, owner }: AssignedWorkspace,
  report: ChargebackReport,
  view: View,
): string {
  const words = chargebackWords(view)
  const said = `${name === null ? words.noWorkspace : escapeMrkdwn(name, 40)} ${isAtLeast ? '≥ ' : ''}${money(amount, report, view)}`
  return owner && view.seesNames ? words.ownedBy(said, escapeMrkdwn(nameOwner(owner, view), 40)) : said
}

const nameOwner = ({ name }: { readonly name: string | null }, view: View): string =>
  name ?? coreWords(view).report.unnamed

const money = (amount: Decimal, { spend }: ChargebackReport, view: View): string =>
  formatMoney(inCurrency(amount, spend.currency), view.locale, 'cents')

const remarksOf = ({ spend, missing, otherCurrency }: ChargebackReport, view: View): string[] => [
  ...sayGaps(spend, view),
  ...sayDoubts(spend, view),
  ...sayMissingWorkspaces(missing, view),
  ...sayOtherCurrency(otherCurrency, view),
]

function sayOtherCurrency(names: readonly string[], view: View): string[] {
  if (names.length === 0) return []
  const { list, report } = coreWords(view)
  const named = names.slice(0, shownWorkspaces).map((name) => escapeMrkdwn(name, 40))
  const rest = names.length - named.length
  return [chargebackWords(view).otherCurrency(list(rest > 0 ? [...named, report.others(rest)] : named))]
}

function buttons(view: View) {
  if (view.isShared || !view.isDecider) return []
  return [actions(runButton(chargebackWords(view).assign, 'workspaces assign'))]
}

/** One line a Workspace; they add up to what the Organization spent. */
export function tabulateChargeback(report: ChargebackReport, view: View): Table {
  const words = chargebackWords(view)
  const { period, costCenters, spend, isClosed, exchange } = report
  const rows = costCenters.flatMap(({ name: center, workspaces }) =>
    workspaces.map(({ name, amount, owner }): Cell[] => [
      center ?? words.unassigned,
      name ?? words.noWorkspace,
      owner && view.seesNames ? nameOwner(owner, view) : null,
      amount,
      spend.currency,
      isClosed ? 'closed' : 'provisional',
      ...exchangeCells({ amount, currency: spend.currency }, monthOf(period.from), exchange),
    ]),
  )
  return {
    period,
    columns: ['cost_center', 'workspace', 'owner', 'amount', 'currency', 'state', ...exchangeColumns(exchange)],
    rows,
    notes: remarksOf(report, view),
  }
}
