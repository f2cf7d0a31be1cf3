import type { Source } from '../../chatops/report/sources.ts'
import { knownAt } from '../../domain/fetched.ts'
import { forecastMonth } from '../../domain/forecast/forecast.ts'
import { dailyAmounts, forecastAgainst, type MonthForecast } from '../../domain/forecast/month-forecast.ts'
import { type Replay, replayMonth } from '../../domain/forecast/replay.ts'
import type { SpendLimit } from '../../domain/limit/limit.ts'
import { type LimitValue, limitStated } from '../../domain/limit/limit-value.ts'
import type { Decimal } from '../../domain/money/decimal.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { type Currency, isComparable } from '../../domain/money/money.ts'
import type { Period } from '../../domain/time/period.ts'
import { dayOf } from '../../domain/time/time.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { computeSpend, groupSpend, type Spend } from '../../domain/usage/spend.ts'
import type { Day, Month, SpendLine, UsageMonth } from '../../domain/usage/usage.ts'
import type { ForecastArgs } from './args.ts'

/** Mistral's answers for one forecast. */
export interface ForecastSources extends Source {
  /** The month asked about, and those that its forecast rests on, oldest first. */
  readonly months: readonly UsageMonth[]
  /** Older ones, to say how wrong it was; undefined: they could not be read. */
  readonly older: readonly UsageMonth[] | undefined
  readonly replays: readonly Month[]
  readonly limit: SpendLimit | undefined
  readonly isLimitMissing: boolean
  readonly exchange?: Exchange | undefined
}

export interface ForecastReport extends Source {
  readonly period: Period
  readonly now: Date
  /** What the month has cost so far, or came to. */
  readonly spend: Spend
  /** undefined: the month is over, or there is too little to go by. */
  readonly forecast: MonthForecast | undefined
  /** Whole days with usage before today: what the forecast rests on. */
  readonly knownDays: number
  readonly limit: LimitStanding | 'missing' | undefined
  /** How wrong it was in months that are over, oldest first. */
  readonly replays: readonly Replay[]
  readonly isHistoryMissing: boolean
  readonly byModel: readonly ModelForecast[] | undefined
  /** Where amounts are shown in one currency as well. */
  readonly exchange?: Exchange | undefined
}

export interface LimitStanding {
  /** undefined: Mistral does not say. */
  readonly value: LimitValue | undefined
  /** What Mistral counts against it. */
  readonly use: Decimal | null
  readonly currency: Currency
  readonly isComparable: boolean
  readonly isReached: boolean
}

export interface ModelForecast {
  readonly model: string
  readonly soFar: number
  /** undefined: too few days of it. */
  readonly landing: number | undefined
}

/** Pure: Mistral's answers and the present moment in, the report out. */
export function reportForecast(sources: ForecastSources, { period, by }: ForecastArgs, now: Date): ForecastReport {
  const { months, older, limit } = sources
  const present = months.filter(({ month }) => period.from.startsWith(month))
  const spend = computeSpend(present, period)
  const standing = limit && {
    value: limitStated(limit),
    use: limit.use,
    currency: limit.currency,
    isComparable: isComparable(limit.currency, spend.currency),
    isReached: limit.isReached,
  }
  const isHeld = standing?.isComparable === true
  const spent = spend.total.toNumber()
  const known = knownAt(sources.origin, now)
  const forecast =
    period.isRunning && known
      ? forecastAgainst(
          months,
          { spent, use: isHeld ? standing.use?.toNumber() : undefined, limit: isHeld ? standing.value : undefined },
          known,
        )
      : undefined
  const everyMonth = [...(older ?? []), ...months].toSorted((a, b) => (a.month < b.month ? -1 : 1))
  return {
    period,
    now,
    fetchedAt: sources.fetchedAt,
    origin: sources.origin,
    kept: sources.kept,
    spend,
    exchange: sources.exchange,
    forecast: spend.hasUsage || (forecast && forecast.landing > 0) ? forecast : undefined,
    knownDays: dailyAmounts(months).filter(({ day }) => day < dayOf(now)).length,
    limit: sources.isLimitMissing ? 'missing' : standing,
    replays: sources.replays.flatMap((month) => replayMonth(everyMonth, month) ?? []),
    isHistoryMissing: older === undefined,
    byModel: by && period.isRunning && known ? forecastModels(months, spend, known) : undefined,
  }
}

/** Each model by itself, from the days that it was used on: the largest first, by where it lands. */
function forecastModels(months: readonly UsageMonth[], present: Spend, now: Date): ModelForecast[] {
  const lines = months.flatMap(
    (month) => computeSpend([month], { from: `${month.month}-01`, to: `${month.month}-31` }).lines,
  )
  const byModel = Map.groupBy(lines, (line) => modelName(line.model))
  // A model that nobody used any more cost nothing since, as long as Mistral told of other models.
  const lastDay = lines
    .flatMap(({ day }) => (day && day < dayOf(now) ? [day] : []))
    .toSorted()
    .at(-1)
  return groupSpend(present.lines, (line) => modelName(line.model))
    .map(({ name, amount }) => ({
      model: name,
      soFar: amount.toNumber(),
      landing: forecastMonth(sumByDay(byModel.get(name) ?? [], lastDay), amount.toNumber(), now)?.landing,
    }))
    .filter(({ soFar }) => soFar > 0)
    .toSorted((a, b) => (b.landing ?? b.soFar) - (a.landing ?? a.soFar))
}

function sumByDay(lines: readonly SpendLine[], lastDay: Day | undefined) {
  const sums = new Map<Day, number>(lastDay ? [[lastDay, 0]] : [])
  for (const { day, amount } of lines) if (day) sums.set(day, (sums.get(day) ?? 0) + amount.toNumber())
  return [...sums].map(([day, amount]) => ({ day, amount }))
}
