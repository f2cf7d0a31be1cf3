import { actions, button, section } from '../../../chatops/blocks.ts'
import { escapeMrkdwn } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import type { Message } from '../../../slack/message.ts'
import { sayUse } from '../card/situation.ts'
import { joinLines, sayLimit, sayMoment, sayPerson, toText } from '../card/wording.ts'
import type { LimitFacts } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import type { ChangedBy } from './actor.ts'
import type { Drift } from './store.ts'

export interface DriftData {
  readonly drift: Drift
  /** undefined: Mistral's log does not say, or could not be read. */
  readonly by: ChangedBy | undefined
  /** PRIVACY shows nobody's name. */
  readonly hidesNames: boolean
  /** undefined: Mistral could not be asked. */
  readonly facts: Pick<LimitFacts, 'limit' | 'use' | 'currency'> | undefined
}

/** A change from outside: what, who, when; and what can be done, as long as it is the last one. */
export function driftNotice(data: DriftData, view: View): Message {
  const words = limitsWords(view).drift
  const { drift, facts } = data
  const to = sayLimit(drift.to, drift.currency, view)
  const headline = words.headline(sayLimit(drift.from, drift.currency, view), to)
  const isOpen = drift.state === 'open'
  const use = isOpen && facts ? sayUse(facts, view) : ''
  const buttons = isOpen
    ? [
        actions(
          button('limits.keep-outside', words.keep(to), drift.id),
          button('limits.change-back', words.back, drift.id),
        ),
      ]
    : []
  return {
    text: toText(headline, sayWho(data, view)),
    blocks: [section(joinLines(headline, sayWho(data, view), use, sayState(drift, view))), ...buttons],
  }
}

function sayWho({ drift, by, hidesNames }: DriftData, view: View): string {
  const words = limitsWords(view).drift
  const when = sayMoment(drift.logged?.at ?? drift.noticedAt, view)
  if (!by) return drift.logged ? words.at(when) : words.noticed(when)
  if (by.actor.kind === 'API_KEY') return words.byKey(when)
  if (hidesNames) return words.bySomebody(when)
  if (by.slackId) return words.by(`<@${by.slackId}>`, when)
  // Whoever acted at Mistral alone did not choose to be named in a channel.
  const name = view.seesNames ? (by.actor.name ?? by.actor.email) : undefined
  return name ? words.by(escapeMrkdwn(name, 60), when) : words.bySomebody(when)
}

function sayState({ state, keptBy, to, currency }: Drift, view: View): string {
  const words = limitsWords(view).drift
  if (state === 'open') return words.stays
  if (state === 'over') return words.over
  return words.kept(sayLimit(to, currency, view), sayPerson({ slackId: keptBy ?? null }, view))
}
