import type { Config } from '../../config/index.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { SlackChannels } from '../../slack/channels.ts'

/** What keeps figures out of the approvals channel until a person mends it. */
export type ChannelTrouble = 'external' | 'archived' | 'unreachable'

/** undefined: cards can be posted there, or no such channel is set. Throws where Slack does not answer. */
export async function findApprovalsTrouble(
  { places }: Pick<Config, 'places'>,
  channelFacts: SlackChannels['facts'],
): Promise<ChannelTrouble | undefined> {
  if (!places.approvals) return undefined
  try {
    const { isExternal, isArchived } = await channelFacts(places.approvals)
    if (isExternal) return 'external'
    return isArchived ? 'archived' : undefined
  } catch (error) {
    // Slack calls a private channel that the bot is not in by the same name as one that is gone.
    if (error instanceof UpstreamError && error.reason === 'refused') return 'unreachable'
    throw error
  }
}
