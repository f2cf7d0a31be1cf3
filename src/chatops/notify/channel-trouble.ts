import type { Config } from '../../config/index.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { SlackChannels } from '../../slack/channels.ts'

/** What keeps figures out of a channel until a person mends it. */
export type ChannelTrouble = 'external' | 'archived' | 'unreachable'

/** undefined: figures can be posted there. Throws where Slack does not answer, or does not let the bot ask. */
export async function findChannelTrouble(
  channel: string,
  channelFacts: SlackChannels['facts'],
): Promise<ChannelTrouble | undefined> {
  try {
    const { isExternal, isArchived } = await channelFacts(channel)
    if (isExternal) return 'external'
    return isArchived ? 'archived' : undefined
  } catch (error) {
    // Slack calls a private channel that the bot is not in by the same name as one that is gone.
    if (error instanceof UpstreamError && error.code === 'channel_not_found') return 'unreachable'
    throw error
  }
}

/** For what can be said in another place as well: a channel that the bot may not ask about counts as unreachable. */
export async function findPlaceTrouble(
  channel: string,
  channelFacts: SlackChannels['facts'],
): Promise<ChannelTrouble | undefined> {
  try {
    return await findChannelTrouble(channel, channelFacts)
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'refused') return 'unreachable'
    throw error
  }
}

/** undefined also where no approvals channel is set. */
export async function findApprovalsTrouble(
  { places }: Pick<Config, 'places'>,
  channelFacts: SlackChannels['facts'],
): Promise<ChannelTrouble | undefined> {
  return places.approvals ? findPlaceTrouble(places.approvals, channelFacts) : undefined
}
