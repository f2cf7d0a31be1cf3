import { section } from '../../../chatops/blocks.ts'
import { noticeModal } from '../../../chatops/modals.ts'
import type { View } from '../../../chatops/view.ts'
import { coreWords } from '../../../chatops/words/index.ts'
import type { Modal } from '../../../slack/views.ts'
import { asItIsNow, sayFacts, saySuspension } from '../card/card-facts.ts'
import { sayApprovals, sayOutcome } from '../card/outcome-words.ts'
import { joinLines, sayChange, sayMoment, sayPerson, sayReason } from '../card/wording.ts'
import { textField } from '../request/inputs.ts'
import type { CardData } from '../store/types.ts'
import { limitsWords } from '../words.ts'

export interface ReviewForm {
  readonly reviewId: string
  readonly card: CardData
}

/** Short enough that a card stays within Slack's limits whatever is typed. */
export const longestNote = 300

/** The state as it is now, which the review remembers: what somebody approves is what they saw here. */
export function approveModal({ reviewId, card }: ReviewForm, view: View): Modal {
  const limits = limitsWords(view)
  const limitFlow = limitsWords(view).flow
  const { decide } = limits
  return {
    callbackId: 'limits.approve',
    metadata: reviewId,
    title: limitFlow.reviewTitle,
    submit: decide.approve,
    close: coreWords(view).modal.cancel,
    blocks: [
      ...[
        sayQuestion(card, view),
        sayReason(card.raise, view),
        sayFacts(card, view, true),
        sayApprovals(card, view),
        sayNext(card, view),
      ]
        .filter(Boolean)
        .map(section),
      textField({
        id: 'note',
        label: decide.note,
        hint: decide.noteHint,
        most: longestNote,
        isLong: true,
        isOptional: true,
      }),
    ],
  }
}

export function denyModal({ reviewId, card }: ReviewForm, view: View): Modal {
  const limits = limitsWords(view)
  const limitFlow = limitsWords(view).flow
  const { decide } = limits
  return {
    callbackId: 'limits.deny',
    metadata: reviewId,
    title: limitFlow.denyTitle,
    submit: decide.deny,
    close: coreWords(view).modal.cancel,
    blocks: [
      ...[sayQuestion(card, view), sayReason(card.raise, view)].filter(Boolean).map(section),
      textField({
        id: 'reason',
        label: decide.reason,
        hint: decide.reasonHint,
        most: longestNote,
        isLong: true,
      }),
    ],
  }
}

/** For a click on a card whose question is settled: what happened to it. */
export function settledModal(card: CardData, view: View, seesFigures = true): Modal {
  const { headline, meaning, record } = sayOutcome(card, view, seesFigures)
  return noticeModal(view, {
    title: limitsWords(view).decide.overTitle,
    text: joinLines(headline, meaning, record),
  })
}

function sayQuestion(data: CardData, view: View): string {
  const { raise } = data
  const { card, whenBy } = limitsWords(view)
  return joinLines(
    card.question(sayChange(asItIsNow(data), view)),
    whenBy(sayPerson(raise.requester, view), sayMoment(raise.createdAt, view)),
    saySuspension(data, view),
  )
}

/** What the click brings about: the change itself, or one more voice. */
function sayNext({ approvals, approvalsNeeded }: CardData, view: View): string {
  const { decide } = limitsWords(view)
  const missing = approvalsNeeded - approvals.length - 1
  return missing > 0 ? decide.more(missing) : decide.last
}
