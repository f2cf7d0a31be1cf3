import type { Core } from '../../../chatops/context.ts'
import type { Click, Form } from '../../../chatops/contract.ts'
import { loadingModal, noticeModal } from '../../../chatops/modals.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import type { View } from '../../../chatops/view.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { isSameLimit, type LimitValue, writeLimit } from '../../../domain/limit/limit-value.ts'
import { approvalsNeeded, isReachedBy } from '../../../domain/limit/raise.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import type { Message } from '../../../slack/message.ts'
import type { Modal } from '../../../slack/views.ts'
import { describeCard } from '../card/card-data.ts'
import { quote } from '../card/wording.ts'
import { closeAsThere } from '../change/transitions.ts'
import { gatherFacts } from '../facts.ts'
import { busyModal } from '../request/request-view.ts'
import { followUp, jobKinds, trail } from '../store/follow-up.ts'
import {
  databaseTime,
  findApprovals,
  findFollowers,
  findRaise,
  lapseApprovals,
  lockRaise,
  moveRaise,
  type Tables,
  type Tx,
} from '../store/store.ts'
import type { LimitFacts, Raise } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { approveModal, denyModal, longestNote, settledModal } from './decide-view.ts'
import { insertDecision } from './decisions.ts'
import { findOnCard, findSubject } from './on-card.ts'
import { beginReview, consumeReview, findReviewed, findReviewSubject, type Review, type Verdict } from './reviews.ts'
import { hasApproved, policyOf, refuseDecision } from './who.ts'

/** Approve… and Deny… open the state as it is now; the decision itself is the modal's. */
const reviewClick = (verdict: Verdict): Click => ({
  access: 'decide',
  subject: findSubject,
  opening: (view) => loadingModal(view, titleOf(verdict, view)),
  failed: (message, view) => failedDecision(message, view, verdict, undefined),
  async act(core, { asker, view, input }) {
    const raise = await findOnCard(core, input)
    // A click that comes too late is told what happened.
    if (raise.state !== 'open') return settledModal(await describeCard(core, raise), view)
    const db = core.db.query<Tables>()
    const facts = await gatherFacts(core, { fresh: true, withDriver: true })
    refuseDecision(core, raise, await findFollowers(db, raise), asker, facts.use)
    if (facts.limit === undefined) throw new NotAllowed('limitUnknown')
    if (isAlreadyThere(raise, facts.limit)) {
      await closeAsThere(core, raise, facts.limit)
      const closed = await findRaise(db, core.organization, raise.id)
      return settledModal(await describeCard(core, closed ?? raise, facts), view)
    }
    if (verdict === 'approve' && hasApproved(await findApprovals(db, raise), asker))
      throw new NotAllowed('decidedAlready')
    const reviewId = await beginReview(core, raise, asker, verdict, facts)
    const review = { reviewId, card: await describeCard(core, raise, facts) }
    return verdict === 'approve' ? approveModal(review, view) : denyModal(review, view)
  },
})

/** To keep a temporary limit is to want the one that there is: that alone does not settle it. */
const isAlreadyThere = (raise: Raise, limit: LimitValue): boolean =>
  !isSameLimit(raise.before, raise.target) && isReachedBy(limit, raise.change, raise.target)

const titleOf = (verdict: Verdict, view: View): string =>
  limitsWords(view).flow[verdict === 'approve' ? 'reviewTitle' : 'denyTitle']

export const approveClick = reviewClick('approve')
export const denyClick = reviewClick('deny')

/** Nothing typed gets lost: it can be copied from here. */
function failedDecision(message: Message, view: View, verdict: Verdict, typed: string | null | undefined): Modal {
  const { nothingDecided, youWrote } = limitsWords(view).flow
  const error = nothingDecided(message.text)
  const text = typed ? youWrote(error, quote(typed, view)) : error
  return noticeModal(view, { title: titleOf(verdict, view), text })
}

/** Slack's client keeps to the length that the form states; another program need not. */
const tooLong = (field: string, view: View) => ({ [field]: limitsWords(view).flow.field.reasonTooLong(longestNote) })

/** The decision: everything is asked anew, and one transaction takes it or nothing. */
export const approveForm: Form = {
  access: 'decide',
  subject: (core, { metadata }) => findReviewSubject(core, metadata),
  busy: (view) => busyModal(view),
  failed: (message, view, { values }) => failedDecision(message, view, 'approve', values.note),
  async check(_core, { values }, view) {
    return (values.note ?? '').length > longestNote ? tooLong('note', view) : undefined
  },
  async act(core, { asker, view, input }) {
    const { review, raise } = await findReviewed(core, input.metadata, input.userId, 'approve')
    if (raise.state !== 'open') return settledModal(await describeCard(core, raise), view)
    const facts = await gatherFacts(core, { fresh: true })
    if (facts.limit === undefined) throw new NotAllowed('limitUnknown')
    if (review.sawLimit === undefined || !isSameLimit(review.sawLimit, facts.limit)) {
      await redrawCards(core, raise)
      throw new NotAllowed('limitMoved')
    }
    const outcome = await core.db.transaction<Tables, ApprovalOutcome>((tx) =>
      approve(tx, core, review, raise, asker, facts, input.values.note ?? null),
    )
    core.wakeScheduler()
    const { decided, reviewTitle } = limitsWords(view).flow
    const text = typeof outcome === 'number' ? decided.waiting(outcome) : decided[outcome]
    return noticeModal(view, { title: reviewTitle, text })
  },
}

