import type { View } from '../../chatops/view.ts'
import { sayCaps, sayDriver, sayFutures, sayStanding } from './prospects.ts'
import type { CardData } from './types.ts'
import { joinLines, sayAmount, sayReturn } from './wording.ts'

/** What a decision rests on, in the order in which one asks. */
export function sayFacts(data: CardData, view: View, seesFigures: boolean): string {
  const { standing, card, unknownCurrency } = view.messages.limits
  const { raise, facts, followers } = data
  const joined = followers > 0 ? card.joined(followers) : ''
  if (!seesFigures) return joined
  if (!facts) return joinLines(standing.notKnownNow, sayReturn(raise, data.returnsTo, view), joined)
  return joinLines(
    sayStanding({ ...facts, outlook: undefined }, view),
    sayFutures(data, view),
    sayDriver(facts, view),
    sayCaps(facts, raise.target, view),
    facts.currency ? '' : unknownCurrency,
    sayReturn(raise, data.returnsTo, view),
    joined,
  )
}

/** What nobody may miss: the decision itself would cut everybody off. */
export function saySuspension({ suspendsNow, facts, raise }: CardData, view: View): string {
  if (!suspendsNow || !facts?.use) return ''
  return view.messages.limits.standing.suspendsNow(sayAmount(facts.use, facts.currency ?? raise.currency, view))
}
