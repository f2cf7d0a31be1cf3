import type { Cell } from '../../chatops/report/csv.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { lastDayOf } from '../../domain/time/time.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { groupSpend } from '../../domain/usage/spend.ts'
import type { ForecastReport } from './report.ts'
import { listCaveats } from './view.ts'

type Row = readonly [metric: string, part: string | null, day: string | null, amount: Cell]

/**
 * One amount a line. Those of `spent` add up to what the month has cost so far; with those of `expected` they come to the
 * landing. What was forecast in months that are over stands at their last day.
 */
export function tabulateForecast(report: ForecastReport, view: View): Table {
  const { period, spend, byModel } = report
  const rows = byModel ? modelRows(report) : [...dayRows(report), ...pastRows(report)]
  return {
    period,
    columns: ['metric', 'part', 'day', 'amount', 'currency'],
    rows: rows.map((row) => [...row, spend.currency]),
    notes: listCaveats(report, view),
  }
}

function dayRows({ spend, forecast }: ForecastReport): Row[] {
  const days = groupSpend(spend.lines, ({ day }) => day ?? '').toSorted((one, other) =>
    (one.name || '~') < (other.name || '~') ? -1 : 1,
  )
  return [
    ...days.map(({ name, amount }): Row => ['spent', null, name || null, amount]),
    ...(forecast?.days ?? []).map(({ day, expected }): Row => ['expected', null, day, expected]),
    ...(forecast ? (['low', 'landing', 'high'] as const) : []).map((end): Row => [end, null, null, forecast![end]]),
  ]
}

const pastRows = ({ replays }: ForecastReport): Row[] =>
  replays.flatMap(({ month, total, said }): Row[] => [
    ['past_month', null, lastDayOf(month), total],
    ...said.flatMap(({ after, low, landing, high }) =>
      Object.entries({ low, landing, high }).map(([end, amount]): Row => {
        return [`past_${end}`, `after ${after} days`, lastDayOf(month), amount]
      }),
    ),
  ])

const modelRows = ({ spend, byModel = [] }: ForecastReport): Row[] => [
  ...groupSpend(spend.lines, ({ model }) => modelName(model)).map(
    ({ name, amount }): Row => ['spent', name, null, amount],
  ),
  ...byModel.flatMap(({ model, landing }): Row[] => (landing === undefined ? [] : [['landing', model, null, landing]])),
]
