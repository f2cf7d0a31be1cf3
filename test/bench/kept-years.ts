import { packMonth } from '../../src/domain/history/pack.ts'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { addMonths, firstDayOf, lastDayOf, listDays } from '../../src/domain/time/time.ts'
import { type Month, organizationScope, type SpendLine, type UsageMonth } from '../../src/domain/usage/usage.ts'
import type { Database } from '../../src/storage/database.ts'
import type { HistoryTables } from '../../src/storage/history/schema.ts'

/** Five years of an Organization with a hundred Workspaces and fifty models: nine million rows, where each day is one. */
export interface KeptYears {
  readonly organization: string
  readonly workspaces: number
  readonly months: readonly Month[]
}

export const models = 50
const lastMonth: Month = '2026-10'

export const sizeOf = (workspaces: number, months = 60): KeptYears => ({
  organization: 'bench',
  workspaces,
  months: Array.from({ length: months }, (_, index) => addMonths(lastMonth, index - months + 1)),
})

export const rowsOf = ({ workspaces, months }: KeptYears): number =>
  workspaces * models * listDays(firstDayOf(months[0]!), lastDayOf(months.at(-1)!)).length

/**
 * What one Workspace used of one model on one day, the days counted from the first. The same arithmetic stands in SQL
 * below, so that both sides hold the same figures.
 */
const unitsOf = (workspace: number, model: number, day: number): number =>
  ((workspace * 7_919 + model * 104_729 + day * 1_299_709) % 1_000_003) + 1

/** In units of 10^-7: whole numbers in SQL. */
export const priceScale = 7
const priceOf = (model: number): Decimal => Decimal.of(`${model + 1}e-${priceScale}`)

/** Rows as a program without us would keep them. `series` is a source of numbers: 0, 1, 2 … */
export const bareRows = (
  series: (name: string, count: number) => string,
  { workspaces, months }: KeptYears,
): string => {
  const days = listDays(firstDayOf(months[0]!), lastDayOf(months.at(-1)!))
  const bounds = months.map(
    (month, index) => `(${index}, ${days.indexOf(firstDayOf(month))}, ${days.indexOf(lastDayOf(month))})`,
  )
  const units = '(w.n * 7919 + m.n * 104729 + d.n * 1299709) % 1000003 + 1'
  return `with t(month, first_day, last_day) as (values ${bounds.join(', ')}) select d.n, t.month, w.n, m.n, ${units}, (${units}) * (m.n + 1)
    from ${series('d', days.length)} join t on d.n between t.first_day and t.last_day cross join ${series('w', workspaces)} cross join ${series('m', models)}`
}

/** As the history keeps them: a row a Workspace and month, and those of the whole Organization. */
export async function fillHistory(db: Database, years: KeptYears): Promise<void> {
  let firstDay = 0
  for (const month of years.months) {
    const days = listDays(firstDayOf(month), lastDayOf(month))
    const sums = new Float64Array(models * days.length)
    const rows: HistoryTables['history_months'][] = []
    for (let workspace = 0; workspace < years.workspaces; workspace += 1) {
      const count = (model: number, index: number) => {
        const units = unitsOf(workspace, model, firstDay + index)
        const place = model * days.length + index
        sums[place] = (sums[place] ?? 0) + units
        return units
      }
      rows.push(toRow(years.organization, scopeOf(workspace), usageOf(month, count)))
    }
    const whole = usageOf(month, (model, index) => sums[model * days.length + index] ?? 0)
    rows.push(toRow(years.organization, organizationScope, whole))
    await insertRows(db, rows)
    firstDay += days.length
  }
}

export const scopeOf = (workspace: number): string => `workspace-${workspace}`

function usageOf(month: Month, countUnits: (model: number, day: number) => number): UsageMonth {
  const days = listDays(firstDayOf(month), lastDayOf(month))
  const lines = Array.from({ length: models }, (_, model) =>
    days.map((day, index): SpendLine => {
      const [units, price] = [countUnits(model, index), priceOf(model)]
      const of = { category: 'completion', model: nameModel(model), version: null, group: 'input', day }
      return { ...of, units, billed: units, price, amount: Decimal.of(units).times(price) }
    }),
  )
  return { month, currency: 'EUR', lines: lines.flat(), unpriced: [], unreadable: {} }
}

const nameModel = (model: number): string => `model-${model}`

function toRow(organization: string, scope: string, usage: UsageMonth): HistoryTables['history_months'] {
  const { currency, totals, days } = packMonth(usage)
  const at = Date.parse('2026-11-18T00:20:00Z')
  return {
    ...{ organization, scope, month: usage.month, name: scope, through: lastDayOf(usage.month), state: 'kept' },
    ...{ revision: 1, first_at: at, taken_at: at, checked_at: at, has_usage: 1, is_closed: 1 },
    ...{ currency, totals, days, total: Decimal.sum(usage.lines.map(({ amount }) => amount)).toString() },
  }
}

const rowsAtOnce = 20

async function insertRows(db: Database, rows: readonly HistoryTables['history_months'][]): Promise<void> {
  await db.transaction<HistoryTables, void>(async (tx) => {
    for (let from = 0; from < rows.length; from += rowsAtOnce)
      await tx
        .insertInto('history_months')
        .values(rows.slice(from, from + rowsAtOnce))
        .execute()
  })
}
