import type { Cell } from '../../chatops/report/csv.ts'
import { exchangeCells, exchangeColumns } from '../../chatops/report/exchange.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { dayOf, firstDayOf } from '../../domain/time/time.ts'
import type { BudgetReport } from './report.ts'
import { budgetWords } from './words.ts'

/** A line for each budget with what was spent of it; the Organization's names no Workspace and no cost centre. */
export function tabulateBudgets({ rows, month, now, isIncomplete, exchange }: BudgetReport, view: View): Table {
  return {
    period: { from: firstDayOf(month), to: dayOf(now) },
    columns: [
      'workspace',
      'cost_center',
      'budget',
      'budget_currency',
      'amount',
      'currency',
      ...exchangeColumns(exchange),
    ],
    rows: rows.map(({ place, budget, spent }): Cell[] => [
      place.kind === 'workspace' ? (place.name ?? budget.scope) : null,
      place.kind === 'costCenter' ? place.name : null,
      budget.amount,
      budget.currency,
      spent?.amount ?? null,
      spent?.currency ?? null,
      ...exchangeCells({ amount: spent?.amount ?? null, currency: spent?.currency ?? null }, month, exchange),
    ]),
    notes: isIncomplete ? [budgetWords(view).incomplete] : [],
  }
}
