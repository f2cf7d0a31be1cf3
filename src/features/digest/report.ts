import type { Source } from '../../chatops/report/sources.ts'
import { knownAt, type Origin } from '../../domain/fetched.ts'
import { forecastAgainst, type MonthForecast } from '../../domain/forecast/month-forecast.ts'
import { type CapUse, measureCap } from '../../domain/limit/cap-use.ts'
import type { SpendLimit, Workspace } from '../../domain/limit/limit.ts'
import { limitStated } from '../../domain/limit/limit-value.ts'
import { nearlyUsed } from '../../domain/limit/nearly-used.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { isComparable } from '../../domain/money/money.ts'
import type { Comparison } from '../../domain/time/period.ts'
import { dayOf, firstDayOf, listDays, monthOf } from '../../domain/time/time.ts'
import { compareSpend, type SpendChange } from '../../domain/usage/compare-spend.ts'
import { shortModelName } from '../../domain/usage/model-name.ts'
import { type MonthLines, splitByMonth } from '../../domain/usage/month-lines.ts'
import { computeSpend, gapsBetween, groupSpend, isOutside, type Spend } from '../../domain/usage/spend.ts'
import { type Day, hasUsage, type SpendLine, type UsageMonth } from '../../domain/usage/usage.ts'
import type { DigestPeriod } from './when.ts'

export interface WorkspaceMonths {
  readonly workspace: Pick<Workspace, 'name' | 'cap' | 'capCurrency'>
  readonly months: readonly UsageMonth[]
}

export interface DigestSources extends Source {
  readonly period: DigestPeriod
  readonly scope: 'organization' | 'workspaces'
  /** Of the Organization, or of each chosen Workspace. */
  readonly months: readonly UsageMonth[]
  /** undefined: it is about other things than the limit. */
  readonly limit: SpendLimit | 'missing' | undefined
  readonly byWorkspace: readonly WorkspaceMonths[]
  /** Workspaces that gave no answer, by name; `all`: not even their list did. */
  readonly missing: readonly string[] | 'all'
  readonly exchange?: Exchange | undefined
  /** The days of both sides that are known; `none`: there is a hole in them. Without a word, all of them are. */
  readonly compared?: Comparison | 'none' | undefined
  /** Where the present month comes from; undefined: Mistral’s Admin API. */
  readonly presentOrigin?: Origin | undefined
  readonly now: Date
}

/** What one name cost, and how much more or less than before. */
export interface Row {
  readonly name: string
  readonly amount: Decimal
  readonly difference: Decimal
}

/** A Workspace that has used most of what it may this month. */
export interface NearCap extends CapUse {
  readonly name: string
}

export interface DigestReport extends Source {
  readonly period: DigestPeriod
  readonly scope: DigestSources['scope']
  /** Of the chosen Workspaces. */
  readonly names: readonly string[]
  readonly now: Date
  readonly spend: Spend
  /** The lines of it, month by month. */
  readonly byMonth: readonly MonthLines[]
  /** Where amounts are shown in one currency as well. */
  readonly exchange?: Exchange | undefined
  readonly comparison: SpendChange
  /** Fewer days than the period has are known: so many are compared. */
  readonly isCut: boolean
  /** The largest first. */
  readonly workspaces: readonly Row[]
  readonly models: readonly Row[]
  /** One number a day, of the period and of the one before. */
  readonly daily: { readonly of: readonly number[]; readonly before: readonly number[] }
  /** The present month so far; undefined: nobody brought figures of it. */
  readonly month: Spend | undefined
  readonly limit: SpendLimit | undefined
  readonly isLimitMissing: boolean
  readonly missing: DigestSources['missing']
  readonly forecast: MonthForecast | undefined
  readonly nearCaps: readonly NearCap[]
}

export function reportDigest(sources: DigestSources): DigestReport {
  const { period, scope, months, now, byWorkspace, missing, fetchedAt, kept, origin } = sources
  const isKnown = sources.presentOrigin?.kind !== 'nothing'
  const month = isKnown ? soFar(months, now) : undefined
  const known = knownAt(sources.presentOrigin, now)
  const days = typeof sources.compared === 'object' ? sources.compared : comparisonOf(period)
  const comparison = compare(months, days)
  const limit = sources.limit === 'missing' ? undefined : sources.limit
  return {
    ...{ period, scope, now, fetchedAt, kept, origin, origins: sources.origins, month, limit, missing },
    isLimitMissing: sources.limit === 'missing',
    names: scope === 'workspaces' ? byWorkspace.map(({ workspace }) => workspace.name) : [],
    spend: computeSpend(months, period.of),
    byMonth: splitByMonth(months, period.of),
    exchange: sources.exchange,
    comparison: sources.compared === 'none' ? { ...comparison, coverage: 'none' } : comparison,
    isCut: days.of.to < period.of.to,
    workspaces: rankRows(byWorkspace.map((read) => rowOf(read, period, days))),
    models: rankRows(rowsByModel(months, period, days)),
    daily: { of: sumDays(months, period.of), before: sumDays(months, period.against) },
    forecast: scope === 'organization' && month && known ? forecastOf(months, month, limit, known) : undefined,
    nearCaps: findNearCaps(byWorkspace, now),
  }
}

