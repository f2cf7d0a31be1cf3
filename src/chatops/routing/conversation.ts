import { UpstreamError } from '../../domain/errors.ts'
import type { Reply } from '../../slack/interactions.ts'
import type { Message } from '../../slack/message.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { context } from '../blocks.ts'
import type { Core } from '../context.ts'
import type { ReaderPicture } from '../pictures/index.ts'
import { type View, viewFor } from '../view.ts'

/** What a click is answered as: a payload does not name the command. */
export const defaultSlash = '/mistral'

/** One person at the door: who they are, as Slack says just now, and how they are answered. */
export interface Conversation {
  readonly userId: string
  readonly channelId: string | undefined
  readonly slash: string
  /** Opens a modal within three seconds of the click; empty for what is not one. */
  readonly triggerId: string
  readonly reply: Reply
  /** The error stands for a profile that Slack did not give. */
  readonly profile: SlackProfile | UpstreamError
  readonly view: View
}

export async function beginConversation(
  core: Core,
  arrival: Pick<Conversation, 'userId' | 'channelId' | 'slash' | 'triggerId' | 'reply'>,
): Promise<Conversation> {
  const profile = await findProfile(core, arrival.userId)
  return {
    ...arrival,
    profile,
    view: viewFor(
      core,
      profile instanceof UpstreamError ? core.people.lastSeen(arrival.userId) : profile,
      arrival.slash,
    ),
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

/** Throws what Slack said instead of a profile. */
export function profileOf({ profile }: Conversation): SlackProfile {
  if (profile instanceof UpstreamError) throw profile
  return profile
}

/** Where nothing was written or clicked that could be answered there. */
export function replyDirectly(core: Core, userId: string): Reply {
  const answer: Reply['answer'] = async (message) => {
    await core.channels.post(await core.files.openDirectMessage(userId), message)
  }
  return { answer, replace: answer }
}

/**
 * Answers once. What Slack refuses is tried without its own chart, which not every surface takes, and then on the
 * other way to one person; what may have arrived is not sent again.
 */
export async function deliver(
  core: Core,
  conversation: Conversation,
  message: Message,
  how: { send: Reply['answer']; picture?: ReaderPicture | undefined },
): Promise<void> {
  const stored = await storeButtons(core, message, conversation.userId)
  const { picture, send } = how
  const whisper = async (sent: Message) => {
    if (conversation.channelId) await core.channels.whisper(conversation.channelId, conversation.userId, sent)
  }
  const withoutNative = picture?.blocks.filter((block) => block.type !== 'data_visualization') ?? []
  const plain = { ...stored, blocks: [...stored.blocks, ...withoutNative] }
  const ways: (() => Promise<void>)[] = [() => send(plain), () => whisper(plain)]
  if (picture && picture.blocks.length > withoutNative.length)
    ways.unshift(() => send({ ...stored, blocks: [...stored.blocks, ...picture.blocks] }))
  // A picture without the words that it belongs to would tell nobody anything.
  if (!(await tryInTurn(core, ways))) return
  const remark = await picture?.finish()
  if (remark) await conversation.reply.answer({ text: remark, blocks: [context(remark)] })
}

/** Without the database there are no buttons, and still an answer. */
async function storeButtons(core: Core, message: Message, userId: string): Promise<Message> {
  try {
    return await core.storedButtons.store(message, userId)
  } catch (error) {
    core.log.error({ error }, 'could not store what the buttons stand for')
    return { ...message, blocks: message.blocks.filter(({ type }) => type !== 'actions') }
  }
}

/** False: Slack refused every way, so that nothing has arrived. */
async function tryInTurn(core: Core, ways: readonly (() => Promise<void>)[]): Promise<boolean> {
  for (const [index, way] of ways.entries()) {
    try {
      await way()
      return true
    } catch (error) {
      core.log.warn({ error, way: index + 1, of: ways.length }, 'Slack did not take an answer')
      const isRefused = error instanceof UpstreamError && !error.outcomeUnknown
      if (!isRefused) return true
    }
  }
  return false
}
