import type { EventInput, Reply } from '../../slack/interactions.ts'
import { actions, section } from '../blocks.ts'
import type { Core } from '../context.ts'
import { cut, unescapeSlack } from '../text.ts'
import { welcome } from '../welcome.ts'
import { coreWords } from '../words/index.ts'
import { findAct, serveAct } from './acts.ts'
import { serveLine } from './commands.ts'
import { beginConversation, type Conversation, defaultSlash, deliver } from './conversation.ts'
import { isHeldBack } from './hold-back.ts'
import { runButton } from './stored-buttons.ts'

/** A greeting asks for nothing, and is answered with what one can ask. */
const greeting = /^(hi|hello|hey|hallo|moin|bonjour|bonsoir|salut|coucou)\b[\s\p{P}\p{S}]*(?:\p{L}+[\s\p{P}\p{S}]*)?$/iu

/** Commands are the same in every language; only the first word that somebody tries is understood in theirs as well. */
const help = /^(aide|à l[’']aide)[\s\p{P}]*$/iu

/**
 * A line in a direct message, or behind a mention. In a channel only the person reads the answer. What opens a form needs
 * a click, since words give no right to open one: so it is offered as a button.
 */
export async function answerSpoken(core: Core, input: EventInput, where: 'direct' | 'mention'): Promise<void> {
  const { userId, channelId } = input
  const send: Reply['answer'] = async (message) => {
    if (where === 'mention') return core.channels.whisper(channelId, userId, message)
    await core.channels.post(channelId, message, input.threadTs ? { threadTs: input.threadTs } : {})
  }
  const arrival = { userId, channelId, slash: defaultSlash, triggerId: '', reply: { answer: send, replace: send } }
  const line = readLine(input.text)
  if (await isHeldBack(core, arrival, line, send)) return
  const conversation = await beginConversation(core, arrival)
  const found = findAct(core.features.acts, line)
  if (found?.act.opening) return offerForm(core, conversation, line, send)
  if (found && (await serveAct(core, arrival, line))) return
  if (greeting.test(line)) return deliver(core, conversation, welcome(conversation.view), { send })
  await serveLine(core, conversation, help.test(line) ? 'help' : line, send)
}

/** Without the mention, and without the slash command that some type out of habit. */
const readLine = (text: string): string =>
  unescapeSlack(text.replace(/<@[UW][A-Z0-9]+(?:\|[^<>]*)?>/g, ' '))
    .replace(/^\s*\/\S+/, ' ')
    .replace(/\s+/g, ' ')
    .trim()

async function offerForm(core: Core, conversation: Conversation, line: string, send: Reply['answer']): Promise<void> {
  const words = coreWords(conversation.view).spoken
  const text = words.press
  const message = { text, blocks: [section(text), actions(runButton(words.run(cut(line, 60)), line))] }
  await deliver(core, conversation, message, { send })
}
