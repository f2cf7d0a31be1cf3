import type { Core } from '../../../chatops/context.ts'
import type { Act, Click, Form } from '../../../chatops/contract.ts'
import { loadingModal, noticeModal } from '../../../chatops/modals.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import type { View } from '../../../chatops/view.ts'
import { InvalidInput, NotAllowed } from '../../../domain/errors.ts'
import type { LimitValue } from '../../../domain/limit/limit-value.ts'
import { type Change, objectionTo, type Term } from '../../../domain/limit/raise.ts'
import { namesAnotherCurrency, parseAmount } from '../../../domain/money/amount.ts'
import { startOfLocalDay } from '../../../domain/time/working-days.ts'
import type { SubmissionInput } from '../../../slack/interactions.ts'
import type { Modal } from '../../../slack/views.ts'
import { hasReachedDeciders } from '../card/reached.ts'
import { policyOf } from '../decision/who.ts'
import { gatherFacts } from '../facts.ts'
import { findLiveRaise, type Tables } from '../store/store.ts'
import type { LimitFacts } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { findDraft, saveDraft } from './drafts.ts'
import { refuseIfTooFewDecide } from './enough-deciders.ts'
import { fileRequest, type WishedLimit } from './file-request.ts'
import { figuresFor, outlookFor, typedIn } from './form-facts.ts'
import { sayVerdict, weigh } from './outlook.ts'
import { busyModal, type RequestForm, requestModal } from './request-view.ts'

const longestReason = 500

/** "limits raise [amount]": the modal opens at once, and is filled when Mistral has answered. */
export const requestAct = (change: Change): Act => ({
  name: `limits ${change}`,
  access: 'member',
  isUrgent: true,
  opening: (view) => loadingModal(view, limitsWords(view).flow.requestTitle[change]),
  failed: (message, view) =>
    noticeModal(view, { title: limitsWords(view).flow.requestTitle[change], text: message.text }),
  async act(core, { asker, view, words }) {
    const typed = words.rest()
    if (typed !== '' && (change === 'remove' || !parseAmount(typed)))
      throw new InvalidInput('amount', typed, change === 'remove' ? [''] : ['50000', '50k'])
    return fillForm(core, asker, view, change, typed === '' ? {} : { amount: typed })
  },
})

/** A button of a post that many see: it opens the form for whoever presses it. */
export const askClick: Click = {
  access: 'member',
  opening: (view) => loadingModal(view, limitsWords(view).flow.requestTitle.raise),
  failed: (message, view) =>
    noticeModal(view, { title: limitsWords(view).flow.requestTitle.raise, text: message.text }),
  act: (core, { asker, view }) => fillForm(core, asker, view, 'raise', {}),
}

/** The form as it opens, with what is known already of the wish. */
export async function fillForm(
  core: Core,
  asker: Asker,
  view: View,
  change: Change,
  typed: RequestForm['typed'],
): Promise<Modal> {
  const facts = await gatherFacts(core)
  const figures = figuresFor(core, asker, facts)
  const draftId = await saveDraft(core, asker, change, { figures, currency: facts.currency })
  const open = await findLiveRaise(core.db.query<Tables>(), core.organization)
  return requestModal(
    {
      draftId,
      change,
      figures,
      currency: facts.currency,
      typed,
      openRaise: open && { target: open.target },
      ...outlookFor(core, figures, facts, change, typed.amount),
    },
    view,
  )
}

