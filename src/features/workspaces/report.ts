import type { Source } from '../../chatops/report/sources.ts'
import type { SlotAmount } from '../../chatops/report/stack.ts'
import { forecastAgainst } from '../../domain/forecast/month-forecast.ts'
import { measureCap as measureCapUse } from '../../domain/limit/cap-use.ts'
import type { Workspace } from '../../domain/limit/limit.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { inCurrency, type Money } from '../../domain/money/money.ts'
import type { Member } from '../../domain/person/person.ts'
import { type Comparison, type Period, spansMonths } from '../../domain/time/period.ts'
import { type AmountChange, compareSpend } from '../../domain/usage/compare-spend.ts'
import { type MonthLines, splitByMonth } from '../../domain/usage/month-lines.ts'
import { computeSpend, isComplete, type Spend } from '../../domain/usage/spend.ts'
import { hasUsage, type UsageMonth } from '../../domain/usage/usage.ts'

export interface WorkspacesArgs {
  readonly period: Period
  readonly comparison: Comparison | undefined
}

export interface WorkspacesSources extends Source {
  /** Of the whole Organization, for what belongs to no Workspace. */
  readonly whole: readonly UsageMonth[]
  /** The same of the months before, for when its data begin; undefined: they could not be read. */
  readonly wholeEarlier: readonly UsageMonth[] | undefined
  readonly usage: readonly WorkspaceUsage[]
  readonly archived: readonly Workspace[]
  /** undefined: they could not be read. */
  readonly members: readonly Member[] | undefined
  readonly exchange?: Exchange | undefined
}

export interface WorkspaceUsage {
  readonly workspace: Workspace
  /** undefined: no answer. */
  readonly months: readonly UsageMonth[] | undefined
  readonly earlier: readonly UsageMonth[] | undefined
}

export interface WorkspaceRow {
  readonly name: string
  readonly members: number | null
  readonly spent: Money
  /** The lines of it, month by month. */
  readonly byMonth: readonly MonthLines[]
  /** Not all of its usage has a price, or could be read: it spent at least that. */
  readonly isAtLeast: boolean
  readonly cap: CapUse | undefined
  readonly change: AmountChange | undefined
  /** What it spent month by month, where the period is long; else empty. */
  readonly monthly: readonly SlotAmount[]
  /** Who administers it; undefined: the members could not be read. */
  readonly owners: readonly Member[] | undefined
}

export interface CapUse {
  readonly cap: Money
  /** Used of it, 0.8 for 80%; undefined: in another currency, or the period is not one month. */
  readonly share: number | undefined
  /** When it is reached at the present pace; undefined: not this month, or nobody can say. */
  readonly reachedAt: Date | undefined
}

export interface WorkspacesReport extends WorkspacesArgs, Source {
  readonly now: Date
  readonly spend: Spend
  /** The lines of `spend`, month by month. */
  readonly byMonth: readonly MonthLines[]
  /** Where amounts are shown in one currency as well. */
  readonly exchange: Exchange | undefined
  /** Caps first, the nearest to its end at the top; then what has no cap, the dearest first. */
  readonly rows: readonly WorkspaceRow[]
  readonly missing: readonly string[]
  readonly isComparisonMissing: boolean
  /** What was spent in no Workspace that was asked about; undefined where one gave no answer. */
  readonly rest: Decimal | undefined
  readonly archived: readonly string[]
  readonly hasOwners: boolean
}

