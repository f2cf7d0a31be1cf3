import type { View } from '../../chatops/view.ts'
import { sayApprovers } from './outcome.ts'
import { sayCaps, sayDriver, sayFutures, sayStanding, sayUse } from './prospects.ts'
import type { CardData } from './types.ts'
import { joinLines, sayReturn } from './wording.ts'

/** What a decision rests on, in the order in which one asks. */
export function sayFacts(data: CardData, view: View, seesFigures: boolean): string {
  const { standing, card, unknownCurrency } = view.messages.limits
  const { raise, facts, suspendsNow, followers } = data
  const joined = followers > 0 ? card.joined(followers) : ''
  const given = sayApprovers(data, view)
  if (!seesFigures) return joinLines(joined, given)
  if (!facts) return joinLines(standing.notKnownNow, sayReturn(raise, data.returnsTo, view), joined, given)
  return joinLines(
    suspendsNow ? standing.suspendsNow(sayUse(facts, view)) : sayStanding({ ...facts, outlook: undefined }, view),
    sayFutures(data, view),
    sayDriver(facts, view),
    sayCaps(facts, raise.target, view),
    facts.currency ? '' : unknownCurrency,
    sayReturn(raise, data.returnsTo, view),
    joined,
    given,
  )
}
