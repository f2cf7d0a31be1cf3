import { randomUUID } from 'node:crypto'
import { mayRead } from '../../chatops/authorize.ts'
import type { Core } from '../../chatops/context.ts'
import type { Asker } from '../../chatops/identity.ts'
import type { View } from '../../chatops/view.ts'
import type { Act, Form } from '../../chatops/workflow.ts'
import { parseAmount } from '../../domain/amount.ts'
import { InvalidInput, NotAllowed } from '../../domain/errors.ts'
import { type LimitValue, readLimit, writeLimit } from '../../domain/limit-value.ts'
import { type Change, objectionTo, type Term } from '../../domain/raise.ts'
import { startOfLocalDay } from '../../domain/working-days.ts'
import type { SubmissionInput } from '../../slack/interactions.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import { gatherFacts } from './facts.ts'
import { fileRequest, type Wish } from './file-request.ts'
import { busyModal, loadingModal, noticeModal, type RequestForm, requestModal } from './request-view.ts'
import { findLiveRaise, type Tables } from './store.ts'
import { refuseIfTooFewDecide } from './too-few-decide.ts'
import type { LimitFacts } from './types.ts'
import { policyOf } from './who.ts'

const longestReason = 500

/** "limits raise [amount]": the modal opens at once, and is filled when Mistral has answered. */
export const requestAct = (change: Change): Act => ({
  name: `limits ${change}`,
  access: 'member',
  opening: (view) => loadingModal(view.messages, view.messages.limitFlow.requestTitle[change]),
  failed: (message, view) =>
    noticeModal(view.messages, { title: view.messages.limitFlow.requestTitle[change], text: message.text }),
  async act(core, { asker, view, words }) {
    const typed = words.rest()
    if (typed !== '' && (change === 'remove' || !parseAmount(typed)))
      throw new InvalidInput('amount', typed, change === 'remove' ? [''] : ['50000', '50k'])
    const facts = await gatherFacts(core)
    const draftId = await saveDraft(core, asker, change, facts)
    const open = await findLiveRaise(core.db.query<Tables>(), core.organization)
    return requestModal(
      {
        draftId,
        change,
        figures: figuresFor(core, asker, facts),
        typed: typed === '' ? {} : { amount: typed },
        openRaise: open && { target: open.target },
      },
      view,
    )
  },
})

/** Whoever asks may not be allowed to see what they ask about: then the modal shows no figures. */
function figuresFor(core: Core, asker: Asker, facts: LimitFacts): RequestForm['figures'] {
  if (!mayRead(asker, core.config.people.readAccess)) return undefined
  const { limit, use, currency, outlook } = facts
  return { limit, use, currency, ...(outlook ? { outlook } : {}) }
}

/** What the modal shows is kept here: nothing that comes back in a payload is believed but this id. */
async function saveDraft(core: Core, asker: Asker, change: Change, facts: LimitFacts): Promise<string> {
  const id = randomUUID()
  const { organization, db } = core
  const madeAt = (await db.now()).getTime()
  await db.transaction<Tables, void>(async (tx) => {
    const { id: slackId, name } = asker.profile
    await tx
      .deleteFrom('limit_drafts')
      .where('made_at', '<', madeAt - 24 * 3_600_000)
      .execute()
    await tx
      .insertInto('limit_drafts')
      .values({
        id,
        organization,
        person_id: await personIdFor(tx, organization, { slackId, name }),
        change,
        shown_limit: facts.limit === undefined ? null : writeLimit(facts.limit),
        shown_use: facts.use?.toString() ?? null,
        currency: facts.currency,
        made_at: madeAt,
      })
      .execute()
  })
  return id
}

async function findDraft(core: Core, input: SubmissionInput) {
  const draft = await core.db
    .query<Tables>()
    .selectFrom('limit_drafts')
    .innerJoin('people', 'people.person_id', 'limit_drafts.person_id')
    .selectAll('limit_drafts')
    .where('limit_drafts.id', '=', input.metadata)
    .where('limit_drafts.organization', '=', core.organization)
    .where('people.slack_id', '=', input.userId)
    .executeTakeFirst()
  if (!draft) throw new NotAllowed('draftGone')
  const { change, shown_limit, currency } = draft
  return { change: change as Change, shown: shown_limit === null ? undefined : readLimit(shown_limit), currency }
}

export const requestForm: Form = {
  access: 'member',
  busy: (view) => busyModal(view.messages),
  failed: (message, view) => noticeModal(view.messages, { title: view.messages.limitFlow.title, text: message.text }),

  async check(core, input, view) {
    const { change, shown } = await findDraft(core, input)
    const { field } = view.messages.limitFlow
    const errors: Record<string, string> = {}
    const target = readTarget(change, input)
    const objection = target && objectionTo(change, target, shown, policyOf(core))
    if (!target) errors.amount = field.notANumber
    else if (objection)
      errors[change === 'remove' ? 'reason' : 'amount'] = field.objection(objection, core.config.policy.maxLimit)
    if (!input.values.reason?.trim()) errors.reason = field.reasonMissing
    else if (input.values.reason.length > longestReason) errors.reason = field.reasonTooLong(longestReason)
    if (input.values.term === 'date' && !readTerm(core, input)) errors.until = field.pastDate
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
    const wish: Wish = {
      change,
      target,
      term,
      reason: input.values.reason?.trim() ?? '',
      asker,
      before: facts.limit,
      currency: facts.currency,
    }
    await refuseIfTooFewDecide(core, wish, facts)
    const outcome = await fileRequest(core, wish, facts)
    const { filed } = view.messages.limitFlow
    return noticeModal(view.messages, { title: view.messages.limitFlow.title, text: filed[outcome] })
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
  const { field } = view.messages.limitFlow
  const { amount, reason, term, until } = input.values
  const typed = {
    ...(amount ? { amount } : {}),
    ...(reason ? { reason } : {}),
    ...(term ? { term } : {}),
    ...(until ? { until } : {}),
  }
  return requestModal(
    {
      draftId: await saveDraft(core, asker, change, facts),
      change,
      figures: figuresFor(core, asker, facts),
      typed,
      openRaise: undefined,
      note: objection ? field.objection(objection, core.config.policy.maxLimit) : field.limitUnknown,
    },
    view,
  )
}

const readTarget = (change: Change, { values }: SubmissionInput): LimitValue | undefined =>
  change === 'remove' ? 'unlimited' : parseAmount(values.amount ?? '')

/** undefined: a date that is missing, or not after today. */
function readTerm(core: Core, { values }: SubmissionInput): Term | undefined {
  if (values.term === 'permanent') return { kind: 'permanent' }
  if (values.term !== 'date') return { kind: 'month' }
  if (!values.until || !/^\d{4}-\d\d-\d\d$/.test(values.until)) return undefined
  const endsAt = startOfLocalDay(values.until, core.config.timeZone)
  return endsAt > core.clock.now() ? { kind: 'date', endsAt } : undefined
}
