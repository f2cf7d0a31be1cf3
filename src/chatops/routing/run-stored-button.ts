import { Conflict } from '../../domain/errors.ts'
import type { ClickInput } from '../../slack/interactions.ts'
import { actions, section } from '../blocks.ts'
import type { Core } from '../context.ts'
import { shareAnswer } from '../report/share.ts'
import { coreWords } from '../words/index.ts'
import { serveAct } from './acts.ts'
import { serveLine } from './commands.ts'
import { type Conversation, deliver, profileOf } from './conversation.ts'
import { explainError } from './explain-error.ts'
import { isHeldBack } from './hold-back.ts'
import { splitLine } from './prepare.ts'
import { actionKind, runAction, runBesideAction, runButton, shareAction, shareAnywayAction } from './stored-buttons.ts'

export const isStoredButton = (actionId: string): boolean =>
  [runAction, runBesideAction, shareAction, shareAnywayAction].includes(actionKind(actionId))

/** A click on a button that runs or shares a command line, by the person it was offered to. */
export async function runStoredButton(core: Core, conversation: Conversation, input: ClickInput): Promise<void> {
  const { view, slash, reply } = conversation
  const kind = actionKind(input.actionId)
  let line = ''
  try {
    const offer = await core.storedButtons.find(input.value)
    if (!offer) return await refuse(core, conversation, coreWords(view).unknownCommand.gone(slash))
    if (offer.slackUserId !== conversation.userId)
      return await refuse(core, conversation, coreWords(view).errors.notAllowed('notYours', {}, slash), offer.line)
    line = offer.line
    if (await isHeldBack(core, conversation, line, reply.answer)) return
    if (kind === runAction || kind === runBesideAction) {
      if (await serveAct(core, conversation, line)) return
      return await serveLine(core, conversation, line, kind === runAction ? reply.replace : reply.answer)
    }
    if (offer.isUsed) throw new Conflict('alreadyShared')
    const isConfirmed = kind === shareAnywayAction
    const wish = { ...conversation, profile: profileOf(conversation), line, isConfirmed, buttonId: offer.id }
    const answer = await shareAnswer(core, wish)
    // The report stays where it is; only the question whether to post it has had its use.
    await deliver(core, conversation, answer, { send: isConfirmed ? reply.replace : reply.answer })
  } catch (error) {
    const message = explainError(error, splitLine(line).word, view, core)
    await deliver(core, conversation, message, { send: reply.answer })
  }
}

/** Says why, beside the message that was clicked, with what this person can do instead. */
async function refuse(core: Core, conversation: Conversation, text: string, line?: string): Promise<void> {
  const { run } = coreWords(conversation.view).unknownCommand
  const way = line ? [actions(runButton(run(line), line))] : []
  await deliver(core, conversation, { text, blocks: [section(text), ...way] }, { send: conversation.reply.answer })
}
