import { UpstreamError } from '../domain/errors.ts'
import type { ClickInput, CommandInput, Reply, SlackHandlers } from '../slack/interactions.ts'
import type { Message } from '../slack/message.ts'
import type { SlackProfile } from '../slack/people.ts'
import { answerHelp, answerUnknown, findCommand, prepareAnswer, splitLine, viewFor } from './answer.ts'
import { actions, section } from './blocks.ts'
import type { Core } from './context.ts'
import { explainError, isRefusal } from './errors.ts'
import {
  actionKind,
  createOffers,
  type Offers,
  runAction,
  runButton,
  shareAction,
  shareAnywayAction,
  shareButton,
} from './offers.ts'
import type { Outcome } from './outcome.ts'
import { shareAnswer } from './share.ts'
import { unescapeSlack } from './text.ts'
import type { View } from './view.ts'

/** No answer after this: one line says that we are asking. */
const patienceMs = 2000
const defaultSlash = '/mistral'

/** One visit: who came, how they are answered. */
interface Visit {
  readonly userId: string
  readonly channelId: string | undefined
  readonly slash: string
  readonly deliver: Reply['answer']
}

/** Owns the order: ack (done when we are called) → parse → authorize → act → render. Features supply the parts. */
export function createRouter(core: Core): SlackHandlers {
  const offers = createOffers(core.db, core.organization)

  return {
    async command(input) {
      if (isForeign(core, input)) return refuseForeign(core, input)
      const line = unescapeSlack(input.text).trim()
      const visit = {
        userId: input.userId,
        channelId: input.channelId,
        slash: input.command,
        deliver: input.reply.answer,
      }
      await sayWhenSlow(core, input.reply, () => serve(core, offers, visit, line))
    },

    async click(input) {
      if (isForeign(core, input)) return refuseForeign(core, input)
      const channelId = input.from.kind === 'message' ? input.from.channelId : undefined
      const visit = { userId: input.userId, channelId, slash: defaultSlash, deliver: input.reply.replace }
      const kind = actionKind(input.actionId)
      if (kind === runAction || kind === shareAction || kind === shareAnywayAction)
        await acceptOffer(core, offers, visit, input, kind)
    },
  }
}

/** Another workspace's: refused before anything is asked of anybody. */
function isForeign(core: Core, input: CommandInput | ClickInput): boolean {
  return input.teamIds.some((teamId) => teamId !== core.installation.teamId)
}

async function refuseForeign(core: Core, input: CommandInput | ClickInput): Promise<void> {
  core.log.warn({ reason: 'foreign' }, 'refused somebody from another workspace')
  const view = viewFor(core, undefined, defaultSlash)
  const text = view.messages.errors.notAllowed('foreign', {}, defaultSlash)
  await input.reply.answer({ text, blocks: [section(text)] })
}

interface Answer {
  readonly message: Message
  readonly result: Outcome['result']
}

/** Answers one line: the command's message, or what went wrong, always something. */
async function serve(core: Core, offers: Offers, visit: Visit, line: string): Promise<void> {
  const begin = core.clock.now().getTime()
  const profile = await findProfile(core, visit.userId)
  const view = viewFor(core, profile instanceof UpstreamError ? undefined : profile, visit.slash)
  const { message, result } = await answerLine(core, offers, visit, line, profile, view)
  await deliver(core, offers, visit, message)
  const command = findCommand(core, line)?.name ?? 'unknown'
  core.observe({ command, result, ms: core.clock.now().getTime() - begin })
}

async function answerLine(
  core: Core,
  offers: Offers,
  visit: Visit,
  line: string,
  profile: SlackProfile | UpstreamError,
  view: View,
): Promise<Answer> {
  if (!findCommand(core, line)) return { message: answerUnknown(core, line, view), result: 'refused' }
  const help = answerHelp(core, line, view)
  if (help) return { message: help, result: 'answered' }
  try {
    if (profile instanceof UpstreamError) throw profile
    const { words, wantsShare } = takeShare(line)
    if (wantsShare) {
      const message = await shareAnswer(core, offers, { ...visit, profile, line: words, isConfirmed: false })
      return { message, result: 'answered' }
    }
    const { command, asker, render } = await prepareAnswer(core, words, profile)
    const message = render(viewFor(core, profile, visit.slash, asker))
    return { message: command.isShareable ? withShareButton(message, view, words) : message, result: 'answered' }
  } catch (error) {
    const message = explainError(error, splitLine(line).word, view, core.log)
    return { message, result: isRefusal(error) ? 'refused' : 'failed' }
  }
}