export const requestForm: Form = {
  access: 'member',
  busy: (view) => busyModal(view),
  failed: async (message, view, input, core) =>
    (await showAgain(core, view, input, message.text)) ??
    noticeModal(view, { title: limitsWords(view).flow.title, text: message.text }),

  async check(core, input, view) {
    const { change, figures, currency } = await findDraft(core, input)
    const { field } = limitsWords(view).flow
    const errors: Record<string, string> = {}
    const target = readTarget(change, input)
    const objection = target && objectionTo(change, target, figures?.limit, policyOf(core))
    if (!target) errors.amount = field.notANumber
    else if (namesAnotherCurrency(input.values.amount ?? '', currency))
      errors.amount = field.otherCurrency(currency ?? '')
    else if (objection)
      errors[change === 'remove' ? 'reason' : 'amount'] = field.objection(objection, core.config.policy.maxLimit)
    if (!input.values.reason?.trim()) errors.reason = field.reasonMissing
    else if (input.values.reason.length > longestReason) errors.reason = field.reasonTooLong(longestReason)
    // The field of the date follows the choice; where it has not come yet, an error at it would be shown nowhere.
    if (input.values.term === 'date' && input.values.until === undefined) errors.term = field.dateMissing
    else if (input.values.term === 'date' && !readTerm(core, input)) errors.until = field.pastDate
    return Object.keys(errors).length > 0 ? errors : undefined
  },

  async act(core, { asker, view, input }) {
    if (asker.memberProblem) throw asker.memberProblem
    const { change } = await findDraft(core, input)
    const target = readTarget(change, input)
    const term = readTerm(core, input)
    if (!target || !term) throw new InvalidInput('amount', input.values.amount ?? '')
    const facts = await gatherFacts(core, { fresh: true })
    const objection = objectionTo(change, target, facts.limit, policyOf(core))
    if (facts.limit === undefined || objection) return refill(core, asker, view, input, change, facts, objection)
    const wish: WishedLimit = {
      change,
      target,
      term,
      reason: input.values.reason?.trim() ?? '',
      asker,
      before: facts.limit,
      currency: facts.currency,
      draftId: input.metadata,
    }
    await refuseIfTooFewDecide(core, wish, facts)
    const outcome = await fileRequest(core, wish, facts)
    const { filed } = limitsWords(view).flow
    const isUnseen = outcome === 'sent' && !(await hasReachedDeciders(core))
    const text = isUnseen ? filed.unseen : filed[outcome]
    const weighed = figuresFor(core, asker, facts) && weigh(facts, target)
    const verdict = weighed && outcome !== 'alreadyThere' ? `\n\n${sayVerdict(weighed, facts.currency, view)}` : ''
    return noticeModal(view, { title: limitsWords(view).flow.title, text: `${text}${verdict}` })
  },
}

/** The limit is no longer what the modal showed: the same modal again, with what was typed and what is wrong now. */
async function refill(
  core: Core,
  asker: Asker,
  view: View,
  input: SubmissionInput,
  change: Change,
  facts: LimitFacts,
  objection: ReturnType<typeof objectionTo>,
) {
  const { field } = limitsWords(view).flow
  const figures = figuresFor(core, asker, facts)
  const draftId = await saveDraft(core, asker, change, { figures, currency: facts.currency })
  const unknown = facts.origin ? field.limitNotEntered : field.limitUnknown
  const note = objection ? field.objection(objection, core.config.policy.maxLimit) : unknown
  const { currency } = facts
  const outlook = outlookFor(core, figures, facts, change, input.values.amount ?? '')
  return requestModal(
    { draftId, change, figures, currency, typed: typedIn(input), openRaise: undefined, note, ...outlook },
    view,
  )
}

/** Somebody did not answer, or said no: the form with what was typed is there to be sent again. */
async function showAgain(core: Core, view: View, input: SubmissionInput, note: string): Promise<Modal | undefined> {
  try {
    const { change, figures, currency } = await findDraft(core, input)
    const draftId = input.metadata
    return requestModal({ draftId, change, figures, currency, typed: typedIn(input), openRaise: undefined, note }, view)
  } catch (error) {
    if (!(error instanceof NotAllowed)) core.log.error({ error }, 'a form could not be shown again')
    return undefined
  }
}

const readTarget = (change: Change, { values }: SubmissionInput): LimitValue | undefined =>
  change === 'remove' ? 'unlimited' : parseAmount(values.amount ?? '')

/** undefined: a date that is missing, or not after today. */
function readTerm(core: Core, { values }: SubmissionInput): Term | undefined {
  if (values.term === 'permanent') return { kind: 'permanent' }
  if (values.term !== 'date') return { kind: 'month' }
  if (!values.until || !isDay(values.until)) return undefined
  const endsAt = startOfLocalDay(values.until, core.config.timeZone)
  return endsAt > core.clock.now() ? { kind: 'date', endsAt } : undefined
}

/** Also of what no date picker sends: 2026-02-31 is no day. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
