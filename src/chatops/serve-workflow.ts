import type { ClickInput, Reply, SubmissionAck, SubmissionInput } from '../slack/interactions.ts'
import { identifyPerson, viewFor } from './answer.ts'
import { authorize } from './authorize.ts'
import type { Core } from './context.ts'
import { explainError, isRefusal } from './errors.ts'
import type { Outcome } from './outcome.ts'
import { beginVisit, defaultSlash, deliver, profileOf, type Visit } from './visit.ts'

/** A button that acts: who clicked is asked anew, and every click is answered. */
export async function serveClick(core: Core, input: ClickInput, channelId: string | undefined): Promise<void> {
  const begin = core.clock.now().getTime()
  const { userId, triggerId, reply } = input
  const visit = await beginVisit(core, { userId, channelId, slash: defaultSlash, triggerId, reply })
  const click = core.clicks[input.actionId]
  let result: Outcome['result'] = 'answered'
  try {
    // A link's button reports its click as well, and there is nothing to do.
    if (!click) return
    const asker = await identifyPerson(core, profileOf(visit))
    authorize(click.access, asker, core.config.people.readAccess)
    const view = viewFor(core, asker.profile, visit.slash, asker)
    const message = await click.act(core, { asker, visit, view, input })
    if (message) await deliver(core, visit, message, { send: reply.answer })
  } catch (error) {
    result = isRefusal(error) ? 'refused' : 'failed'
    await deliver(core, visit, explainError(error, topicOf(input.actionId), visit.view, core.log), {
      send: reply.answer,
    })
  }
  core.observe({ command: input.actionId, result, ms: core.clock.now().getTime() - begin })
}

/** Before the acknowledgement: quick, and without the network. */
export async function checkSubmission(core: Core, input: SubmissionInput): Promise<SubmissionAck> {
  const form = core.forms[input.callbackId]
  const isForeign = input.teamIds.some((teamId) => teamId !== core.installation.teamId)
  if (!form || isForeign) return { kind: 'close' }
  const view = viewFor(core, undefined, defaultSlash)
  const errors = await form.check?.(core, input, view)
  return errors ? { kind: 'errors', errors } : { kind: 'show', modal: form.busy(view) }
}

export async function serveSubmission(core: Core, input: SubmissionInput): Promise<void> {
  const form = core.forms[input.callbackId]
  if (!form || input.teamIds.some((teamId) => teamId !== core.installation.teamId)) return
  const begin = core.clock.now().getTime()
  const visit = await visitFromModal(core, input.userId)
  let result: Outcome['result'] = 'answered'
  const modal = await (async () => {
    try {
      const asker = await identifyPerson(core, profileOf(visit))
      authorize(form.access, asker, core.config.people.readAccess)
      const view = viewFor(core, asker.profile, visit.slash, asker)
      return await form.act(core, { asker, visit, view, input })
    } catch (error) {
      result = isRefusal(error) ? 'refused' : 'failed'
      return form.failed(explainError(error, topicOf(input.callbackId), visit.view, core.log), visit.view)
    }
  })()
  try {
    await core.views.update(input.viewId, modal)
  } catch (error) {
    // They closed it: what was done is done, and the card or a message tells them.
    core.log.info({ error }, 'a modal was gone before its answer')
  }
  core.observe({ command: input.callbackId, result, ms: core.clock.now().getTime() - begin })
}

/** "limits.approve" belongs to the command "limits". */
const topicOf = (name: string): string => name.split('.')[0] ?? name

const silent: Reply = { answer: async () => {}, replace: async () => {} }

const visitFromModal = (core: Core, userId: string): Promise<Visit> =>
  beginVisit(core, { userId, channelId: undefined, slash: defaultSlash, triggerId: '', reply: silent })
