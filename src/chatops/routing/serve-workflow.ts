import { NotAllowed, UpstreamError } from '../../domain/errors.ts'
import type { ClickInput, Reply, SubmissionAck, SubmissionInput } from '../../slack/interactions.ts'
import type { Modal } from '../../slack/views.ts'
import type { Core } from '../context.ts'
import { authorize } from '../people/authorize.ts'
import { identifyPerson } from '../people/identify-person.ts'
import { viewFor } from '../view.ts'
import { type Act, type Answer, type Call, type Click, type Form, isModal } from '../workflow.ts'
import { beginVisit, defaultSlash, deliver, profileOf, type Visit } from './conversation.ts'
import { explainError, isRefusal } from './explain-error.ts'
import type { Outcome } from './outcome.ts'
import { recordRefusal } from './refusals.ts'
import { Words } from './typed-words.ts'

/** Everything that a visit is made of, before anybody was asked who it is. */
type Arrival = Parameters<typeof beginVisit>[1]
type Opener = Act | Click

/** "limits raise 50000": opens a modal, or says why not. False: the line is no act. */
export async function serveAct(core: Core, arrival: Arrival, line: string): Promise<boolean> {
  const words = line.trim().split(/\s+/)
  const name = words.slice(0, 2).join(' ').toLowerCase()
  const act = core.acts.find((known) => known.name === name)
  if (!act) return false
  const begin = core.clock.now().getTime()
  const result = await serveOpener(core, arrival, {
    opener: act,
    name,
    act: (call) => act.act(core, { ...call, words: new Words(words.slice(2).join(' ')) }),
  })
  core.observe({ command: name, result, ms: core.clock.now().getTime() - begin })
  return true
}

/** A button that acts: who clicked is asked anew, and every click is answered. */
export async function serveClick(core: Core, input: ClickInput, channelId: string | undefined): Promise<void> {
  const click = core.clicks[input.actionId]
  // A link's button reports its click as well, and there is nothing to do.
  if (!click) return
  const begin = core.clock.now().getTime()
  const { userId, triggerId, reply } = input
  const arrival = { userId, channelId, slash: defaultSlash, triggerId, reply }
  const result = await serveOpener(core, arrival, {
    opener: click,
    name: input.actionId,
    act: (call) => click.act(core, { ...call, input }),
    subject: async () => click.subject?.(core, input),
  })
  core.observe({ command: input.actionId, result, ms: core.clock.now().getTime() - begin })
}

interface Opening {
  readonly opener: Opener
  /** As the trail calls it: "limits raise", "limits.approve". */
  readonly name: string
  act(call: Call): Promise<Answer>
  subject?(): Promise<string | undefined>
}

/** Opens first where a modal is needed, then asks who it is, then acts, and says the outcome where it is looked for. */
async function serveOpener(
  core: Core,
  arrival: Arrival,
  { opener, name, act, subject }: Opening,
): Promise<Outcome['result']> {
  const { viewId, problem } = await openModal(core, arrival, opener)
  const visit = await beginVisit(core, arrival)
  const say = async (answer: Answer) => {
    if (!answer) return
    if (isModal(answer)) return viewId ? showModal(core, viewId, answer) : undefined
    if (viewId && opener.failed) return showModal(core, viewId, opener.failed(answer, visit.view))
    return deliver(core, visit, answer, { send: visit.reply.answer })
  }
  try {
    if (problem) throw problem
    const asker = await identifyPerson(core, profileOf(visit))
    authorize(opener.access, asker, core.config.people.readAccess)
    await say(await act({ asker, visit, view: viewFor(core, asker.profile, visit.slash, asker) }))
    return 'answered'
  } catch (error) {
    if (error instanceof NotAllowed)
      await recordRefusal(core, { profile: profileOf(visit), wanted: name, error, subject: await subject?.() })
    await say(explainError(error, topicOf(name), visit.view, core.log))
    return isRefusal(error) ? 'refused' : 'failed'
  }
}

