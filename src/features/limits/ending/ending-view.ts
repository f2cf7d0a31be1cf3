import { actions, type Button, button, section } from '../../../chatops/blocks.ts'
import { panelButton } from '../../../chatops/panel-button.ts'
import type { View } from '../../../chatops/view.ts'
import { isSameLimit, type LimitValue } from '../../../domain/limit/limit-value.ts'
import { suspends } from '../../../domain/limit/raise.ts'
import type { Message } from '../../../slack/message.ts'
import { type LimitAndUse, sayUse } from '../card/situation.ts'
import { joinLines, sayLimit, sayMoment, toText } from '../card/wording.ts'
import type { Raise } from '../store/types.ts'
import { limitsWords } from '../words.ts'

/** What becomes of a temporary limit whose time is over, or nearly. */
export type EndingKind =
  /** It ends within a day. */
  | 'soon'
  /** The limit is back where it was, or at what else still runs. */
  | 'ended'
  /** Going back would suspend API access, or leave less than a day of it. */
  | 'stays'
  /** Somebody changed the limit since: nothing of ours is there to be taken back. */
  | 'left'
  /** The bot may not write: a person takes it back. */
  | 'byHand'

export interface EndingData {
  /** The request whose limit ends. */
  readonly raise: Raise
  readonly kind: EndingKind
  /** As Mistral states it now. */
  readonly limitNow: LimitAndUse
  /** The limit before this ending touched it. */
  readonly from: LimitValue
  readonly returnsTo: LimitValue
}

export function endingNotice(data: EndingData, view: View): Message {
  const { headline, details } = sayEnding(data, view)
  const buttons = chooseButtons(data, view)
  return {
    text: toText(headline, details),
    blocks: [section(joinLines(headline, details)), ...(buttons.length > 0 ? [actions(...buttons)] : [])],
  }
}

function sayEnding(data: EndingData, view: View): { headline: string; details: string } {
  const { ending, outcome } = limitsWords(view)
  const { raise, kind, limitNow, from, returnsTo } = data
  const amount = sayLimit(raise.target, raise.currency, view)
  const returns = sayLimit(returnsTo, raise.currency, view)
  const present = sayLimit(limitNow.limit ?? raise.target, limitNow.currency, view)
  switch (kind) {
    case 'soon':
      return { headline: ending.soon(amount, returns), details: saySoon(data, view) }
    case 'ended':
      return isSameLimit(from, returnsTo)
        ? { headline: ending.endedButRuns(amount, present), details: ending.endedButRunsMeans }
        : { headline: ending.ended(sayLimit(from, raise.currency, view), returns), details: sayUse(limitNow, view) }
    case 'stays':
      return { headline: ending.stays(present), details: ending.staysMeans(returns, sayUse(limitNow, view)) }
    case 'left':
      return { headline: ending.left(present), details: ending.leftMeans(amount) }
    case 'byHand':
      return { headline: ending.byHand(returns), details: ending.byHandMeans(amount, outcome.panel) }
  }
}

function saySoon({ raise, limitNow, returnsTo }: EndingData, view: View): string {
  const { ending } = limitsWords(view)
  const { term } = raise
  return joinLines(
    term.kind === 'date' ? ending.soonAtDate(sayMoment(term.endsAt, view)) : ending.soonAtReset,
    sayUse(limitNow, view),
    // At the reset the use starts anew as well: only a date can come while much is used.
    term.kind === 'date' && suspends(returnsTo, limitNow.use) ? ending.soonSuspends : '',
    ending.soonKeep,
  )
}

/** Keeping it is a request like any other; trying later is not, since it was approved to end. */
function chooseButtons({ raise, kind, limitNow }: EndingData, view: View): Button[] {
  const { ending } = limitsWords(view)
  if (kind === 'byHand') return [panelButton('billing', view)]
  if (kind !== 'soon' && kind !== 'stays') return []
  const limit = kind === 'soon' ? raise.target : (limitNow.limit ?? raise.target)
  const keep = button('limits.keep', ending.keep(sayLimit(limit, raise.currency, view)), raise.id)
  return kind === 'soon' ? [keep] : [keep, button('limits.try-later', ending.tryLater, raise.id)]
}