/** The card asks about the limit as it is now. */
async function redrawCards(core: Core, raise: Raise): Promise<void> {
  await core.db.transaction<Tables, void>((tx) => followUp(tx, core, raise))
  core.wakeScheduler()
}

/** A number: that many approvals are still missing. */
type ApprovalOutcome = 'applying' | 'byHand' | 'sawDifferent' | number

async function approve(
  tx: Tx,
  core: Core,
  review: Review,
  seen: Raise,
  asker: Asker,
  facts: LimitFacts,
  note: string | null,
): Promise<ApprovalOutcome> {
  const raise = await lockRaise(tx, core.organization, seen.id)
  if (raise?.state !== 'open') throw new NotAllowed('over')
  if (raise.expiresAt.getTime() <= (await databaseTime(tx))) throw new NotAllowed('over')
  await consumeReview(tx, review, raise)
  refuseDecision(core, raise, await findFollowers(tx, raise), asker, facts.use)
  const earlier = await findApprovals(tx, raise)
  if (hasApproved(earlier, asker)) throw new NotAllowed('decidedAlready')
  await insertDecision(tx, core, raise, { ...review, asker, note: note })
  const saw = { limit: review.sawLimit === undefined ? null : writeLimit(review.sawLimit), use: review.sawUse }
  const entry = {
    action: 'limit.approved',
    actorId: review.personId,
    before: saw,
    ...(note ? { text: note } : {}),
  } as const
  if (earlier.some((one) => review.sawLimit === undefined || !isSameLimit(one.sawLimit, review.sawLimit))) {
    await lapseApprovals(tx, raise)
    const back = await moveRaise(tx, raise, 'lapse', { why: 'sawDifferent' })
    await trail(tx, core, raise, { ...entry, outcome: 'refused' })
    await followUp(tx, core, back ?? raise)
    return 'sawDifferent'
  }
  const missing = approvalsNeeded(policyOf(core), raise.target, facts.use) - earlier.length - 1
  const event = missing > 0 ? 'approve' : core.limitWrites ? 'approveLast' : 'approveByHand'
  const why = event === 'approveByHand' ? (core.config.mistral.key === undefined ? 'noApi' : 'writesOff') : null
  // What a person will set by hand takes the place of what the approvers saw.
  const before = event === 'approveByHand' && saw.limit !== null ? { limit_before: saw.limit } : {}
  const moved = await moveRaise(tx, raise, event, { why, ...before })
  if (!moved) throw new NotAllowed('over')
  await trail(tx, core, moved, { ...entry, outcome: 'done' })
  if (event === 'approveLast') await scheduleJob(tx, core.organization, { kind: jobKinds.apply, subject: raise.id })
  await followUp(tx, core, moved)
  if (missing > 0) return missing
  return event === 'approveLast' ? 'applying' : 'byHand'
}

export const denyForm: Form = {
  access: 'decide',
  subject: (core, { metadata }) => findReviewSubject(core, metadata),
  busy: (view) => busyModal(view),
  failed: (message, view, { values }) => failedDecision(message, view, 'deny', values.reason),
  async check(_core, input, view) {
    const reason = input.values.reason?.trim() ?? ''
    if (reason === '') return { reason: limitsWords(view).flow.field.reasonMissing }
    return reason.length > longestNote ? tooLong('reason', view) : undefined
  },
  async act(core, { asker, view, input }) {
    const { review, raise } = await findReviewed(core, input.metadata, input.userId, 'deny')
    if (raise.state !== 'open') return settledModal(await describeCard(core, raise), view)
    const reason = input.values.reason?.trim() ?? ''
    await core.db.transaction<Tables, void>(async (tx) => {
      const present = await lockRaise(tx, core.organization, raise.id)
      if (present?.state !== 'open') throw new NotAllowed('over')
      await consumeReview(tx, review, present)
      refuseDecision(core, present, await findFollowers(tx, present), asker, undefined)
      await insertDecision(tx, core, present, { ...review, asker, note: reason })
      const denied = await moveRaise(tx, present, 'deny')
      if (!denied) throw new NotAllowed('over')
      await trail(tx, core, denied, { action: 'limit.denied', actorId: review.personId, outcome: 'done', text: reason })
      await followUp(tx, core, denied)
    })
    core.wakeScheduler()
    const { decided, denyTitle } = limitsWords(view).flow
    return noticeModal(view, { title: denyTitle, text: decided.denied })
  },
}