/** Where Slack opens no modal (the trigger was too old, Slack is away), a message says so. */
async function openModal(
  core: Core,
  { triggerId, slash }: Arrival,
  opener: Opener,
): Promise<{ viewId?: string; problem?: UpstreamError }> {
  if (!opener.opening) return {}
  try {
    return { viewId: await core.views.open(triggerId, opener.opening(viewFor(core, undefined, slash))) }
  } catch (problem) {
    if (problem instanceof UpstreamError) return { problem }
    throw problem
  }
}

/** They may have closed it: what was done is done, and the card or a message tells them. */
async function showModal(core: Core, viewId: string, modal: Modal): Promise<void> {
  try {
    await core.views.update(viewId, modal)
  } catch (error) {
    core.log.info({ error }, 'a modal was gone before its answer')
  }
}

/** Before the acknowledgement: quick, and without the network. */
export async function checkSubmission(core: Core, input: SubmissionInput): Promise<SubmissionAck> {
  const form = findForm(core, input)
  if (!form) return { kind: 'close' }
  const view = viewFor(core, undefined, defaultSlash)
  const { callbackId } = input
  try {
    const errors = await form.check?.(core, input, view)
    return errors ? { kind: 'errors', errors } : { kind: 'show', modal: form.busy(view) }
  } catch (error) {
    if (error instanceof NotAllowed)
      await recordRefusal(core, { profile: { id: input.userId }, wanted: callbackId, error, subject: undefined })
    const message = explainError(error, topicOf(callbackId), view, core.log)
    core.observe({ command: callbackId, result: isRefusal(error) ? 'refused' : 'failed', ms: 0 })
    return { kind: 'refuse', modal: await form.failed(message, view, input, core) }
  }
}

export async function serveSubmission(core: Core, input: SubmissionInput): Promise<void> {
  const form = findForm(core, input)
  if (!form) return
  const begin = core.clock.now().getTime()
  const visit = await visitFromModal(core, input.userId)
  const { modal, result } = await answerSubmission(core, form, visit, input)
  await showModal(core, input.viewId, modal)
  core.observe({ command: input.callbackId, result, ms: core.clock.now().getTime() - begin })
}

async function answerSubmission(
  core: Core,
  form: Form,
  visit: Visit,
  input: SubmissionInput,
): Promise<{ modal: Modal; result: Outcome['result'] }> {
  try {
    const asker = await identifyPerson(core, profileOf(visit))
    authorize(form.access, asker, core.config.people.readAccess)
    const view = viewFor(core, asker.profile, visit.slash, asker)
    return { modal: await form.act(core, { asker, visit, view, input }), result: 'answered' }
  } catch (error) {
    const wanted = input.callbackId
    if (error instanceof NotAllowed)
      await recordRefusal(core, {
        profile: profileOf(visit),
        wanted,
        error,
        subject: await subjectOf(core, form, input),
      })
    const message = explainError(error, topicOf(wanted), visit.view, core.log)
    return {
      modal: await form.failed(message, visit.view, input, core),
      result: isRefusal(error) ? 'refused' : 'failed',
    }
  }
}

/** What it was about is told as far as it can be read: the answer does not wait for it. */
async function subjectOf(core: Core, form: Form, input: SubmissionInput): Promise<string | undefined> {
  try {
    return await form.subject?.(core, input)
  } catch (error) {
    core.log.error({ error }, 'what a refused form was about could not be read')
    return undefined
  }
}

const findForm = (core: Core, input: SubmissionInput) =>
  input.teamIds.every((teamId) => teamId === core.installation.teamId) ? core.forms[input.callbackId] : undefined

/** "limits.approve" belongs to the command "limits". */
const topicOf = (name: string): string => name.split('.')[0] ?? name

const silent: Reply = { answer: async () => {}, replace: async () => {} }

const visitFromModal = (core: Core, userId: string): Promise<Visit> =>
  beginVisit(core, { userId, channelId: undefined, slash: defaultSlash, triggerId: '', reply: silent })
