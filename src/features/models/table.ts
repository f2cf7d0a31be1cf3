import type { Cell } from '../../chatops/report/csv.ts'
import { exchangeCells, exchangeColumns } from '../../chatops/report/exchange.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { monthOf } from '../../domain/time/time.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import type { MonthLines } from '../../domain/usage/month-lines.ts'
import { readMeters } from './meters.ts'
import type { ModelsReport } from './report.ts'
import { caveats } from './view.ts'

/** A line for each kind of tokens or pages of a model, and for each currency of it; what has no price has no amount. */
export function tabulateModels(report: ModelsReport, view: View): Table {
  const { period, byMonth, rows, exchange } = report
  const unpriced = rows.flatMap(({ name, unpriced }) =>
    unpriced.map(({ unit, units }): Cell[] => [
      ...[name, unit, null, units, null, null, null],
      ...exchangeCells({ amount: null, currency: null }, monthOf(period.to), exchange),
    ]),
  )
  return {
    period,
    columns: ['model', 'unit', 'group', 'units', 'billed_units', 'amount', 'currency', ...exchangeColumns(exchange)],
    rows: [...rows.flatMap(({ name }) => meterRows(name, byMonth, exchange)), ...unpriced],
    notes: caveats(report, view),
  }
}

/** Where amounts are converted, each month has a rate of its own, and so a line. */
function meterRows(name: string, byMonth: readonly MonthLines[], exchange: Exchange | undefined): Cell[][] {
  const groups = Map.groupBy(byMonth, ({ currency, month }) => (exchange ? `${currency} ${month}` : currency))
  return [...groups.values()].flatMap((months) => {
    const { currency, month } = months[0]!
    const lines = months.flatMap((month) => month.lines).filter(({ model }) => modelName(model) === name)
    return readMeters(lines).map(({ unit, group, consumed, billed, amount }): Cell[] => {
      const converted = exchangeCells({ amount, currency }, month, exchange)
      return [name, unit, group, consumed, billed, amount, currency, ...converted]
    })
  })
}
