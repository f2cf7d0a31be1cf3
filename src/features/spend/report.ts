import type { Budget } from '../../chatops/report/budgets.ts'
import type { Source } from '../../chatops/report/sources.ts'
import { knownAt } from '../../domain/fetched.ts'
import { forecastAgainst, type MonthForecast } from '../../domain/forecast/month-forecast.ts'
import type { SpendLimit, Workspace } from '../../domain/limit/limit.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { type Currency, isComparable } from '../../domain/money/money.ts'
import type { Period } from '../../domain/time/period.ts'
import { compareSpend, type SpendChange } from '../../domain/usage/compare-spend.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { type MonthLines, splitByMonth } from '../../domain/usage/month-lines.ts'
import {
  computeSpend,
  confirms,
  groupSpend,
  type NamedAmount,
  rankAmounts,
  type Spend,
} from '../../domain/usage/spend.ts'
import type { UsageMonth } from '../../domain/usage/usage.ts'
import type { Dimension, SpendArgs } from './args.ts'

/** Mistral's answers for one report. What is not essential may be missing, and the report says so. */
export interface SpendSources extends Source {
  readonly months: readonly UsageMonth[]
  readonly earlier: readonly UsageMonth[] | undefined
  /** Only for the present month of the whole Organization. */
  readonly limit: SpendLimit | undefined
  readonly isLimitMissing: boolean
  readonly workspace: Workspace | undefined
  readonly byWorkspace: readonly WorkspaceUsage[] | undefined
  readonly exchange?: Exchange | undefined
}

export interface WorkspaceUsage {
  readonly name: string
  /** undefined: this one gave no answer. */
  readonly months: readonly UsageMonth[] | undefined
}

export interface SpendReport extends Source {
  readonly period: Period
  readonly now: Date
  readonly workspaceName: string | undefined
  readonly spend: Spend
  /** The lines of `spend`, month by month. */
  readonly byMonth: readonly MonthLines[]
  readonly by: Dimension | undefined
  /** By model where nothing else was asked for; names are keys, except for workspaces and models. */
  readonly rows: readonly NamedAmount[]
  readonly comparison: SpendChange | 'missing' | undefined
  readonly limit: LimitUse | 'missing' | undefined
  /** Only for the present month; 'tooEarly' with less than a week of data. */
  readonly forecast: MonthForecast | 'tooEarly' | undefined
  readonly missingWorkspaces: readonly string[]
  /** Where amounts are shown in one currency as well. */
  readonly exchange?: Exchange | undefined
  /** What this month may cost, where that was agreed. */
  readonly budget?: Budget
  /** Of the Workspaces that gave an answer; empty where nobody asked by Workspace. */
  readonly workspaces: readonly WorkspaceSpend[]
}

export interface WorkspaceSpend {
  readonly name: string
  readonly total: Decimal
  readonly byMonth: readonly MonthLines[]
}

export interface LimitUse {
  readonly limit: Decimal | null
  /** What Mistral counts against the limit. */
  readonly use: Decimal | null
  /** The limit's own; what it is compared with may be billed in another. */
  readonly currency: Currency
  readonly isComparable: boolean
  readonly isReached: boolean
  /** Set where the use and our own sum are more than 1 % apart. */
  readonly differenceToSpend: Decimal | undefined
}

/** Pure: Mistral's answers and the present moment in, the report out. */
export function reportSpend(sources: SpendSources, args: SpendArgs, now: Date): SpendReport {
  const { period, comparison } = args
  const spend = computeSpend(sources.months, period)
  const everyMonth = [...(sources.earlier ?? []), ...sources.months]
  const limit = sources.limit && describeUse(sources.limit, spend)
  const known = knownAt(sources.origin, now)
  const workspaces = (sources.byWorkspace ?? []).flatMap(({ name, months }) =>
    months ? [{ name, total: computeSpend(months, period).total, byMonth: splitByMonth(months, period) }] : [],
  )
  return {
    period,
    now,
    fetchedAt: sources.fetchedAt,
    origin: sources.origin,
    origins: sources.origins,
    kept: sources.kept,
    workspaceName: sources.workspace?.name,
    spend,
    byMonth: splitByMonth(sources.months, period),
    by: args.by,
    rows: rankRows(spend, args.by, workspaces),
    comparison: comparison && (sources.earlier ? compareSpend(everyMonth, comparison) : 'missing'),
    limit: sources.isLimitMissing ? 'missing' : limit,
    forecast:
      known && (sources.limit || sources.isLimitMissing) ? lookBeyond(everyMonth, spend, limit, known) : undefined,
    missingWorkspaces: (sources.byWorkspace ?? []).filter(({ months }) => !months).map(({ name }) => name),
    workspaces,
    exchange: sources.exchange,
  }
}

function rankRows(
  spend: Spend,
  by: Dimension | undefined,
  workspaces: readonly WorkspaceSpend[],
): readonly NamedAmount[] {
  if (by === 'category') return groupSpend(spend.lines, (line) => line.category)
  if (by === 'day') {
    const days = groupSpend(spend.lines, (line) => line.day ?? '')
    return days.toSorted((a, b) => (a.name < b.name ? 1 : -1))
  }
  if (by !== 'workspace') return groupSpend(spend.lines, (line) => modelName(line.model))
  const told = workspaces.map(({ name, total }) => ({ name, amount: total }))
  const rest = spend.total.minus(Decimal.sum(told.map((row) => row.amount)))
  return rankAmounts(rest.isZero ? told : [...told, { name: '', amount: rest }])
}

function describeUse(limit: SpendLimit, spend: Spend): LimitUse {
  const { use } = limit
  const comparable = isComparable(limit.currency, spend.currency)
  const difference = comparable ? use?.minus(spend.total) : undefined
  const isFar = difference && use && !confirms(use.toNumber(), spend.total.toNumber())
  return {
    limit: limit.isUnlimited ? null : limit.limit,
    use,
    currency: limit.currency,
    isComparable: comparable,
    isReached: limit.isReached,
    differenceToSpend: isFar ? difference : undefined,
  }
}

function lookBeyond(
  months: readonly UsageMonth[],
  spend: Spend,
  limit: LimitUse | undefined,
  now: Date,
): MonthForecast | 'tooEarly' {
  const spent = spend.total.toNumber()
  const standing = {
    spent,
    use: limit?.isComparable ? limit.use?.toNumber() : undefined,
    limit: limit?.isComparable ? (limit.limit ?? undefined) : undefined,
  }
  return forecastAgainst(months, standing, now) ?? 'tooEarly'
}
