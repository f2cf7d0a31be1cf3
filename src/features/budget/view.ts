import { actions, context, section } from '../../chatops/blocks.ts'
import { nameBudget, sayBudget } from '../../chatops/report/budgets.ts'
import { figuresAge } from '../../chatops/report/figures-age.ts'
import { saySource } from '../../chatops/report/source.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import type { View } from '../../chatops/view.ts'
import { formatMoney, inCurrency } from '../../domain/money/money.ts'
import { dayOf } from '../../domain/time/time.ts'
import type { Block, Message } from '../../slack/message.ts'
import type { BudgetReport, BudgetRow } from './report.ts'
import { budgetWords } from './words.ts'

const shownBudgets = 15

export function renderBudgets(report: BudgetReport, view: View): Message {
  const words = budgetWords(view)
  const { rows } = report
  if (rows.length === 0) {
    const text = words.none
    return { text, blocks: [section(`*${text}*\n${words.noneHint(view.slash)}`), ...buttons(report, view)] }
  }
  const title = sayFinding(report, view)
  const rest = rows.length - shownBudgets
  const lines = rows.slice(0, shownBudgets).map((row) => sayRow(row, view))
  const period = { to: dayOf(report.now), isRunning: true }
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      // One alone is the finding already.
      ...(rows.length > 1 ? [section([...lines, ...(rest > 0 ? [words.others(rest)] : [])].join('\n'))] : []),
      ...(report.isIncomplete ? [section(words.incomplete)] : []),
      ...figuresAge({ ...report, period }, view),
      context(`_${words.source(saySource({ ...report, period }, view))}_`),
      ...buttons(report, view),
    ],
  }
}

/** With one budget, what is used of it; with several, how many are used up. */
export function sayFinding({ rows }: BudgetReport, view: View): string {
  const words = budgetWords(view)
  const [first, ...others] = rows
  if (first && others.length === 0) return sayRow(first, view)
  const unknown = rows.filter(({ share }) => share === undefined).length
  if (unknown === rows.length) return words.unknown(rows.length)
  const over = rows.filter(({ share }) => share !== undefined && share >= 1).length
  if (over > 0) return words.over(over, rows.length)
  return unknown > 0 ? words.withinKnown(rows.length - unknown, rows.length) : words.within(rows.length)
}

export function sayRow({ budget, place, spent, converted, isMixed }: BudgetRow, view: View): string {
  if (spent) return sayBudget(budget, spent, view, { place, converted })
  const amount = formatMoney(inCurrency(budget.amount, budget.currency), view.locale, 'whole')
  const words = budgetWords(view)
  return (isMixed ? words.mixed : words.notRead)(nameBudget(place, view), amount)
}

function buttons({ rows }: BudgetReport, view: View): Block[] {
  if (view.isShared || !view.isDecider) return []
  const words = budgetWords(view)
  const remove = rows.length > 0 ? [runButton(words.remove, 'budget remove')] : []
  return [actions(runButton(words.set, 'budget set'), ...remove)]
}
