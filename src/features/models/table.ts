import type { Cell } from '../../chatops/report/csv.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import type { MonthLines } from '../../domain/usage/month-lines.ts'
import { readMeters } from './meters.ts'
import type { ModelsReport } from './report.ts'
import { caveats } from './view.ts'

/** A line for each kind of tokens or pages of a model, and for each currency of it; what has no price has no amount. */
export function tabulateModels(report: ModelsReport, view: View): Table {
  const { period, byMonth, rows } = report
  const unpriced = rows.flatMap(({ name, unpriced }) =>
    unpriced.map(({ unit, units }): Cell[] => [name, unit, null, units, null, null, null]),
  )
  return {
    period,
    columns: ['model', 'unit', 'group', 'units', 'billed_units', 'amount', 'currency'],
    rows: [...rows.flatMap(({ name }) => meterRows(name, byMonth)), ...unpriced],
    notes: caveats(report, view),
  }
}

function meterRows(name: string, byMonth: readonly MonthLines[]): Cell[][] {
  const currencies = Map.groupBy(byMonth, ({ currency }) => currency)
  return [...currencies].flatMap(([currency, months]) => {
    const lines = months.flatMap((month) => month.lines).filter(({ model }) => modelName(model) === name)
    return readMeters(lines).map(({ unit, group, consumed, billed, amount }): Cell[] => {
      return [name, unit, group, consumed, billed, amount, currency]
    })
  })
}
