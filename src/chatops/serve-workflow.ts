import type { ClickInput, Reply, SubmissionAck, SubmissionInput } from '../slack/interactions.ts'
import type { Message } from '../slack/message.ts'
import { identifyPerson, viewFor } from './answer.ts'
import { authorize } from './authorize.ts'
import type { Core } from './context.ts'
import { explainError, isRefusal } from './errors.ts'
import type { Outcome } from './outcome.ts'
import { beginVisit, defaultSlash, deliver, profileOf, type Visit } from './visit.ts'
import { Words } from './words.ts'
import { type Act, type Answer, type Call, type Click, isModal } from './workflow.ts'

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
  const result = await serveOpener(core, arrival, act, name, (call) =>
    act.act(core, { ...call, words: new Words(words.slice(2).join(' ')) }),
  )
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
  const result = await serveOpener(core, arrival, click, topicOf(input.actionId), (call) =>
    click.act(core, { ...call, input }),
  )
  core.observe({ command: input.actionId, result, ms: core.clock.now().getTime() - begin })
}

/** Opens first where a modal is needed, then asks who it is, then acts, and says the outcome where it is looked for. */
async function serveOpener(
  core: Core,
  arrival: Arrival,
  opener: Opener,
  topic: string,
  act: (call: Call) => Promise<Answer>,
): Promise<Outcome['result']> {
  const anonymous = viewFor(core, undefined, arrival.slash)
  const opening = opener.opening?.(anonymous)
  const viewId = opening && (await core.views.open(arrival.triggerId, opening))
  const visit = await beginVisit(core, arrival)
  const say = async (answer: Answer) => {
    if (!answer) return
    if (isModal(answer)) return viewId ? core.views.update(viewId, answer) : undefined
    if (viewId && opener.failed) return core.views.update(viewId, opener.failed(answer, visit.view))
    return deliver(core, visit, answer, { send: visit.reply.answer })
  }
  try {
    const asker = await identifyPerson(core, profileOf(visit))
    authorize(opener.access, asker, core.config.people.readAccess)
    await say(await act({ asker, visit, view: viewFor(core, asker.profile, visit.slash, asker) }))
    return 'answered'
  } catch (error) {
    await say(explainError(error, topic, visit.view, core.log))
    return isRefusal(error) ? 'refused' : 'failed'
  }
}

/** Before the acknowledgement: quick, and without the network. */
export async function checkSubmission(core: Core, input: SubmissionInput): Promise<SubmissionAck> {
  const form = findForm(core, input)
  if (!form) return { kind: 'close' }
  const view = viewFor(core, undefined, defaultSlash)
  const errors = await form.check?.(core, input, view)
  return errors ? { kind: 'errors', errors } : { kind: 'show', modal: form.busy(view) }
}

export async function serveSubmission(core: Core, input: SubmissionInput): Promise<void> {
  const form = findForm(core, input)
  if (!form) return
  const begin = core.clock.now().getTime()
  const visit = await visitFromModal(core, input.userId)
  let result: Outcome['result'] = 'answered'
  const act = async () => {
    const asker = await identifyPerson(core, profileOf(visit))
    authorize(form.access, asker, core.config.people.readAccess)
    return form.act(core, { asker, visit, view: viewFor(core, asker.profile, visit.slash, asker), input })
  }
  const explain = (error: unknown): Message => {
    result = isRefusal(error) ? 'refused' : 'failed'
    return explainError(error, topicOf(input.callbackId), visit.view, core.log)
  }
  const modal = await act().catch((error: unknown) => form.failed(explain(error), visit.view))
  try {
    await core.views.update(input.viewId, modal)
  } catch (error) {
    // They closed it: what was done is done, and the card or a message tells them.
    core.log.info({ error }, 'a modal was gone before its answer')
  }
  core.observe({ command: input.callbackId, result, ms: core.clock.now().getTime() - begin })
}

const findForm = (core: Core, input: SubmissionInput) =>
  input.teamIds.every((teamId) => teamId === core.installation.teamId) ? core.forms[input.callbackId] : undefined

/** "limits.approve" belongs to the command "limits". */
const topicOf = (name: string): string => name.split('.')[0] ?? name

const silent: Reply = { answer: async () => {}, replace: async () => {} }

const visitFromModal = (core: Core, userId: string): Promise<Visit> =>
  beginVisit(core, { userId, channelId: undefined, slash: defaultSlash, triggerId: '', reply: silent })
