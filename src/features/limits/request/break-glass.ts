import { section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import type { Act, Form } from '../../../chatops/contract.ts'
import { loadingModal, noticeModal } from '../../../chatops/modals.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { escapeMrkdwn } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { objectionTo } from '../../../domain/limit/raise.ts'
import { parseAmount } from '../../../domain/money/amount.ts'
import type { Decimal } from '../../../domain/money/decimal.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import type { Modal } from '../../../slack/views.ts'
import { announce } from '../card/announce.ts'
import { quote } from '../card/wording.ts'
import { insertDecision } from '../decision/decisions.ts'
import { policyOf } from '../decision/who.ts'
import { gatherFacts } from '../facts.ts'
import { followUp, jobKinds, trail } from '../store/follow-up.ts'
import { lockLiveRaise, moveRaise, type Tx } from '../store/store.ts'
import type { LimitFacts } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { fileRequest, type WishedLimit } from './file-request.ts'
import { busyModal, requestModal } from './request-view.ts'

const formId = 'limits.break-glass'

/**
 * API access is suspended and an admin acts at once: their own decision, until the month's end, told loudly. Everything
 * behind it is the usual way: claim, write, read back, trail.
 */
export const breakGlassAct: Act = {
  name: 'limits break-glass',
  isUrgent: true,
  // Whoever is no admin is told that it takes one, and not that billing managers may.
  access: 'member',
  opening: (view) => loadingModal(view, limitsWords(view).flow.breakGlass.title),
  failed: (message, view) => noticeModal(view, { title: limitsWords(view).flow.breakGlass.title, text: message.text }),
  async act(core, { asker, view }) {
    refuseUnlessAdmin(core, asker)
    const facts = await gatherFacts(core, { fresh: true })
    refuseBreakGlass(core, asker, facts)
    return breakGlassModal(facts, view)
  },
}

function refuseUnlessAdmin(core: Core, asker: Asker): void {
  if (!core.config.policy.breakGlass) throw new NotAllowed('breakGlassOff')
  if (!core.limitWrites) throw new NotAllowed('writesOff')
  if (asker.role !== 'admin') throw new NotAllowed('adminOnly')
}

function refuseBreakGlass(core: Core, asker: Asker, facts: LimitFacts): void {
  refuseUnlessAdmin(core, asker)
  if (asker.memberProblem) throw asker.memberProblem
  if (asker.heldUntil) throw new NotAllowed('held')
  // Nobody else looks at it, so there is no request that they could have come too late for.
  if (asker.grouped?.isNew && asker.grouped.heldUntil > core.clock.now()) throw new NotAllowed('heldGroup')
  if (!facts.isReached) throw new NotAllowed('notSuspended')
}

/** The form of a request, without the choice of a term. */
function breakGlassModal({ limit, use, currency }: LimitFacts, view: View): Modal {
  const { breakGlass } = limitsWords(view).flow
  const figures = { limit, use, currency }
  const form = requestModal(
    { draftId: '', change: 'raise', figures, typed: {}, openRaise: undefined, note: breakGlass.reason },
    view,
  )
  const blocks = form.blocks.filter((block) => !['term', 'until'].includes(block.block_id ?? ''))
  return { ...form, callbackId: formId, title: breakGlass.title, blocks }
}

export const breakGlassForm: Form = {
  access: 'member',
  busy: (view) => busyModal(view),
  failed(message, view, { values }) {
    const { breakGlass, youWrote } = limitsWords(view).flow
    const text = values.reason ? youWrote(message.text, quote(values.reason, view)) : message.text
    return noticeModal(view, { title: breakGlass.title, text })
  },
  async check(core, { values }, view) {
    const { field } = limitsWords(view).flow
    const target = parseAmount(values.amount ?? '')
    const objection = target && objectionTo('raise', target, undefined, policyOf(core))
    if (!target) return { amount: field.notANumber }
    if (objection) return { amount: field.objection(objection, core.config.policy.maxLimit) }
    return values.reason?.trim() ? undefined : { reason: field.reasonMissing }
  },
  async act(core, { asker, view, input }) {
    const facts = await gatherFacts(core, { fresh: true })
    refuseBreakGlass(core, asker, facts)
    const target = parseAmount(input.values.amount ?? '')
    const { breakGlass, field } = limitsWords(view).flow
    const objection = target && objectionTo('raise', target, facts.limit, policyOf(core))
    if (!target || objection || facts.limit === undefined)
      return noticeModal(view, {
        title: breakGlass.title,
        text: objection ? field.objection(objection, undefined) : field.limitUnknown,
      })
    await decideAlone(core, asker, target, facts, input.values.reason?.trim() ?? '')
    const shout = breakGlass.shout(`<@${asker.profile.id}>`)
    const blocks = [section(`${shout}\n> ${escapeMrkdwn(input.values.reason ?? '', 500)}`)]
    // The card is as loud, and is tried again: what is decided is not to look like a failure.
    const key = `limits.break-glass:${input.metadata}`
    await announce(core, key, () => ({ text: shout.replaceAll('*', ''), blocks })).catch((error: unknown) => {
      core.log.error({ error }, 'break-glass could not be announced beside its card')
    })
    return noticeModal(view, { title: breakGlass.title, text: breakGlass.done })
  },
}

/** Their own request and their own approval in one transaction; an open request of somebody else's becomes theirs. */
async function decideAlone(
  core: Core,
  asker: Asker,
  target: Decimal,
  facts: LimitFacts,
  reason: string,
): Promise<void> {
  const { limit: before, currency } = facts
  if (before === undefined) throw new NotAllowed('limitUnknown')
  const wish: WishedLimit = {
    change: 'raise',
    target,
    term: { kind: 'month' },
    reason,
    asker,
    before,
    currency,
    takesOver: true,
  }
  const filed = await fileRequest(core, wish, facts, (tx) => approveAlone(tx, core, asker, facts, reason))
  if (filed === 'alreadyThere') throw new NotAllowed('over')
}

async function approveAlone(tx: Tx, core: Core, asker: Asker, facts: LimitFacts, reason: string): Promise<void> {
  const { organization } = core
  const raise = await lockLiveRaise(tx, organization)
  if (raise?.state !== 'open' || raise.requester?.slackId !== asker.profile.id) throw new NotAllowed('underWay')
  const { personId } = raise.requester
  const saw = { sawLimit: facts.limit, sawUse: facts.use?.toString() ?? null }
  await insertDecision(tx, core, raise, { personId, asker, verdict: 'approve', ...saw })
  const moved = await moveRaise(tx, raise, 'approveLast', { is_break_glass: 1 })
  if (!moved) throw new NotAllowed('over')
  await trail(tx, core, moved, { action: 'limit.break-glass', actorId: personId, outcome: 'done', text: reason })
  await scheduleJob(tx, organization, { kind: jobKinds.apply, subject: raise.id })
  await followUp(tx, core, moved)
}
