import { actions, button, context, section } from '../../../chatops/blocks.ts'
import { clockTime } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import type { Message } from '../../../slack/message.ts'
import { sayDeciders } from '../card/card-view.ts'
import { sayDriver, sayEstimate, sayUse } from '../card/situation.ts'
import { joinLines, sayMoment, toText } from '../card/wording.ts'
import { sayLanding } from '../show-view.ts'
import type { LimitFacts } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import type { Pace, Signals } from './signals.ts'

export interface AlertData {
  readonly facts: LimitFacts
  readonly pace: Pace | undefined
  readonly signals: Signals
  /** Slack ids of those who can raise the limit; empty where there is time. */
  readonly deciders: readonly string[]
}

/** The finding first: it is read on a lock screen, at night. */
export function renderAlert({ facts, pace, signals, deciders }: AlertData, view: View): Message {
  const { alert, situation, show } = limitsWords(view)
  const use = sayUse(facts, view)
  const headline = signals.isSuspended
    ? situation.suspended(use)
    : signals.stopsAt
      ? situation.stops(sayMoment(signals.stopsAt, view), use)
      : `⚠ *${use}*`
  const speed =
    signals.isUrgent && pace ? alert.pace(sayEstimate(pace.perHour, facts.currency, view), String(pace.minutes)) : ''
  const landing = signals.isUrgent || !facts.forecast ? '' : sayLanding(facts, view)
  const who = deciders.length > 0 ? alert.deciders(sayDeciders({ deciders }, view)) : ''
  return {
    text: toText(headline, speed || landing),
    blocks: [
      section(joinLines(headline, speed, landing, sayDriver(facts, view), who)),
      actions(button('limits.ask', show.buttons.raise, 'alert', 'primary')),
      context(`_${situation.source(clockTime(facts.fetchedAt))}_`),
    ],
  }
}

export function staleNotice(since: Date, view: View): Message {
  const { alert } = limitsWords(view)
  const title = alert.staleTitle(sayMoment(since, view))
  return { text: toText(title), blocks: [section(joinLines(title, alert.stale))] }
}