/** Pure: Mistral's answers and the present moment in, the report out. */
export function reportWorkspaces(sources: WorkspacesSources, args: WorkspacesArgs, now: Date): WorkspacesReport {
  const spend = computeSpend(sources.whole, args.period)
  const hasEarlier = hasDataBefore(sources, args)
  const missing = sources.usage.filter(({ months }) => !months).map(({ workspace }) => workspace.name)
  const rows = sources.usage.flatMap(({ workspace, months, earlier }) =>
    months ? [describe(workspace, months, earlier, { args, hasEarlier, members: sources.members, now })] : [],
  )
  const rest = spend.total.minus(Decimal.sum(rows.map(({ spent }) => spent.amount)))
  return {
    ...args,
    now,
    fetchedAt: sources.fetchedAt,
    origin: sources.origin,
    origins: sources.origins,
    kept: sources.kept,
    spend,
    exchange: sources.exchange,
    byMonth: splitByMonth(sources.whole, args.period),
    rows: rows.toSorted(compareRows),
    missing,
    isComparisonMissing: args.comparison !== undefined && sources.usage.some((row) => row.months && !row.earlier),
    rest: missing.length > 0 ? undefined : rest,
    archived: sources.archived.map(({ name }) => name),
    hasOwners: sources.members !== undefined,
  }
}

/** Against days from which the Organization has no data, or a part of them, everything would look new. */
function hasDataBefore(sources: WorkspacesSources, { comparison }: WorkspacesArgs): boolean {
  const { whole, wholeEarlier, origins, usage } = sources
  if (!comparison || !wholeEarlier) return false
  // An invoice names no Workspaces: against it, all of them would look new, or gone.
  const isNamed = (side: 'months' | 'earlier') => usage.some((workspace) => workspace[side]?.some(hasUsage))
  if (origins && !(isNamed('months') && (isNamed('earlier') || wholeEarlier.length === 0))) return false
  const { hasData, beginsOn, coverage } = compareSpend([...wholeEarlier, ...whole], comparison)
  return hasData && !beginsOn && coverage !== 'noDays'
}

interface Circumstances {
  readonly args: WorkspacesArgs
  /** The Organization as a whole has data from the days compared with. */
  readonly hasEarlier: boolean
  readonly members: readonly Member[] | undefined
  readonly now: Date
}

function describe(
  workspace: Workspace,
  months: readonly UsageMonth[],
  earlier: readonly UsageMonth[] | undefined,
  { args, hasEarlier, members, now }: Circumstances,
): WorkspaceRow {
  const { period, comparison } = args
  const spend = computeSpend(months, period)
  const everyMonth = [...(earlier ?? []), ...months]
  // One that is new has grown from nothing: what counts is whether the whole Organization has data from then.
  const change = comparison && hasEarlier && earlier ? compareSpend(everyMonth, comparison) : undefined
  const isCompared = change?.coverage === 'all'
  return {
    name: workspace.name,
    members: workspace.memberCount,
    spent: inCurrency(spend.total, spend.currency),
    byMonth: splitByMonth(months, period),
    isAtLeast: !isComplete(spend),
    cap: workspace.cap ? measureCap(inCurrency(workspace.cap, workspace.capCurrency)) : undefined,
    change: isCompared ? { before: change.before, difference: change.difference } : undefined,
    monthly: spansMonths(period) ? listByMonth(workspace.name, months, period) : [],
    owners: members?.filter(({ administers }) => administers.includes(workspace.id)),
  }

  function measureCap(cap: Money): CapUse {
    const use = period.kind === 'month' ? measureCapUse(workspace, spend) : undefined
    if (!use) return { cap, share: undefined, reachedAt: undefined }
    const spent = spend.total.toNumber()
    const forecast =
      period.isRunning && earlier
        ? forecastAgainst(everyMonth, { spent, use: undefined, limit: cap.amount }, now)
        : undefined
    return { cap, share: use.share, reachedAt: use.share < 1 ? forecast?.reachesLimitAt : undefined }
  }
}

const listByMonth = (name: string, months: readonly UsageMonth[], period: Period): SlotAmount[] =>
  months.map((month) => ({ name, slot: month.month, amount: computeSpend([month], period).total }))

/** What ends first stands first; what has no end, by what it costs. */
function compareRows(left: WorkspaceRow, right: WorkspaceRow): number {
  if (!left.cap !== !right.cap) return left.cap ? -1 : 1
  const byShare = (right.cap?.share ?? -1) - (left.cap?.share ?? -1)
  return byShare || right.spent.amount.compare(left.spent.amount) || (left.name < right.name ? -1 : 1)
}
