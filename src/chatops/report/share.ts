import { Conflict, NotAllowed, UpstreamError } from '../../domain/errors.ts'
import type { ChannelFacts } from '../../slack/channels.ts'
import type { Message } from '../../slack/message.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { actions, context, section } from '../blocks.ts'
import type { Core } from '../context.ts'
import type { Found } from '../contract.ts'
import { mayRead } from '../people/authorize.ts'
import { identifyPerson } from '../people/identify-person.ts'
import { prepareAnswer } from '../routing/prepare.ts'
import { shareAnywayButton } from '../routing/stored-buttons.ts'
import { openTrail, recordLeaving } from '../trail.ts'
import { channelView, viewFor } from '../view.ts'
import { coreWords } from '../words/index.ts'

export interface ShareWish {
  readonly line: string
  readonly profile: SlackProfile
  readonly channelId: string | undefined
  readonly slash: string
  /** They were asked, and said yes. */
  readonly isConfirmed: boolean
  /** The button that was clicked: it posts once. */
  readonly buttonId?: string
}

/** Above this many people nobody is looked up: it counts as wider than those who may read. */
const mostLookedUp = 25

/**
 * Posts a report to the channel where it was asked for: made anew, for the least privileged reader there, with the name
 * of who shared it. Returns what the sharer is told.
 */
export async function shareAnswer(core: Core, wish: ShareWish): Promise<Message> {
  const { line, profile, channelId, slash, isConfirmed, buttonId } = wish
  const { command, asker, found } = await prepareAnswer(core, line, profile)
  if (!command.isShareable || !channelId) throw new NotAllowed('notShareable')
  // Who reads along there cannot be asked without a permission to see people's conversations.
  if (channelId.startsWith('D')) throw new NotAllowed('direct')
  const { share } = coreWords(viewFor(core, profile, slash))
  const channel = await readChannel(core, channelId)
  if (channel.isExternal) throw new NotAllowed('external')
  if (channel.isArchived) throw new NotAllowed('archived')
  if (!isConfirmed) {
    const audience = await measureAudience(core, channelId, profile)
    if (audience.isWider) {
      const text = share.ask(`<#${channelId}>`, audience.size)
      // The same offer: however often it is asked, it is posted once.
      const id = buttonId ?? (await core.storedButtons.make(line, profile.id))
      return { text, blocks: [section(text), actions(shareAnywayButton(share.anyway, id))] }
    }
  }
  if (buttonId && !(await core.storedButtons.claim(buttonId))) throw new Conflict('alreadyShared')
  try {
    const message = await composePost(core, found, slash, profile.id)
    const actions = { before: 'report.sharing', after: 'report.shared' } as const
    await recordLeaving(openTrail(core, asker), actions, { command: command.name, channel: channelId }, () =>
      post(core, channelId, message, slash),
    )
  } catch (error) {
    // A post that may stand must not be repeated by the same button.
    if (buttonId && !(error instanceof UpstreamError && error.outcomeUnknown))
      await core.storedButtons.release(buttonId)
    throw explainPost(error)
  }
  const text = share.done(`<#${channelId}>`)
  return { text, blocks: [section(text)] }
}

/** The report as the channel may see it, its picture, and whose idea it was. */
async function composePost(core: Core, found: Found, slash: string, userId: string): Promise<Message> {
  const view = channelView(core, slash)
  const { text, blocks } = found.render(view)
  const chart = found.draw(view)
  const picture = chart ? [await core.pictures.forChannel(chart, userId, view)] : []
  return { text, blocks: [...blocks, ...picture, context(coreWords(view).share.by(`<@${userId}>`))] }
}

/** Slack may refuse a picture that it said is ready: the report matters more. */
async function post(core: Core, channelId: string, message: Message, slash: string): Promise<void> {
  try {
    await core.channels.post(channelId, message)
  } catch (error) {
    const isRefused = error instanceof UpstreamError && error.code === 'invalid_blocks'
    if (!isRefused || !message.blocks.some(({ type }) => type === 'image')) throw error
    core.log.warn({ error }, 'Slack did not take the picture of a shared report')
    const missing = context(coreWords(channelView(core, slash)).charts.missing)
    const blocks = message.blocks.map((block) => (block.type === 'image' ? missing : block))
    await core.channels.post(channelId, { ...message, blocks })
  }
}

async function readChannel(core: Core, channelId: string): Promise<ChannelFacts> {
  try {
    return await core.channels.facts(channelId)
  } catch (error) {
    throw explainPost(error)
  }
}

/** Whether somebody in the channel could not have asked for these figures; in doubt, yes. */
async function measureAudience(
  core: Core,
  channelId: string,
  sharer: SlackProfile,
): Promise<{ isWider: boolean; size: number | undefined }> {
  const members = await core.channels.members(channelId, mostLookedUp)
  if (!members) return { isWider: true, size: undefined }
  const readers = await Promise.all(
    members
      .filter((id) => id !== sharer.id)
      .map(async (id) => {
        const profile = await core.people.profile(id)
        if (profile.standing === 'bot' || profile.standing === 'deactivated') return true
        if (profile.standing !== 'full' || core.config.people.readAccess === 'workspace')
          return profile.standing === 'full'
        return mayRead(await identifyPerson(core, profile), core.config.people.readAccess)
      }),
  )
  return { isWider: !readers.every(Boolean), size: members.length }
}

/** Slack's words for "I cannot post there", as what to do about it. */
function explainPost(error: unknown): unknown {
  if (!(error instanceof UpstreamError) || error.service !== 'slack') return error
  const code = error.code ?? ''
  if (['not_in_channel', 'channel_not_found', 'method_not_supported_for_channel_type'].includes(code))
    return new NotAllowed('inviteMe')
  return code === 'is_archived' ? new NotAllowed('archived') : error
}
