import { sayEstimate } from '../../../chatops/report/amounts.ts'
import type { View } from '../../../chatops/view.ts'
import { coreWords } from '../../../chatops/words/index.ts'
import type { Chart, Level } from '../../../domain/chart.ts'
import { isSameLimit, type LimitValue } from '../../../domain/limit/limit-value.ts'
import { isComparable } from '../../../domain/money/money.ts'
import { formatDays, formatMoment } from '../../../domain/time/dates.ts'
import { dayOf, firstDayOf, monthOf } from '../../../domain/time/time.ts'
import { drawMonth, hasMonth } from '../month-panel.ts'
import type { CardData, LimitFacts } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { nameMonth, sayAmount, sayLimit } from './wording.ts'

/** Whether there is something to draw beside the card. */
export const hasPicture = ({ facts }: Pick<CardData, 'facts'>): boolean => facts !== undefined && hasMonth(facts)

/** The month to date under the limit that stands and the one asked for. */
export function drawRaise(data: CardData, view: View): Chart | undefined {
  const { facts } = data
  if (!facts || !hasMonth(facts)) return undefined
  const { picture } = coreWords(view)
  const today = dayOf(facts.now)
  const days = formatDays(firstDayOf(monthOf(today)), today, view.locale, today.slice(0, 4))
  return {
    locale: view.locale,
    title: sayTitle(data, facts, view),
    subtitle: picture.subtitle(days, true),
    ...(facts.forecast?.isAtLeast ? { note: picture.incomplete } : {}),
    panels: [drawMonth(facts, listLevels(data, facts, view), view)],
  }
}

function listLevels({ raise }: CardData, { limit, currency, spent }: LimitFacts, view: View): Level[] {
  if (!isComparable(currency, spent.currency)) return []
  const { chart } = limitsWords(view)
  const level = (name: string, value: LimitValue | undefined, role: Level['role']): Level[] =>
    value === undefined || value === 'unlimited' ? [] : [{ name, value: value.toNumber(), role }]
  const isThere = limit !== undefined && isSameLimit(limit, raise.target)
  return [...level(chart.limit, limit, 'limit'), ...(isThere ? [] : level(chart.asked, raise.target, 'mark'))]
}

function sayTitle({ raise, forecastWith, suspendsNow }: CardData, facts: LimitFacts, view: View): string {
  const { chart } = limitsWords(view)
  const month = nameMonth(monthOf(dayOf(facts.now)), facts.now, view)
  const target = sayLimit(raise.target, facts.currency, view)
  if (suspendsNow) return chart.suspends(target)
  const { amount, currency } = facts.spent
  if (!forecastWith || !isComparable(facts.currency, currency))
    return chart.plain(month, sayAmount(amount, currency, view))
  const landing = sayEstimate(forecastWith.landing, currency, view)
  const { reachesLimitAt, mayReachLimit } = forecastWith
  if (!reachesLimitAt && forecastWith.isAtLeast) return chart.headsForAtLeast(month, landing)
  if (!reachesLimitAt) return chart[mayReachLimit ? 'mayTouch' : 'holds'](month, landing, target)
  return chart.stops(month, landing, formatMoment(reachesLimitAt, view.locale, view.timeZone))
}
