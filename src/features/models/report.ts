import type { Source } from '../../chatops/report/sources.ts'
import type { SlotAmount } from '../../chatops/report/stack.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { type Period, spansMonths } from '../../domain/time/period.ts'
import { type AmountChange, compareGroups, compareSpend, type SpendChange } from '../../domain/usage/compare-spend.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { type MonthLines, splitByMonth } from '../../domain/usage/month-lines.ts'
import { computeSpend, type Spend } from '../../domain/usage/spend.ts'
import { type Unit, unitOf } from '../../domain/usage/unit.ts'
import type { UsageMonth } from '../../domain/usage/usage.ts'
import type { ModelsArgs } from './args.ts'
import { type Meter, readMeters } from './meters.ts'

export interface ModelsSources extends Source {
  readonly months: readonly UsageMonth[]
  /** undefined: the period before could not be read. */
  readonly earlier: readonly UsageMonth[] | undefined
  readonly exchange?: Exchange | undefined
}

export interface ModelRow {
  readonly name: string
  readonly amount: Decimal
  /** Consumed, charged or not, priced or not. */
  readonly tokens: number
  readonly meters: readonly Meter[]
  readonly unpriced: readonly { readonly unit: Unit; readonly units: number }[]
  /** On the same days before; undefined: nothing to compare with, or not all of it has a price. */
  readonly change: AmountChange | undefined
}

export interface ModelsReport extends ModelsArgs, Source {
  readonly now: Date
  readonly spend: Spend
  /** The lines of `spend`, month by month. */
  readonly byMonth: readonly MonthLines[]
  /** Where amounts are shown in one currency as well. */
  readonly exchange: Exchange | undefined
  readonly tokens: number
  /** What all tokens of a kind come to: input, output, cached. */
  readonly kinds: readonly Meter[]
  /** Every model that was used, the largest first. */
  readonly rows: readonly ModelRow[]
  readonly change: SpendChange | 'missing' | undefined
  /** What each model cost month by month, where the period is long; else empty. */
  readonly monthly: readonly SlotAmount[]
}

/** Pure: Mistral's answers and the present moment in, the report out. */
export function reportModels(sources: ModelsSources, args: ModelsArgs, now: Date): ModelsReport {
  const { period, comparison, by } = args
  const spend = computeSpend(sources.months, period)
  const everyMonth = [...(sources.earlier ?? []), ...sources.months]
  const isCompared = comparison !== undefined && sources.earlier !== undefined
  const change = isCompared ? compareSpend(everyMonth, comparison) : undefined
  const isSaid = change?.hasData && !change.beginsOn
  const changes = isSaid && comparison ? compareGroups(everyMonth, comparison, nameOf) : undefined
  const rows = listModels(spend, changes)
  return {
    ...args,
    now,
    fetchedAt: sources.fetchedAt,
    origin: sources.origin,
    origins: sources.origins,
    kept: sources.kept,
    spend,
    exchange: sources.exchange,
    byMonth: splitByMonth(sources.months, period),
    monthly: spansMonths(period) ? listByMonth(sources.months, period) : [],
    tokens: rows.reduce((sum, row) => sum + row.tokens, 0),
    kinds: readMeters(spend.lines).filter(({ unit }) => unit === 'tokens'),
    rows: rows.toSorted((left, right) => compareRows(left, right, by)),
    change: comparison && (change ?? 'missing'),
  }
}

const nameOf = ({ model }: { readonly model: string }): string => modelName(model)

function listModels(spend: Spend, changes: ReadonlyMap<string, AmountChange> | undefined): ModelRow[] {
  const lines = Map.groupBy(spend.lines, nameOf)
  const unpriced = Map.groupBy(spend.unpriced, nameOf)
  const names = new Set([...lines.keys(), ...unpriced.keys()])
  return [...names].map((name): ModelRow => {
    const meters = readMeters(lines.get(name) ?? [])
    const missing = sumByUnit(unpriced.get(name) ?? [])
    const counted = [...meters.map(({ unit, consumed }) => ({ unit, units: consumed })), ...missing]
    return {
      name,
      amount: Decimal.sum(meters.map(({ amount }) => amount)),
      tokens: counted.filter(({ unit }) => unit === 'tokens').reduce((sum, { units }) => sum + units, 0),
      meters,
      unpriced: missing,
      change: changes?.get(name),
    }
  })
}

function sumByUnit(unpriced: Spend['unpriced']): ModelRow['unpriced'] {
  return [...Map.groupBy(unpriced, ({ category }) => unitOf(category))].map(([unit, same]) => ({
    unit,
    units: same.reduce((sum, { units }) => sum + units, 0),
  }))
}

function compareRows(left: ModelRow, right: ModelRow, by: ModelsArgs['by']): number {
  const byAmount = right.amount.compare(left.amount)
  const byTokens = right.tokens - left.tokens
  const [first, second] = by === 'spend' ? [byAmount, byTokens] : [byTokens, byAmount]
  return first || second || (left.name < right.name ? -1 : 1)
}

const listByMonth = (months: readonly UsageMonth[], period: Period): SlotAmount[] =>
  months.flatMap((month) =>
    computeSpend([month], period).lines.map(({ model, amount }) => ({
      name: modelName(model),
      slot: month.month,
      amount,
    })),
  )
