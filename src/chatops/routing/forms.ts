import { NotAllowed } from '../../domain/errors.ts'
import type { Reply, SubmissionAck, SubmissionInput } from '../../slack/interactions.ts'
import type { Modal } from '../../slack/views.ts'
import type { Core } from '../context.ts'
import type { Form } from '../contract.ts'
import { authorize } from '../people/authorize.ts'
import { identifyPerson } from '../people/identify-person.ts'
import { viewFor } from '../view.ts'
import { showOrTell, tellActed, topicOf } from './acts.ts'
import { beginConversation, type Conversation, defaultSlash, profileOf, replyDirectly } from './conversation.ts'
import { explainError, isRefusal } from './explain-error.ts'
import type { Outcome } from './outcome.ts'
import { recordRefusal } from './refusals.ts'

/** Before the acknowledgement: quick, and without the network. */
export async function checkSubmission(core: Core, input: SubmissionInput): Promise<SubmissionAck> {
  const form = findForm(core, input)
  if (!form) return { kind: 'close' }
  const view = viewFor(core, core.people.lastSeen(input.userId), defaultSlash)
  const { callbackId } = input
  try {
    const errors = await form.check?.(core, input, view)
    return errors ? { kind: 'errors', errors } : { kind: 'show', modal: form.busy(view) }
  } catch (error) {
    if (error instanceof NotAllowed)
      await recordRefusal(core, { profile: { id: input.userId }, wanted: callbackId, error })
    const message = explainError(error, topicOf(callbackId), view, core)
    core.observe({ command: callbackId, result: isRefusal(error) ? 'refused' : 'failed', ms: 0 })
    return { kind: 'refuse', modal: await form.failed(message, view, input, core) }
  }
}

export async function serveSubmission(core: Core, input: SubmissionInput): Promise<void> {
  const form = findForm(core, input)
  if (!form) return
  const begin = core.clock.now().getTime()
  const conversation = await conversationFromModal(core, input.userId)
  const { modal, result } = await answerSubmission(core, form, conversation, input)
  const inPerson = { ...conversation, reply: replyDirectly(core, input.userId) }
  await showOrTell(core, inPerson, input.viewId, modal)
  core.observe({ command: input.callbackId, result, ms: core.clock.now().getTime() - begin })
  await tellActed(core, input.userId)
}

async function answerSubmission(
  core: Core,
  form: Form,
  conversation: Conversation,
  input: SubmissionInput,
): Promise<{ modal: Modal; result: Outcome['result'] }> {
  try {
    const asker = await identifyPerson(core, profileOf(conversation))
    authorize(form.access, asker, core.config.people.readAccess)
    const view = viewFor(core, asker.profile, conversation.slash, asker)
    return { modal: await form.act(core, { asker, conversation, view, input }), result: 'answered' }
  } catch (error) {
    const wanted = input.callbackId
    if (error instanceof NotAllowed)
      await recordRefusal(core, {
        profile: profileOf(conversation),
        wanted,
        error,
        subject: async () => form.subject?.(core, input),
      })
    const message = explainError(error, topicOf(wanted), conversation.view, core)
    return {
      modal: await form.failed(message, conversation.view, input, core),
      result: isRefusal(error) ? 'refused' : 'failed',
    }
  }
}

const findForm = (core: Core, input: SubmissionInput) =>
  input.teamIds.every((teamId) => teamId === core.installation.teamId)
    ? core.features.forms[input.callbackId]
    : undefined

const silent: Reply = { answer: async () => {}, replace: async () => {} }

const conversationFromModal = (core: Core, userId: string): Promise<Conversation> =>
  beginConversation(core, { userId, channelId: undefined, slash: defaultSlash, triggerId: '', reply: silent })
