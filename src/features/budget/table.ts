import type { Cell } from '../../chatops/report/csv.ts'
import { exchangeCells, exchangeColumns } from '../../chatops/report/exchange.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { dayOf, firstDayOf } from '../../domain/time/time.ts'
import type { BudgetReport } from './report.ts'
import { budgetWords } from './words.ts'

/** A line for each budget with what was spent of it; the Organization's names no Workspace. */
export function tabulateBudgets({ rows, month, now, isIncomplete, exchange }: BudgetReport, view: View): Table {
  return {
    period: { from: firstDayOf(month), to: dayOf(now) },
    columns: ['workspace', 'budget', 'budget_currency', 'amount', 'currency', ...exchangeColumns(exchange)],
    rows: rows.map(({ workspace, budget, spent }): Cell[] => [
      workspace === undefined ? null : (workspace ?? budget.scope),
      budget.amount,
      budget.currency,
      spent?.amount ?? null,
      spent?.currency ?? null,
      ...exchangeCells({ amount: spent?.amount ?? null, currency: spent?.currency ?? null }, month, exchange),
    ]),
    notes: isIncomplete ? [budgetWords(view).incomplete] : [],
  }
}
