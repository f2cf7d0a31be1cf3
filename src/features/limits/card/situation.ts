import { sayEstimate } from '../../../chatops/report/amounts.ts'
import { sayOrigin } from '../../../chatops/report/source.ts'
import { clockTime, escapeMrkdwn } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import type { MonthForecast } from '../../../domain/forecast/month-forecast.ts'
import { compareLimits, isSameLimit, type LimitValue } from '../../../domain/limit/limit-value.ts'
import { type Currency, formatShare, isComparable, type Money } from '../../../domain/money/money.ts'
import type { CardData, LimitFacts, WorkspaceCap } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { sayAmount, sayLimit, sayMoment } from './wording.ts'

/** Where the Organization stands against its limit, and where it is heading with the present one and another. */

export type LimitAndUse = Pick<LimitFacts, 'limit' | 'use' | 'currency' | 'origin'>

/** "€43,180 of €45,000 used (96 %)", or what of it Mistral does not say. */
export function sayUse({ limit, use, currency, origin }: LimitAndUse, view: View): string {
  const { situation } = limitsWords(view)
  // Without an Admin API it is people who say it, and not Mistral.
  const words = origin ? { ...situation, ...situation.entered } : situation
  if (!use) return limit === undefined ? words.unknown : words.unknownUse(sayLimit(limit, currency, view))
  const used = sayAmount(use, currency, view)
  const apart = origin?.limitApart
  if (apart) return situation.entered.limitApart(used, sayAmount(apart.amount, apart.currency, view))
  if (limit === undefined) return words.usedOfUnknown(used)
  if (limit === 'unlimited') return words.usedWithoutLimit(used)
  return words.used(
    used,
    sayLimit(limit, currency, view),
    formatShare(use.toNumber(), limit.toNumber(), view.locale) ?? '',
  )
}

/** Where limit and use come from, and how old they are. */
export const sayFactsSource = ({ origin, fetchedAt, now }: LimitFacts, view: View): string =>
  origin ? sayOrigin(origin, view, now) : limitsWords(view).situation.source(clockTime(fetchedAt))

/** The same with what matters more before it: access that is suspended, or soon will be. */
export function saySituation(present: LimitAndUse & Partial<LimitFacts>, view: View): string {
  const words = limitsWords(view).situation
  if (present.isReached) return words.suspended(sayUse(present, view))
  const stopsAt = present.forecast?.reachesLimitAt
  if (stopsAt) return words.stops(sayMoment(stopsAt, view), sayUse(present, view))
  return words.now(sayUse(present, view))
}

/** What the future is under the limit that stands and the one asked for; nothing for the end of a temporary one. */
export function sayFutures({ raise, facts, forecastWith, suspendsNow }: CardData, view: View): string {
  const words = limitsWords(view).situation
  if (!facts || raise.change === 'revert') return ''
  const without = facts.isReached
    ? words.future.staysSuspended
    : facts.forecast && sayFuture(facts.forecast, facts.spent.currency, view)
  const future = forecastWith && sayFuture(forecastWith, facts.spent.currency, view)
  const withIt = facts.isReached ? sayRevival(forecastWith, facts.spent.currency, view) : future
  if (!without || (!withIt && !suspendsNow)) return words.tooEarly
  // To keep a limit that is there is to have its future, and no other.
  if (facts.limit !== undefined && isSameLimit(facts.limit, raise.target)) return words.with(withIt ?? without)
  if (!suspendsNow && without === withIt) return words.eitherWay(without)
  // What the new limit does at once stands in a line of its own.
  return suspendsNow ? words.without(without) : `${words.without(without)}\n${words.with(withIt ?? '')}`
}

function sayFuture(forecast: MonthForecast, currency: Currency, view: View): string {
  const { future } = limitsWords(view).situation
  const { reachesLimitAt, mayReachLimit, landing, high } = forecast
  if (reachesLimitAt) return future.stops(sayMoment(reachesLimitAt, view))
  if (forecast.isAtLeast) return future.landsAtLeast(sayEstimate(landing, currency, view))
  if (mayReachLimit) return future.mayStop(sayEstimate(landing, currency, view), sayEstimate(high, currency, view))
  return future.lands(sayEstimate(landing, currency, view))
}

function sayRevival(forecast: MonthForecast | undefined, currency: Currency, view: View): string {
  const { future } = limitsWords(view).situation
  if (forecast?.reachesLimitAt || forecast?.isAtLeast)
    return future.both(future.worksAgain(''), sayFuture(forecast, currency, view))
  return future.worksAgain(forecast ? sayEstimate(forecast.landing, currency, view) : '')
}

export function sayDriver({ driver }: LimitFacts, view: View): string {
  if (!driver) return ''
  return limitsWords(view).situation.driver(escapeMrkdwn(driver.name), formatShare(driver.share, 1, view.locale) ?? '')
}

const capsShown = 3

/** Workspaces that stop at a cap of their own, whatever the Organization's limit; first those that the new one undercuts. */
export function sayCaps({ caps, currency }: LimitFacts, target: LimitValue | undefined, view: View): string {
  const words = limitsWords(view).situation
  const isAbove = (cap: Money) =>
    target !== undefined && isComparable(cap.currency, currency) && compareLimits(cap.amount, target) > 0
  const list = (some: LimitFacts['caps']) => {
    const named = some
      .toSorted((a, b) => shareUsed(b) - shareUsed(a) || b.cap.amount.compare(a.cap.amount))
      .slice(0, capsShown)
      .map((cap) => sayWorkspaceCap(cap, view))
    return [...named, ...(some.length > capsShown ? [words.more(some.length - capsShown)] : [])].join(' · ')
  }
  const above = caps.filter(({ cap }) => isAbove(cap))
  const below = caps.filter(({ cap }) => !isAbove(cap))
  const sayBelow = target === undefined ? words.caps : words.capsStay
  return [above.length > 0 && words.capsAbove(list(above)), below.length > 0 && sayBelow(list(below))]
    .filter(Boolean)
    .join('\n')
}

/** What is nearest to its end stands first; what nobody asked about, behind. */
const shareUsed = ({ use }: WorkspaceCap): number => use?.share ?? -1

/** "Sandbox €911 of €1,500 (61%)", or the cap alone where its use is not known. */
function sayWorkspaceCap({ workspace, cap, use }: WorkspaceCap, view: View): string {
  const words = limitsWords(view).situation
  const name = escapeMrkdwn(workspace, 40)
  const limit = sayAmount(cap.amount, cap.currency, view)
  if (!use) return words.cap(name, limit)
  const { amount, currency } = use.used
  const share = formatShare(use.share, 1, view.locale) ?? ''
  const mark = (text: string) => (use.isAtLeast ? `≥ ${text}` : text)
  return words.capUsed(name, mark(sayAmount(amount, currency, view)), limit, mark(share))
}
