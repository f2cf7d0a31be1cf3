import { actions, button, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { Act, Click, EventHandler, Form } from '../../chatops/contract.ts'
import { authorize } from '../../chatops/people/authorize.ts'
import { identifyPerson } from '../../chatops/people/identify-person.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import { beginConversation, defaultSlash, deliver, profileOf } from '../../chatops/routing/conversation.ts'
import { explainError } from '../../chatops/routing/explain-error.ts'
import { recordRefusal } from '../../chatops/routing/refusals.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import { type View, viewFor } from '../../chatops/view.ts'
import { UnreadableDocument } from '../../documents/unreadable.ts'
import { NotAllowed } from '../../domain/errors.ts'
import type { EventInput, Reply } from '../../slack/interactions.ts'
import type { Message } from '../../slack/message.ts'
import { consumeDraft, type Draft, findDraft, type Tables } from './drafts.ts'
import { fileModal, loadingModal, noticeModal } from './modals.ts'
import { showDraft } from './preview.ts'
import { readGivenFile } from './read-file.ts'
import { importWords } from './words.ts'

/** A file comes to the bot: chosen in a form, or dropped into its direct messages. */

export const fileAct: Act = {
  name: 'import file',
  access: 'decide',
  opening: (view) => loadingModal(importWords(view).title, view),
  failed: (message, view) => noticeModal(importWords(view).title, message.text, view),
  act: async (_core, { view }) => fileModal(view),
}

export const fileForm: Form = {
  access: 'decide',
  busy: (view) => noticeModal(importWords(view).title, importWords(view).reading, view),
  failed: (message, view) => fileModal(view, message.text),
  check: async (_core, { values }, view) => (values.file ? undefined : { file: importWords(view).noFile }),
  async act(core, { asker, view, input }) {
    try {
      return await showDraft(core, await readGivenFile(core, asker, input.values.file ?? ''), view)
    } catch (error) {
      if (error instanceof UnreadableDocument) return fileModal(view, importWords(view).unreadable[error.reason])
      throw error
    }
  },
}

/** By its id: to ask what a conversation is takes a permission of its own where it is direct. */
const isDirect = (channelId: string): boolean => channelId.startsWith('D')

/** What the bot itself sends arrives as an event as well, and is nobody's import. */
export const dropFile: EventHandler = async (core, input) => {
  if (!input.fileId || !isDirect(input.channelId)) return
  const send: Reply['answer'] = async (message) => {
    await core.channels.post(input.channelId, message)
  }
  const arrival = { ...input, slash: defaultSlash, triggerId: '', reply: { answer: send, replace: send } }
  const conversation = await beginConversation(core, arrival)
  const begin = core.clock.now().getTime()
  const finish = async (message: Message, result: 'answered' | 'refused' | 'failed') => {
    await deliver(core, conversation, message, { send })
    core.observe({ command: 'import', result, ms: core.clock.now().getTime() - begin })
  }
  try {
    const profile = profileOf(conversation)
    if (profile.standing === 'bot') return
    const asker = await identifyPerson(core, profile)
    authorize('decide', asker, core.config.people.readAccess)
    await finish(await receive(core, asker, input, viewFor(core, profile, defaultSlash, asker)), 'answered')
  } catch (error) {
    const isRefusal = error instanceof NotAllowed
    if (isRefusal) await recordRefusal(core, { profile: profileOf(conversation), wanted: 'import', error })
    await finish(explainError(error, 'import', conversation.view, core), isRefusal ? 'refused' : 'failed')
  }
}

async function receive(core: Core, asker: Asker, { fileId = '' }: EventInput, view: View): Promise<Message> {
  const words = importWords(view)
  try {
    return sayReceived(await readGivenFile(core, asker, fileId), view)
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error
    const text = words.unreadable[error.reason]
    return { text, blocks: [section(text)] }
  }
}

function sayReceived({ id, fileName, statement }: Draft, view: View): Message {
  const words = importWords(view)
  const text = words.received(escapeMrkdwn(fileName, 80), words.kinds[statement.kind], statement.lines.length)
  return {
    text,
    blocks: [
      section(text),
      actions(
        button('import.look', words.buttons.look, id, 'primary'),
        button('import.discard', words.buttons.discard, id),
      ),
    ],
  }
}

/** A click gives the right to open a form, which a dropped file does not. */
export const lookClick: Click = {
  access: 'decide',
  opening: (view) => loadingModal(importWords(view).title, view),
  failed: (message, view) => noticeModal(importWords(view).title, message.text, view),
  act: async (core, { view, input }) => showDraft(core, await findDraft(core, input.value, input.userId), view),
}

export const discardClick: Click = {
  access: 'decide',
  async act(core, { view, input }) {
    const draft = await findDraft(core, input.value, input.userId)
    await core.db.transaction<Tables, boolean>((tx) => consumeDraft(tx, core.organization, draft.id))
    const text = importWords(view).discarded(escapeMrkdwn(draft.fileName, 80))
    return { text, blocks: [section(text)] }
  },
}
