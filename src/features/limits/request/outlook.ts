import { sayEstimate } from '../../../chatops/report/amounts.ts'
import type { View } from '../../../chatops/view.ts'
import type { MonthForecast } from '../../../domain/forecast/month-forecast.ts'
import { compareLimits, type LimitValue } from '../../../domain/limit/limit-value.ts'
import { type Change, suspends } from '../../../domain/limit/raise.ts'
import { suggestLimit } from '../../../domain/limit/suggested-limit.ts'
import { parseAmount } from '../../../domain/money/amount.ts'
import type { Decimal } from '../../../domain/money/decimal.ts'
import { type Currency, isComparable } from '../../../domain/money/money.ts'
import { endOfMonth } from '../../../domain/time/time.ts'
import { sayLimit, sayMoment } from '../card/wording.ts'
import { forecastUnder } from '../facts.ts'
import type { LimitFacts } from '../store/types.ts'
import { limitsWords } from '../words.ts'

/** What the forecast says of the amounts that can be asked for. */
export interface Outlook {
  /** The upper end of the forecast, as Mistral counts. */
  readonly high: number
  /** The smallest round amount that holds there; undefined: the present limit does, or none is asked for. */
  readonly suggested: Decimal | undefined
  /** The limit that stands holds at the upper end as well. */
  readonly presentHolds: boolean
  /** The amount in the field. */
  readonly weighed: Weighed | undefined
}

export interface Weighed {
  readonly amount: LimitValue
  readonly forecast: MonthForecast
  readonly suspendsNow: boolean
  readonly monthEnds: Date
}

/** undefined: too early to say, or not everything that was used is known. */
export function lookAhead(
  facts: LimitFacts,
  change: Change,
  typed: string | undefined,
  maxLimit: number | undefined,
): Outlook | undefined {
  const { forecast, limit, spent, currency, use } = facts
  if (!forecast || forecast.isAtLeast || !isComparable(spent.currency, currency)) return undefined
  const counted = { spent: spent.amount.toNumber(), use: use?.toNumber() }
  const round = suggestLimit(forecast, counted)
  const isAllowed = maxLimit === undefined || round.toNumber() <= maxLimit
  const isOnWay =
    change === 'set' ||
    (limit !== undefined && change !== 'remove' && compareLimits(round, limit) === (change === 'raise' ? 1 : -1))
  return {
    high: (counted.use ?? counted.spent) + forecast.high - counted.spent,
    suggested: isOnWay && isAllowed ? round : undefined,
    presentHolds: limit !== undefined && !forecast.mayReachLimit && !facts.isReached,
    weighed: weigh(facts, typed === undefined ? (isOnWay && isAllowed ? round : undefined) : parseAmount(typed)),
  }
}

/** The future under that amount. */
export function weigh(facts: LimitFacts, amount: LimitValue | undefined): Weighed | undefined {
  const forecast = amount && forecastUnder(facts, amount)
  if (!amount || !forecast || forecast.isAtLeast || !isComparable(facts.spent.currency, facts.currency))
    return undefined
  return { amount, forecast, suspendsNow: suspends(amount, facts.use), monthEnds: endOfMonth(facts.now) }
}

/** "Suggested: €46,000, …", or that nothing needs to be raised. */
export function sayAdvice({ high, suggested, presentHolds }: Outlook, currency: Currency, view: View): string {
  const { advice } = limitsWords(view).request
  const most = sayEstimate(high, currency, view)
  if (suggested) return advice.suggested(sayLimit(suggested, currency, view), most)
  return presentHolds ? advice.presentHolds(most) : ''
}

/** Whether that amount holds, and until when. */
export function sayVerdict(weighed: Weighed, currency: Currency, view: View): string {
  const { advice } = limitsWords(view).request
  const { amount, forecast, suspendsNow, monthEnds } = weighed
  const said = sayLimit(amount, currency, view)
  if (suspendsNow) return advice.suspends(said)
  if (forecast.reachesLimitAt) return advice.stops(said, sayMoment(forecast.reachesLimitAt, view))
  if (forecast.mayReachLimit) return advice.mayStop(said, sayMoment(forecast.mayReachLimitAt ?? monthEnds, view))
  return advice.holds(said)
}
