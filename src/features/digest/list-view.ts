import { actions, type Button, button, confirmed, section } from '../../chatops/blocks.ts'
import type { View } from '../../chatops/view.ts'
import { formatMoment } from '../../domain/time/dates.ts'
import type { Block, Message } from '../../slack/message.ts'
import type { Subscription } from './store/subscriptions.ts'
import { digestWords } from './words.ts'

export interface Listed {
  readonly subscription: Subscription
  /** undefined: it is paused. */
  readonly nextAt: Date | undefined
}

/** Two blocks each, and Slack takes fifty. */
const mostListed = 15

/** "#finops: Mondays at 09:00 (Europe/Paris), the whole Organization". */
export function sayDigest({ channel, when, workspaces }: Subscription, view: View): string {
  const words = digestWords(view)
  const { rhythm, weekday, time, zone } = when
  const often = rhythm === 'weekly' ? words.weekly(weekday, time, zone) : words.monthly(time, zone)
  const scope = workspaces.length === 0 ? words.organization : words.someWorkspaces(workspaces.length)
  return words.digest(`<#${channel}>`, often, scope)
}

export const listButton = (view: View): Button => button('digest.list', digestWords(view).notices.list, '0')

export const subscribeButton = (view: View): Button =>
  button('digest.subscribe', digestWords(view).buttons.subscribe, 'new')

/** Those that the reader may change, each with what can be done about it, a page at a time. */
export function renderList(listed: readonly Listed[], view: View, from = 0): Message {
  const words = digestWords(view)
  if (listed.length === 0) {
    const text = view.isDecider ? words.none : words.noneOfYours
    return { text, blocks: [section(text), actions(subscribeButton(view))] }
  }
  const text = words.listed(listed.length)
  const next = from + mostListed
  const hidden = listed.length - next
  const more = button('digest.list', words.more(hidden), String(next))
  return {
    text,
    blocks: [
      ...listed.slice(from, next).flatMap((one) => renderOne(one, view)),
      actions(...(hidden > 0 ? [more] : []), subscribeButton(view)),
    ],
  }
}

function renderOne({ subscription, nextAt }: Listed, view: View): Block[] {
  const words = digestWords(view)
  const { id, state, pausedWhy, maker, silentSince } = subscription
  const { buttons } = words
  const facts = [
    state === 'paused' ? words.paused[pausedWhy ?? 'person'] : '',
    nextAt ? words.next(formatMoment(nextAt, view.locale, view.timeZone)) : '',
    silentSince ? words.silent : '',
    maker?.slackId ? words.madeBy(`<@${maker.slackId}>`) : words.adminsOwn,
  ]
  return [
    section(`*${sayDigest(subscription, view)}*\n${facts.filter(Boolean).join(' · ')}`),
    actions(
      button('digest.preview', buttons.preview, id),
      confirmed(button('digest.send', buttons.send, id), words.sendQuestion),
      state === 'paused' ? button('digest.resume', buttons.resume, id) : button('digest.pause', buttons.pause, id),
      button('digest.edit', buttons.edit, id),
      confirmed(button('digest.end', buttons.end, id, 'danger'), words.endQuestion),
    ),
  ]
}
