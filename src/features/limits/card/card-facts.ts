import type { View } from '../../../chatops/view.ts'
import { isSameLimit } from '../../../domain/limit/limit-value.ts'
import type { CardData, Raise } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { sayCaps, sayDriver, sayFutures, saySituation } from './situation.ts'
import { joinLines, quote, sayAmount, sayLimit, sayPerson, sayReturn } from './wording.ts'

/** What a decision rests on, in the order in which one asks. */
export function sayFacts(data: CardData, view: View, seesFigures: boolean): string {
  const { situation, unknownCurrency } = limitsWords(view)
  const { raise, facts, followers } = data
  const joined = sayJoined(followers, raise, view)
  if (!seesFigures) return joined
  if (!facts) return joinLines(situation.notKnownNow, sayReturn(raise, data.returnsTo, view), joined)
  return joinLines(
    saySituation({ ...facts, forecast: undefined }, view),
    hasMoved(data) ? situation.wasWhenAsked(sayLimit(raise.before, raise.currency, view)) : '',
    sayFutures(data, view),
    sayDriver(facts, view),
    sayCaps(facts, raise.target, view),
    facts.currency ? '' : unknownCurrency,
    sayReturn(raise, data.returnsTo, view),
    joined,
  )
}

const wishesShown = 3

/** What others want beside it, and why: whoever decides sees all of it. */
function sayJoined(followers: CardData['followers'], raise: Raise, view: View): string {
  const { card } = limitsWords(view)
  const told = followers.flatMap(({ slackId, target, reason }) =>
    target === undefined
      ? []
      : [{ who: sayPerson({ slackId }, view), limit: sayLimit(target, raise.currency, view), reason }],
  )
  const shown = told.slice(0, wishesShown)
  const more = followers.length - shown.length
  return joinLines(
    ...shown.map(({ who, limit, reason }) => card.alsoAsks(who, limit, reason ? quote(reason, view) : '')),
    more > 0 ? card.joined(more) : '',
  )
}

/** A question is about the limit as it is now, which may no longer be the one that was there when it was asked. */
export const asItIsNow = ({ raise, facts }: CardData): Raise => ({ ...raise, before: facts?.limit ?? raise.before })

const hasMoved = ({ raise, facts }: CardData): boolean =>
  facts?.limit !== undefined && !isSameLimit(facts.limit, raise.before)

/** What nobody may miss: the decision itself would cut everybody off. */
export function saySuspension({ suspendsNow, facts, raise }: CardData, view: View): string {
  if (!suspendsNow || !facts?.use) return ''
  const { situation } = limitsWords(view)
  const use = sayAmount(facts.use, facts.currency ?? raise.currency, view)
  return facts.isReached ? situation.isTooLittle(use) : situation.suspendsNow(use)
}
