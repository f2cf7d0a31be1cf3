import type { LimitValue } from '../limit/limit-value.ts'
import { isComparable } from '../money/money.ts'
import { addDays, dayOf, firstDayOf, lastDayOf, listMonths, monthOf } from '../time/time.ts'
import {
  computeSpend,
  confirms,
  dailySpend,
  gapsBetween,
  isComplete,
  isOutside,
  type Spend,
  sumUnpriced,
} from '../usage/spend.ts'
import type { DailyAmount, Day, Month, SpendLine, UsageMonth } from '../usage/usage.ts'
import { atUpperEnd, type DailyForecast, expectReach, forecastMonth, rememberedDays } from './forecast.ts'

/** The present month and those before it that a forecast rests on. */
export const monthsForForecast = (today: Day): Month[] => listMonths(addDays(today, -rememberedDays), today)

/** Where the month lands, and whether the limit holds. */
export interface MonthForecast extends DailyForecast {
  /** When the limit is reached at the expected pace; undefined: not this month. */
  readonly reachesLimitAt: Date | undefined
  /** The upper end of the range is beyond the limit. */
  readonly mayReachLimit: boolean
  /** When it would be reached if every day to come cost as much more as the upper end takes. */
  readonly mayReachLimitAt?: Date
  /** Not all of this month's usage is in the sum: it lands there or above, and nobody can say that a limit holds. */
  readonly isAtLeast?: boolean
}

/** What a forecast is held against. */
export interface UseAndLimit {
  /** What was spent this month, by our own sum. */
  readonly spent: number
  /** What Mistral counts against the limit; undefined: not known, or in another currency than what was spent. */
  readonly use: number | undefined
  /** undefined: not known, or in another currency. */
  readonly limit: LimitValue | undefined
}

/** undefined: less than a week of data, too early to say. */
export function forecastAgainst(
  months: readonly UsageMonth[],
  against: UseAndLimit,
  now: Date,
): MonthForecast | undefined {
  const { spent, use } = against
  const forecast = forecastMonth(dailyAmounts(months), spent, now)
  if (!forecast) return undefined
  const present = months.filter(({ month }) => month === monthOf(dayOf(now)))
  const isAtLeast = present.some((month) => !isWhole(month)) && !(use !== undefined && confirms(use, spent))
  return { ...holdAgainst(forecast, against, now), ...(isAtLeast ? { isAtLeast } : {}) }
}

const isWhole = ({ unpriced, unreadable }: UsageMonth): boolean =>
  isComplete({ unpriced: sumUnpriced(unpriced), unreadable })

/** The same future against any limit: the one that stands, or one that is asked for. */
export function holdAgainst(
  forecast: DailyForecast & Partial<Pick<MonthForecast, 'isAtLeast' | 'mayReachLimitAt'>>,
  { spent, use = spent, limit }: UseAndLimit,
  now: Date,
): MonthForecast {
  const { mayReachLimitAt: _ofAnotherLimit, ...same } = forecast
  if (limit === undefined || limit === 'unlimited') return { ...same, reachesLimitAt: undefined, mayReachLimit: false }
  const cap = limit.toNumber()
  const earliest = expectReach(atUpperEnd(forecast), use, cap, now)
  return {
    ...same,
    reachesLimitAt: expectReach(forecast, use, cap, now),
    mayReachLimit: use + (forecast.high - spent) >= cap,
    ...(earliest ? { mayReachLimitAt: earliest } : {}),
  }
}

/**
 * What each day cost. Estimates rest on it, so doubles will do. A month in which something has no price, or could not be
 * read, that counts in the newest month would teach that days were cheap: the days up to its end are left out.
 */
export function dailyAmounts(months: readonly UsageMonth[]): DailyAmount[] {
  const ordered = months.toSorted((left, right) => (left.month < right.month ? -1 : 1))
  const spends = ordered.map((month) =>
    computeSpend([month], { from: firstDayOf(month.month), to: lastDayOf(month.month) }),
  )
  const newest = spends.at(-1)
  const isTelling = (spend: Spend) =>
    spend === newest ||
    (newest !== undefined && isKnownLike(newest, spend) && isComparable(newest.currency, spend.currency))
  const lastGap = spends.findLastIndex((spend) => !isTelling(spend))
  return ordered
    .slice(lastGap + 1)
    .flatMap((month) => [...dailySpend(month).values()])
    .flatMap(({ day, lines, total }) =>
      day && lines.length > 0 ? [{ day, amount: total.toNumber(), ...spreadOf(lines) }] : [],
    )
}

/** Days that are known only by their sum. */
function spreadOf(lines: readonly SpendLine[]): Pick<DailyAmount, 'spreadOver'> {
  const spreadOver = Math.max(1, ...lines.map((line) => line.spreadOver ?? 1))
  return spreadOver > 1 ? { spreadOver } : {}
}

/** Whether what counts in the one can be read and has a price in the other as well. */
const isKnownLike = (newest: Spend, other: Spend): boolean => newest.lines.every(isOutside(gapsBetween(newest, other)))
