import { panelUrl } from '../../../chatops/admin-panel.ts'
import { actions, type Button, button, context, section } from '../../../chatops/blocks.ts'
import { panelButton } from '../../../chatops/panel-button.ts'
import { sayEstimate } from '../../../chatops/report/amounts.ts'
import type { View } from '../../../chatops/view.ts'
import { writeLimit } from '../../../domain/limit/limit-value.ts'
import type { Message } from '../../../slack/message.ts'
import { sayDeciders } from '../card/card-view.ts'
import { sayDriver, sayFactsSource, sayUse } from '../card/situation.ts'
import { joinLines, sayLimit, sayMoment, sayPerson, toText } from '../card/wording.ts'
import { sayLanding } from '../show-view.ts'
import type { LimitFacts } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import type { Burst } from './bursts.ts'
import type { Pace, Signals } from './signals.ts'

export interface AlertData {
  readonly facts: LimitFacts
  readonly pace: Pace | undefined
  readonly signals: Signals
  /** undefined: there is time, and it is said once. */
  readonly burst?: Burst | undefined
  /** Slack ids of those who can raise the limit; empty where there is time. */
  readonly deciders: readonly string[]
}

/** The finding first: it is read on a lock screen, at night. */
export function renderAlert(data: AlertData, view: View): Message {
  const { alert } = limitsWords(view)
  const { facts, pace, signals, burst, deciders } = data
  const headline = sayHeadline(data, view)
  const speed =
    signals.isUrgent && pace ? alert.pace(sayEstimate(pace.perHour, facts.currency, view), String(pace.minutes)) : ''
  const landing = signals.isUrgent || !facts.forecast ? '' : sayLanding(facts, view)
  const who = deciders.length > 0 ? alert.deciders(sayDeciders({ deciders }, view)) : ''
  const buttons = burst?.isOver ? [] : [actions(...chooseButtons(burst, view))]
  return {
    text: toText(headline, speed || landing),
    blocks: [
      section(
        joinLines(
          headline,
          sayPayment(data, view),
          speed,
          landing,
          sayDriver(facts, view),
          sayTaken(burst, view) || who,
        ),
      ),
      ...buttons,
      context(`_${sayFactsSource(facts, view)}_`),
    ],
  }
}

function sayHeadline({ facts, signals, burst }: AlertData, view: View): string {
  const { alert, situation } = limitsWords(view)
  const use = sayUse(facts, view)
  if (burst?.isOver) {
    const { limit, currency } = facts
    const isSame = limit === undefined || writeLimit(limit) === burst.limit
    return isSame ? alert.over(use) : alert.limitChanged(sayLimit(limit, currency, view), use)
  }
  if (signals.isSuspended) return situation.suspended(use)
  if (signals.stopsAt) return situation.stops(sayMoment(signals.stopsAt, view), use)
  return facts.hasPaymentFailed ? alert.unpaid(use) : `⚠ *${use}*`
}

/** What a raise alone does not mend. */
function sayPayment({ facts, signals, burst }: AlertData, view: View): string {
  const { alert } = limitsWords(view)
  if (!facts.hasPaymentFailed || burst?.isOver) return ''
  const isBeside = signals.isSuspended || signals.stopsAt !== undefined
  return [isBeside ? alert.unpaidToo : '', alert.pay(panelUrl('billing'))].filter(Boolean).join(' ')
}

function sayTaken(burst: Burst | undefined, view: View): string {
  const { alert } = limitsWords(view)
  if (!burst?.taken) return ''
  const who = sayPerson(burst.taken, view)
  return burst.isOver ? alert.wasOnIt(who) : alert.isOnIt(who, sayMoment(burst.taken.at, view))
}

/** Who is on it needs no second button; everybody else may still ask. Whoever cannot decide cannot be on it. */
function chooseButtons(burst: Burst | undefined, view: View): Button[] {
  const { alert, show } = limitsWords(view)
  const ask = button('limits.ask', show.buttons.raise, 'alert', 'primary')
  return burst && !burst.taken && (view.isShared || view.isDecider)
    ? [ask, button('limits.on-it', alert.onIt, burst.id)]
    : [ask]
}

export function staleNotice(since: Date, view: View): Message {
  const { alert } = limitsWords(view)
  const title = alert.staleTitle(sayMoment(since, view))
  return { text: toText(title), blocks: [section(joinLines(title, alert.stale)), actions(panelButton('usage', view))] }
}
