import { actions, type Button, button, context, linkButton, section } from '../../chatops/blocks.ts'
import { code } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import type { Block, Message } from '../../slack/message.ts'
import { sayFacts } from './card-facts.ts'
import { hasPicture } from './chart.ts'
import { panelUrl, sayOutcome, sayProof } from './outcome.ts'
import type { CardData } from './types.ts'
import {
  joinLines,
  sayAmount,
  sayChange,
  sayLimit,
  sayMoment,
  sayPerson,
  sayReason,
  sayReturn,
  toText,
} from './wording.ts'

export type Audience = 'channel' | 'decider' | 'requester'

/**
 * A request on one message that keeps up with it: a question while people are asked, then what came of it.
 * `seesFigures`: whether everybody who reads this copy may see what is spent.
 */
export function renderCard(data: CardData, audience: Audience, view: View, seesFigures = true): Message {
  const { raise } = data
  const isOpen = raise.state === 'open'
  const lead = isOpen ? sayQuestion(data, view, seesFigures) : sayOutcome(data, view, seesFigures)
  const buttons = chooseButtons(data, audience, view)
  const footer = isOpen ? sayFooter(data, audience, view, seesFigures) : sayHandWork(data, audience, view)
  return {
    text: toText(raise.isBreakGlass ? view.messages.limits.card.breakGlassText : '', lead.headline, lead.details),
    blocks: [
      ...breakGlassBlocks(data, view),
      ...sections(
        joinLines(lead.headline, isOpen ? '' : lead.details, isOpen ? lead.details : sayAsked(data, view)),
        sayReason(raise, view),
        isOpen ? sayFacts(data, view, seesFigures) : sayAfterwards(data, view, seesFigures),
      ),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
      ...(footer ? [context(footer)] : []),
    ],
  }
}

const sections = (...texts: string[]): Block[] => texts.filter(Boolean).map(section)

function breakGlassBlocks({ raise }: CardData, view: View): Block[] {
  return raise.isBreakGlass ? [section(view.messages.limits.card.breakGlass(sayPerson(raise.requester, view)))] : []
}

function sayQuestion(data: CardData, view: View, seesFigures: boolean) {
  const { limits } = view.messages
  const { raise } = data
  const why = raise.why ? `⚠ ${limits.remark[raise.why]}` : ''
  return {
    headline: limits.card.question(sayChange(raise, view, seesFigures)),
    details: joinLines(limits.whenBy(sayPerson(raise.requester, view), sayMoment(raise.createdAt, view)), why),
  }
}

function sayAsked({ raise }: CardData, view: View): string {
  const { card } = view.messages.limits
  return raise.requester
    ? card.askedBy(sayPerson(raise.requester, view), sayMoment(raise.createdAt, view))
    : card.raiseEnds
}

/** A limit that stands temporarily, or is about to, returns some day. */
function sayAfterwards({ raise, returnsTo }: CardData, view: View, seesFigures: boolean): string {
  const isOver = ['denied', 'withdrawn', 'expired', 'alreadyThere', 'refused', 'unclear'].includes(raise.state)
  return isOver || !seesFigures ? '' : sayReturn(raise, returnsTo, view)
}

/** "1 approval: Claire or Marc · open until Mon 18:00 · chart in the thread". */
function sayFooter(data: CardData, audience: Audience, view: View, seesFigures: boolean): string {
  const { card } = view.messages.limits
  const { approvals, approvalsNeeded, raise } = data
  const missing = Math.max(1, approvalsNeeded - approvals.length)
  const hasChart = audience === 'channel' && seesFigures && hasPicture(data)
  return [
    card.needed(missing, approvals.length > 0, sayDeciders(data, view)),
    card.openUntil(sayMoment(raise.expiresAt, view)),
    hasChart ? card.chart : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

const decidersShown = 5

export function sayDeciders({ deciders }: CardData, view: View): string {
  const { card } = view.messages.limits
  if (deciders.length === 0) return card.nobody
  const shown = deciders.slice(0, decidersShown).map((id) => `<@${id}>`)
  return card.anyOf(shown, deciders.length - shown.length)
}

function sayHandWork({ raise }: CardData, audience: Audience, view: View): string {
  const { outcome } = view.messages.limits
  if (raise.state !== 'byHand') return ''
  if (audience === 'requester') return outcome.byHandWaits
  return outcome.byHandMeans(raise.target === 'unlimited' ? outcome.noLimitByHand : code(raise.target.toString()))
}

/** While somebody can still act; each carries the request's id and nothing else. */
function chooseButtons({ raise }: CardData, audience: Audience, view: View): Button[] {
  const { card, panel } = view.messages.limits
  const canWithdraw = ['open', 'approved', 'byHand'].includes(raise.state) && raise.requester !== null
  if (audience === 'requester') return canWithdraw ? [button('limits.withdraw', card.withdraw, raise.id)] : []
  if (raise.state === 'open')
    return [
      button('limits.approve', card.approve, raise.id, 'primary'),
      button('limits.deny', card.deny, raise.id, 'danger'),
    ]
  if (raise.state === 'byHand')
    return [linkButton('limits.panel', panel, panelUrl), button('limits.done', card.done, raise.id, 'primary')]
  return []
}

/** What the thread keeps after a limit was set: before and after, how it is known, who gave the right, the trail's head. */
export function cardThreadProof(data: CardData, head: string | undefined, view: View): Message {
  const { proof, roleFrom } = view.messages.limits
  const { raise, approvals } = data
  const confirmation = sayProof(data, view)
  const approvedBy = approvals.map((approval) => {
    const role = roleFrom(view.messages.role[approval.role], approval.roleSource)
    const use = approval.sawUse ? sayAmount(approval.sawUse, raise.currency, view) : ''
    const saw = proof.saw(sayLimit(approval.sawLimit, raise.currency, view), use)
    return `${proof.approved(sayPerson(approval, view), role, sayMoment(approval.at, view))}, ${saw}`
  })
  const title = proof.title(sayChange(raise, view))
  const lines = [
    title,
    confirmation ? proof.confirmed(confirmation) : '',
    raise.requester ? proof.asked(sayPerson(raise.requester, view), sayMoment(raise.createdAt, view)) : '',
    ...approvedBy,
    head ? proof.head(head) : '',
  ]
  return {
    text: toText(title, confirmation),
    blocks: [...breakGlassBlocks(data, view), section(joinLines(...lines))],
  }
}

/** The outcome, to whoever asked or joined: what came of it, and what they can do. */
export function requesterNotice(data: CardData, view: View, seesFigures = true): Message {
  const { headline, details } = sayOutcome(data, view, seesFigures)
  const afterwards = sayAfterwards(data, view, seesFigures)
  const handWork = sayHandWork(data, 'requester', view)
  return {
    text: toText(headline, details),
    blocks: [...breakGlassBlocks(data, view), section(joinLines(headline, details, afterwards, handWork))],
  }
}