/** "spend last month share" → "spend last month", to be posted. */
function takeShare(line: string): { words: string; wantsShare: boolean } {
  const words = line.replace(/\s+share$/i, '')
  return { words, wantsShare: words !== line }
}

/** Sharing is offered first in the row of buttons that the report brings, or in one of its own. */
function withShareButton(message: Message, view: View, line: string): Message {
  const share = shareButton(view.messages.share.button, line)
  const last = message.blocks.at(-1)
  if (last?.type !== 'actions') return { ...message, blocks: [...message.blocks, actions(share)] }
  return { ...message, blocks: [...message.blocks.slice(0, -1), { ...last, elements: [share, ...last.elements] }] }
}

/** An answer that Slack did not take is tried once more on the other way there is. */
async function deliver(core: Core, offers: Offers, visit: Visit, message: Message): Promise<void> {
  const stored = await offers.store(message, visit.userId)
  try {
    await visit.deliver(stored)
  } catch (error) {
    core.log.warn({ error }, 'a response_url did not take the answer')
    const isLost = !(error instanceof UpstreamError) || error.outcomeUnknown
    if (visit.channelId && !isLost) await core.channels.whisper(visit.channelId, visit.userId, stored)
  }
}

async function acceptOffer(core: Core, offers: Offers, visit: Visit, input: ClickInput, kind: string): Promise<void> {
  const profile = await findProfile(core, visit.userId)
  const view = viewFor(core, profile instanceof UpstreamError ? undefined : profile, visit.slash)
  const offer = await offers.find(input.value)
  const refuse = (text: string, ...lines: string[]) =>
    deliver(
      core,
      offers,
      { ...visit, deliver: input.reply.answer },
      {
        text,
        blocks: [
          section(text),
          ...lines.map((line) => actions(runButton(view.messages.unknownCommand.run(line), line))),
        ],
      },
    )
  if (!offer) return refuse(view.messages.unknownCommand.gone(visit.slash))
  if (offer.slackUserId !== visit.userId)
    return refuse(view.messages.errors.notAllowed('notYours', {}, visit.slash), offer.line)
  if (kind === runAction) return serve(core, offers, visit, offer.line)
  try {
    if (profile instanceof UpstreamError) throw profile
    const isConfirmed = kind === shareAnywayAction
    const wanted = { ...visit, profile, line: offer.line, isConfirmed, offerId: offer.id }
    const answer = await shareAnswer(core, offers, wanted)
    // The report stays where it is; only the question whether to post it has had its use.
    await deliver(core, offers, { ...visit, deliver: isConfirmed ? input.reply.replace : input.reply.answer }, answer)
  } catch (error) {
    const message = explainError(error, splitLine(offer.line).word, view, core.log)
    await deliver(core, offers, { ...visit, deliver: input.reply.answer }, message)
  }
}

async function findProfile(core: Core, userId: string): Promise<SlackProfile | UpstreamError> {
  try {
    return await core.people.profile(userId)
  } catch (error) {
    if (error instanceof UpstreamError) return error
    throw error
  }
}

async function sayWhenSlow(core: Core, reply: Reply, work: () => Promise<void>): Promise<void> {
  const done = new AbortController()
  const notice = (async () => {
    try {
      await core.clock.sleep(patienceMs, done.signal)
    } catch {
      return
    }
    const text = viewFor(core, undefined, defaultSlash).messages.asking
    await reply.answer({ text, blocks: [section(text)] })
  })().catch((error: unknown) => core.log.warn({ error }, 'could not say that it takes longer'))
  try {
    await work()
  } finally {
    done.abort()
    await notice
  }
}
