import { actions, type Button, button, confirmed, context, section } from '../../../chatops/blocks.ts'
import { panelButton } from '../../../chatops/panel-button.ts'
import { code } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import type { Block, Message } from '../../../slack/message.ts'
import type { CardData } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { asItIsNow, sayFacts, saySuspension } from './card-facts.ts'
import { hasPicture } from './chart.ts'
import { sayApprovals, sayOutcome, sayProof, sayRole, type ToldOutcome } from './outcome-words.ts'
import { sayFutures } from './situation.ts'
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

/** A follower asked first, and the request is somebody else's by now. */
export type Audience = 'channel' | 'decider' | 'requester' | 'follower'

/**
 * A request on one message that keeps up with it: a question while people are asked, then what came of it.
 * `seesFigures`: whether everybody who reads this copy may see what is spent.
 */
export function renderCard(data: CardData, audience: Audience, view: View, seesFigures = true): Message {
  const { raise } = data
  const isOpen = raise.state === 'open'
  const { headline, meaning, record } = isOpen
    ? sayQuestion(data, view, seesFigures)
    : sayOutcome(data, view, seesFigures)
  const buttons = chooseButtons(data, audience, view)
  const todo = sayHandWork(data, audience, view)
  const loud = raise.isBreakGlass ? limitsWords(view).card.breakGlassText : ''
  return {
    text: toText(loud, headline, todo || meaning, isOpen && seesFigures ? sayFutures(data, view) : ''),
    blocks: [
      ...breakGlassBlocks(data, view),
      ...sections(
        joinLines(headline, todo, meaning, isOpen ? '' : sayAsked(data, view)),
        sayReason(raise, view),
        isOpen ? sayFacts(data, view, seesFigures) : sayAfterwards(data, view, seesFigures),
        record,
      ),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
      ...(isOpen ? [context(sayFooter(data, audience, view, seesFigures))] : []),
    ],
  }
}

const sections = (...texts: string[]): Block[] => texts.filter(Boolean).map(section)

function breakGlassBlocks({ raise }: CardData, view: View): Block[] {
  return raise.isBreakGlass ? [section(limitsWords(view).card.breakGlass(sayPerson(raise.requester, view)))] : []
}

/** Who asks comes right after what is asked, and before both what went wrong earlier or would at once. */
function sayQuestion(data: CardData, view: View, seesFigures: boolean): ToldOutcome {
  const limits = limitsWords(view)
  const { raise } = data
  const why = raise.why ? `⚠ ${limits.remark[raise.why]}` : ''
  return {
    headline: limits.card.question(sayChange(asItIsNow(data), view, seesFigures)),
    meaning: joinLines(
      limits.whenBy(sayPerson(raise.requester, view), sayMoment(raise.createdAt, view)),
      seesFigures ? saySuspension(data, view) : '',
      why,
    ),
    record: sayApprovals(data, view),
  }
}

function sayAsked({ raise }: CardData, view: View): string {
  const { card } = limitsWords(view)
  return raise.requester
    ? card.askedBy(sayPerson(raise.requester, view), sayMoment(raise.createdAt, view))
    : card.raiseEnds
}

/** A limit that stands temporarily, or is about to, returns some day. */
function sayAfterwards({ raise, returnsTo }: CardData, view: View, seesFigures: boolean): string {
  const isOnItsWay = ['approved', 'applying', 'unknown', 'byHand', 'applied'].includes(raise.state)
  return isOnItsWay && seesFigures ? sayReturn(raise, returnsTo, view) : ''
}

/** "1 approval: Claire or Marc · open until Mon 18:00 · chart in the thread". */
function sayFooter(data: CardData, audience: Audience, view: View, seesFigures: boolean): string {
  const { card } = limitsWords(view)
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

export function sayDeciders({ deciders }: Pick<CardData, 'deciders'>, view: View): string {
  const { card } = limitsWords(view)
  if (deciders.length === 0) return card.nobody
  const shown = deciders.slice(0, decidersShown).map((id) => `<@${id}>`)
  return card.anyOf(shown, deciders.length - shown.length)
}

function sayHandWork({ raise }: CardData, audience: Audience, view: View): string {
  const { outcome } = limitsWords(view)
  if (raise.state !== 'byHand') return ''
  if (audience === 'requester' || audience === 'follower') return outcome.byHandWaits
  return outcome.byHand(raise.target === 'unlimited' ? outcome.noLimitByHand : code(raise.target.toString()))
}

function withdrawButton(id: string, view: View): Button {
  const { withdraw, withdrawTitle: title, withdrawText: text, withdrawNo: no } = limitsWords(view).card
  return confirmed(button('limits.withdraw', withdraw, id), { title, text, no })
}

/** While somebody can still act; each carries the request's id and nothing else. */
function chooseButtons({ raise }: CardData, audience: Audience, view: View): Button[] {
  const { card } = limitsWords(view)
  const canWithdraw = ['open', 'approved', 'byHand'].includes(raise.state) && raise.requester !== null
  if (audience === 'follower') return []
  if (audience === 'requester') return canWithdraw ? [withdrawButton(raise.id, view)] : []
  if (raise.state === 'open')
    return [
      button('limits.approve', card.approve, raise.id, 'primary'),
      button('limits.deny', card.deny, raise.id, 'danger'),
    ]
  if (raise.state === 'byHand')
    return [panelButton('billing', view), button('limits.done', card.done, raise.id, 'primary')]
  return []
}

/** What the thread keeps after a limit was set: before and after, how it is known, who gave the right, the trail's head. */
export function cardThreadProof(data: CardData, head: string | undefined, view: View): Message {
  const { proof } = limitsWords(view)
  const { raise, approvals } = data
  const confirmation = sayProof(data, view)
  const approvedBy = approvals.map((approval) => {
    const by = proof.by(sayPerson(approval, view), sayRole(approval, view), sayMoment(approval.at, view))
    const limit = sayLimit(approval.sawLimit, raise.currency, view)
    const use = approval.sawUse && sayAmount(approval.sawUse, raise.currency, view)
    return proof.approved(by, use ? proof.used(use, limit) : proof.limit(limit))
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
  const { headline, meaning, record } = sayOutcome(data, view, seesFigures)
  const todo = sayHandWork(data, 'requester', view)
  const afterwards = sayAfterwards(data, view, seesFigures)
  return {
    text: toText(headline, todo || meaning),
    blocks: [...breakGlassBlocks(data, view), ...sections(joinLines(headline, todo, meaning, afterwards), record)],
  }
}