type Days = DigestPeriod['of']

function soFar(months: readonly UsageMonth[], now: Date): Spend {
  const today = dayOf(now)
  return computeSpend(months, {
    from: firstDayOf(monthOf(today)),
    to: today,
    isRunning: true,
  })
}

/** Of several Workspaces, those without any use in a month say nothing about whether there is data of it. */
const compare = (months: readonly UsageMonth[], days: Comparison): SpendChange =>
  compareSpend(months.filter(hasUsage), days)

export const comparisonOf = ({ rhythm, of, against }: DigestPeriod): Comparison => ({
  ...{ of, against, isWhole: rhythm === 'monthly' },
})

function forecastOf(
  months: readonly UsageMonth[],
  month: Spend,
  limit: SpendLimit | undefined,
  now: Date,
): MonthForecast | undefined {
  const isHeldAgainst = limit !== undefined && isComparable(limit.currency, month.currency)
  return forecastAgainst(
    months,
    {
      spent: month.total.toNumber(),
      use: isHeldAgainst ? limit.use?.toNumber() : undefined,
      limit: isHeldAgainst ? limitStated(limit) : undefined,
    },
    now,
  )
}

function rowOf({ workspace, months }: WorkspaceMonths, period: DigestPeriod, days: Comparison): Row {
  const { difference } = compare(months, days)
  const { total } = computeSpend(months, period.of)
  return { name: workspace.name, amount: total, difference }
}

/** What has no price on one side is in no difference: it would count as free there. */
function rowsByModel(months: readonly UsageMonth[], period: DigestPeriod, { of, against }: Comparison): Row[] {
  const [now, then] = [of, against].map((days) => computeSpend(months, days)) as [Spend, Spend]
  const isCompared = isOutside(gapsBetween(now, then))
  const amounts = sumByModel(computeSpend(months, period.of).lines)
  const present = sumByModel(now.lines.filter(isCompared))
  const before = sumByModel(then.lines.filter(isCompared))
  return [...new Set([...amounts.keys(), ...before.keys()])].map((name) => ({
    name,
    amount: amounts.get(name) ?? Decimal.zero,
    difference: (present.get(name) ?? Decimal.zero).minus(before.get(name) ?? Decimal.zero),
  }))
}

const sumByModel = (lines: readonly SpendLine[]): ReadonlyMap<string, Decimal> =>
  new Map(groupSpend(lines, ({ model }) => shortModelName(model)).map(({ name, amount }) => [name, amount]))

const rankRows = (rows: readonly Row[]): Row[] =>
  rows
    .filter(({ amount, difference }) => !amount.isZero || !difference.isZero)
    .toSorted((left, right) => right.amount.compare(left.amount) || (left.name < right.name ? -1 : 1))

/** Whether there is something to hold it against: without it, all would look new. */
export const isCompared = ({
  comparison: { hasData, beginsOn, coverage, before },
}: Pick<DigestReport, 'comparison'>): boolean =>
  hasData && beginsOn === undefined && (coverage === 'all' || coverage === 'part') && !before.isZero

/** What changed most, whichever way it went. */
export const findMovers = (rows: readonly Row[], count: number): Row[] =>
  rows
    .filter(({ difference }) => !difference.isZero)
    .toSorted((left, right) => sizeOf(right) - sizeOf(left))
    .slice(0, count)

const sizeOf = ({ difference }: Row): number => Math.abs(difference.toNumber())

function findNearCaps(byWorkspace: readonly WorkspaceMonths[], now: Date): NearCap[] {
  return byWorkspace
    .flatMap(({ workspace, months }) => {
      const use = measureCap(workspace, soFar(months, now))
      return use && use.share >= nearlyUsed ? [{ name: workspace.name, ...use }] : []
    })
    .toSorted((left, right) => right.share - left.share)
}

function sumDays(months: readonly UsageMonth[], days: Days): number[] {
  const { lines } = computeSpend(months, days)
  const byDay = new Map<Day, number>()
  for (const { day, amount } of lines) if (day) byDay.set(day, (byDay.get(day) ?? 0) + amount.toNumber())
  return listDays(days.from, days.to).map((day) => byDay.get(day) ?? 0)
}
