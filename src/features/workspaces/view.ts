import { panelUrl } from '../../chatops/admin-panel.ts'
import { actions, type Button, context, linkButton, section } from '../../chatops/blocks.ts'
import { sayAmounts } from '../../chatops/report/amounts.ts'
import { sayMonthsConverted } from '../../chatops/report/exchange.ts'
import { figuresAge } from '../../chatops/report/figures-age.ts'
import { saySource } from '../../chatops/report/source.ts'
import { spendReportWords } from '../../chatops/report/spend-words.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { formatMoney, inCurrency } from '../../domain/money/money.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import { writePeriod } from '../../domain/time/period.ts'
import { sumByCurrency } from '../../domain/usage/month-lines.ts'
import { isComplete } from '../../domain/usage/spend.ts'
import type { Message } from '../../slack/message.ts'
import { sayCaps, sayMovers } from './finding.ts'
import { listCapped, listUncapped } from './list.ts'
import { listRemarks } from './remarks.ts'
import type { WorkspacesReport } from './report.ts'
import { workspacesWords } from './words.ts'

/** The report as one message: what needs somebody first, then every cap, then what has none. */
export function renderWorkspaces(report: WorkspacesReport, view: View): Message {
  const words = workspacesWords(view)
  const source = context(`_${coreWords(view).parts([saySource(report, view), spendReportWords(view).before])}_`)
  const period = sayPeriod(report, view)
  if (report.rows.length === 0) {
    const text = report.missing.length > 0 ? words.noAnswer(period) : words.nothing(period)
    return { text, blocks: [section(`*${text}*`), source] }
  }
  const title = sayTitle(report, view)
  const caps = sayCaps(report, view)
  const converted = sayMonthsConverted(report.byMonth, report.exchange, view)
  const lists = [listCapped(report, view), listUncapped(report, view)].filter(Boolean)
  const remarks = listRemarks(report, view)
  return {
    text: [title, ...caps].join(' · '),
    blocks: [
      section([`*${title}*`, converted, ...caps, sayMovers(report, view)].filter(Boolean).join('\n')),
      ...lists.map((list) => section(list)),
      ...(remarks.length > 0 ? [section(remarks.join('\n'))] : []),
      ...figuresAge(report, view),
      source,
      ...sayWhereToChange(report, view),
    ],
  }
}

export const sayPeriod = ({ period, now }: WorkspacesReport, view: View): string =>
  nameOfPeriod(period, view.locale, now.toISOString().slice(0, 4))

function sayTitle(report: WorkspacesReport, view: View): string {
  const words = workspacesWords(view)
  const { spend, rows, missing, byMonth } = report
  const period = sayPeriod(report, view)
  const count = rows.length + missing.length
  if (spend.total.isZero && !isComplete(spend)) return words.findingUnknown(period, count)
  const spent = spend.hasMixedCurrencies
    ? sayAmounts(sumByCurrency(byMonth), view)
    : formatMoney(inCurrency(spend.total, spend.currency), view.locale)
  return words.finding(period, spent, count)
}

/** Caps and owners can only be changed in the Admin Panel: whoever may, gets there in one click. */
function sayWhereToChange(report: WorkspacesReport, view: View) {
  if (view.isShared) return []
  const { period } = report
  const days = writePeriod(period)
  const { panel, askAdmin } = workspacesWords(view)
  const link: Button[] = view.isDecider ? [linkButton('workspaces.panel', panel, panelUrl('workspaces'))] : []
  return [
    ...(view.isDecider ? [] : [context(askAdmin)]),
    actions(runButton(coreWords(view).report.byModel, `models ${days}`), ...link),
  ]
}
