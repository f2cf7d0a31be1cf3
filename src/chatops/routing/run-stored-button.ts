import { Conflict } from '../../domain/errors.ts'
import type { ClickInput } from '../../slack/interactions.ts'
import { actions, section } from '../blocks.ts'
import type { Core } from '../context.ts'
import { shareAnswer } from '../report/share.ts'
import { coreWords } from '../words/index.ts'
import { splitLine } from './answer.ts'
import { deliver, profileOf, type Visit } from './conversation.ts'
import { explainError } from './explain-error.ts'
import { serveLine } from './serve.ts'
import { serveAct } from './serve-workflow.ts'
import { actionKind, runAction, runButton, shareAction, shareAnywayAction } from './stored-buttons.ts'

export const isOffer = (actionId: string): boolean =>
  [runAction, shareAction, shareAnywayAction].includes(actionKind(actionId))

/** A click on a button that runs or shares a command line, by the person it was offered to. */
export async function acceptOffer(core: Core, visit: Visit, input: ClickInput): Promise<void> {
  const { view, slash, reply } = visit
  const kind = actionKind(input.actionId)
  let line = ''
  try {
    const offer = await core.offers.find(input.value)
    if (!offer) return await refuse(core, visit, coreWords(view).unknownCommand.gone(slash))
    if (offer.slackUserId !== visit.userId)
      return await refuse(core, visit, coreWords(view).errors.notAllowed('notYours', {}, slash), offer.line)
    line = offer.line
    if (kind === runAction && (await serveAct(core, visit, line))) return
    if (kind === runAction) return await serveLine(core, visit, line, reply.replace)
    if (offer.isUsed) throw new Conflict('alreadyShared')
    const isConfirmed = kind === shareAnywayAction
    const wish = { ...visit, profile: profileOf(visit), line, isConfirmed, offerId: offer.id }
    const answer = await shareAnswer(core, wish)
    // The report stays where it is; only the question whether to post it has had its use.
    await deliver(core, visit, answer, { send: isConfirmed ? reply.replace : reply.answer })
  } catch (error) {
    const message = explainError(error, splitLine(line).word, view, core.log)
    await deliver(core, visit, message, { send: reply.answer })
  }
}

/** Says why, beside the message that was clicked, with what this person can do instead. */
async function refuse(core: Core, visit: Visit, text: string, line?: string): Promise<void> {
  const { run } = coreWords(visit.view).unknownCommand
  const way = line ? [actions(runButton(run(line), line))] : []
  await deliver(core, visit, { text, blocks: [section(text), ...way] }, { send: visit.reply.answer })
}
