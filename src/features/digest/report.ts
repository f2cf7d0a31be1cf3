import { forecastAgainst, type MonthForecast } from '../../domain/forecast/month-forecast.ts'
import type { SpendLimit } from '../../domain/limit/limit.ts'
import { limitStated } from '../../domain/limit/limit-value.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { addDays, dayOf, firstDayOf, listDays, monthOf } from '../../domain/time/time.ts'
import { compareSpend, type SpendChange } from '../../domain/usage/compare-spend.ts'
import { shortModelName } from '../../domain/usage/model-name.ts'
import { computeSpend, groupSpend, type Spend } from '../../domain/usage/spend.ts'
import type { Day, UsageMonth } from '../../domain/usage/usage.ts'

export interface DayRange {
  readonly from: Day
  readonly to: Day
}

export const weekBefore = (today: Day): { week: DayRange; before: DayRange } => ({
  week: { from: addDays(today, -7), to: addDays(today, -1) },
  before: { from: addDays(today, -14), to: addDays(today, -8) },
})

export interface DigestSources {
  readonly week: DayRange
  readonly before: DayRange
  readonly months: readonly UsageMonth[]
  readonly limit: SpendLimit | undefined
  readonly byWorkspace: readonly { readonly name: string; readonly months: readonly UsageMonth[] }[]
  readonly fetchedAt: Date
  readonly now: Date
  /** The last whole day. */
  readonly until: Day
}

/** What went up or down, by how much. */
export interface Mover {
  readonly name: string
  readonly kind: 'workspace' | 'model'
  readonly difference: Decimal
}

export interface DigestReport {
  readonly week: DayRange
  readonly before: DayRange
  readonly now: Date
  readonly fetchedAt: Date
  readonly spend: Spend
  readonly comparison: SpendChange
  readonly movers: readonly Mover[]
  /** One number a day, this week and the week before. */
  readonly daily: { readonly week: readonly number[]; readonly before: readonly number[] }
  readonly month: Spend
  readonly limit: SpendLimit | undefined
  readonly forecast: MonthForecast | undefined
}

const shownMovers = 3

export function reportDigest(sources: DigestSources): DigestReport {
  const { week, before, months, limit, now } = sources
  const spend = computeSpend(within(months, week), week)
  const comparison = compareSpend(months, { of: week, against: before, isWhole: false })
  const today = dayOf(now)
  const month = computeSpend(within(months, { from: today, to: today }), {
    from: firstDayOf(monthOf(today)),
    to: today,
    isRunning: true,
  })
  const spent = month.total.toNumber()
  const isComparable = !limit?.currency || !month.currency || limit.currency === month.currency
  const stated = limit && isComparable ? limitStated(limit) : undefined
  return {
    week,
    before,
    now,
    fetchedAt: sources.fetchedAt,
    spend,
    comparison,
    // What went up cannot be told between two currencies, nor from a week before of which a part is missing.
    movers: comparison.coverage === 'otherCurrency' || comparison.beginsOn ? [] : findMovers(sources),
    daily: { week: sumDays(months, week), before: sumDays(months, before) },
    month,
    limit,
    forecast: forecastAgainst(
      months,
      { spent, use: isComparable ? limit?.use?.toNumber() : undefined, limit: stated },
      now,
    ),
  }
}

const within = (months: readonly UsageMonth[], { from, to }: DayRange): UsageMonth[] =>
  months.filter(({ month }) => month >= from.slice(0, 7) && month <= to.slice(0, 7))

/** The largest changes of Workspaces and models together, whichever way they went. */
function findMovers({ months, byWorkspace, week, before }: DigestSources): Mover[] {
  const linesOf = (range: DayRange) => computeSpend(within(months, range), range).lines
  const models = (range: DayRange) =>
    new Map(groupSpend(linesOf(range), ({ model }) => shortModelName(model)).map(({ name, amount }) => [name, amount]))
  const [now, then] = [models(week), models(before)]
  const byModel = [...new Set([...now.keys(), ...then.keys()])].map((name): Mover => {
    return { name, kind: 'model', difference: (now.get(name) ?? Decimal.zero).minus(then.get(name) ?? Decimal.zero) }
  })
  const workspaces = byWorkspace.map(({ name, months: of }): Mover => {
    const { difference } = compareSpend(of, { of: week, against: before, isWhole: false })
    return { name, kind: 'workspace', difference }
  })
  const size = ({ difference }: Mover) => Math.abs(difference.toNumber())
  const top = (movers: readonly Mover[]) =>
    movers.filter(({ difference }) => !difference.isZero).toSorted((left, right) => size(right) - size(left))
  return [...top(workspaces).slice(0, shownMovers), ...top(byModel).slice(0, shownMovers)]
}

function sumDays(months: readonly UsageMonth[], range: DayRange): number[] {
  const { lines } = computeSpend(within(months, range), range)
  const byDay = new Map(groupSpend(lines, ({ day }) => day ?? '').map(({ name, amount }) => [name, amount.toNumber()]))
  return listDays(range.from, range.to).map((day) => byDay.get(day) ?? 0)
}
