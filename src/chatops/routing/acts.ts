import { NotAllowed, UpstreamError } from '../../domain/errors.ts'
import type { ClickInput } from '../../slack/interactions.ts'
import type { Block } from '../../slack/message.ts'
import type { Modal } from '../../slack/views.ts'
import { section } from '../blocks.ts'
import type { Core } from '../context.ts'
import { type Act, type Call, type Click, isModal, type Reaction } from '../contract.ts'
import { authorize } from '../people/authorize.ts'
import { identifyPerson } from '../people/identify-person.ts'
import { viewFor } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { beginConversation, type Conversation, defaultSlash, deliver, profileOf } from './conversation.ts'
import { explainError, isRefusal } from './explain-error.ts'
import type { Outcome } from './outcome.ts'
import { recordRefusal } from './refusals.ts'
import { TypedWords } from './typed-words.ts'

/** Everything that a conversation is made of, before anybody was asked who it is. */
type Arrival = Parameters<typeof beginConversation>[1]
type Opener = Act | Click

/** "limits raise 50000" is the act "limits raise"; "export spend" is "export", and "export help" is about the command. */
export function findAct(acts: readonly Act[], line: string): { act: Act; rest: string } | undefined {
  const words = line.trim().split(/\s+/)
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(' ').toLowerCase()
    const rest = words.slice(count).join(' ')
    const act = acts.find((known) => known.name === name)
    if (act && (count === 2 || (rest !== '' && !new TypedWords(rest).isHelp()))) return { act, rest }
  }
  return undefined
}

/** "limits raise 50000": opens a modal, or says why not. False: the line is no act. */
export async function serveAct(core: Core, arrival: Arrival, line: string): Promise<boolean> {
  const found = findAct(core.features.acts, line)
  if (!found) return false
  const { act, rest } = found
  const { name } = act
  const begin = core.clock.now().getTime()
  const result = await serveOpener(core, arrival, {
    opener: act,
    name,
    act: (call) => act.act(core, { ...call, words: new TypedWords(rest) }),
  })
  core.observe({ command: name, result, ms: core.clock.now().getTime() - begin })
  return true
}

/** A button that acts: who clicked is asked anew, and every click is answered. */
export async function serveClick(core: Core, input: ClickInput, channelId: string | undefined): Promise<void> {
  const click = core.features.clicks[input.actionId]
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
  // What only opens a modal has changed nothing yet.
  if (!click.opening) await tellActed(core, userId)
}

/** What somebody did is done and said; that a page of theirs cannot keep up must not look like a failure of it. */
export async function tellActed(core: Core, userId: string): Promise<void> {
  for (const acted of core.features.acted) {
    try {
      await acted(core, userId)
    } catch (error) {
      core.log.warn({ error }, 'a page did not keep up with what somebody did')
    }
  }
}

interface Opening {
  readonly opener: Opener
  /** As the trail calls it: "limits raise", "limits.approve". */
  readonly name: string
  act(call: Call): Promise<Reaction>
  subject?(): Promise<string | undefined>
}

/** Opens first where a modal is needed, then asks who it is, then acts, and says the outcome where it is looked for. */
async function serveOpener(
  core: Core,
  arrival: Arrival,
  { opener, name, act, subject }: Opening,
): Promise<Outcome['result']> {
  const { viewId, problem } = await openModal(core, arrival, opener)
  const conversation = await beginConversation(core, arrival)
  const say = async (reaction: Reaction) => {
    if (!reaction) return
    if (isModal(reaction)) return viewId ? showOrTell(core, conversation, viewId, reaction) : undefined
    if (viewId && opener.failed)
      return showOrTell(core, conversation, viewId, opener.failed(reaction, conversation.view))
    return deliver(core, conversation, reaction, { send: conversation.reply.answer })
  }
  try {
    if (problem) throw problem
    const asker = await identifyPerson(core, profileOf(conversation))
    authorize(opener.access, asker, core.config.people.readAccess)
    await say(await act({ asker, conversation, view: viewFor(core, asker.profile, conversation.slash, asker) }))
    return 'answered'
  } catch (error) {
    if (error instanceof NotAllowed)
      await recordRefusal(core, { profile: profileOf(conversation), wanted: name, error, subject })
    await say(explainError(error, topicOf(name), conversation.view, core))
    return isRefusal(error) ? 'refused' : 'failed'
  }
}

/** Where Slack opens no modal (the trigger was too old, Slack is away), a message says so. */
async function openModal(
  core: Core,
  { userId, triggerId, slash }: Arrival,
  opener: Opener,
): Promise<{ viewId?: string; problem?: UpstreamError }> {
  if (!opener.opening) return {}
  try {
    const view = viewFor(core, core.people.lastSeen(userId), slash)
    return { viewId: await core.views.open(triggerId, opener.opening(view)) }
  } catch (problem) {
    if (problem instanceof UpstreamError) return { problem }
    throw problem
  }
}

/** What Slack says of a modal that was closed, or used meanwhile. */
const gone: readonly (string | undefined)[] = ['not_found', 'hash_conflict']

/**
 * They may have closed it: what was done is done, and the card or a message tells them. With a hash, what somebody used
 * or sent meanwhile has the last word. False: it is still open, and may show what it showed before.
 */
export async function showModal(core: Core, viewId: string, modal: Modal, hash?: string): Promise<boolean> {
  try {
    await core.views.update(viewId, modal, hash)
    return true
  } catch (error) {
    core.log.info({ error }, 'a modal did not take its answer')
    return error instanceof UpstreamError && gone.includes(error.code)
  }
}

/** Before a modal that stays at “Loading…” nobody knows what became of it: where it ended, a message says so instead. */
export async function showOrTell(core: Core, conversation: Conversation, viewId: string, modal: Modal): Promise<void> {
  if (await showModal(core, viewId, modal)) return
  const words = coreWords(conversation.view).modal
  // A form cannot stand in a message: only a new one helps.
  const [text, blocks] = modal.submit ? [words.noForm, []] : [words.noAnswer, modal.blocks.filter(isReadable)]
  const message = { text, blocks: [section(text), ...blocks] }
  await deliver(core, conversation, message, { send: conversation.reply.answer })
}

const isReadable = ({ type }: Block): boolean => ['section', 'context', 'divider'].includes(type)

/** "limits.approve" belongs to the command "limits". */
export const topicOf = (name: string): string => name.split('.')[0] ?? name
