import type { SandboxChannel } from '../types.ts'
import type { Workspace } from '../workspace.ts'

/** A conversation as `conversations.info` tells it. */
export function shapeChannel({ identity, directory }: Workspace, channel: SandboxChannel) {
  if (channel.directWith !== undefined)
    return { id: channel.id, is_im: true, is_archived: false, is_org_shared: false, user: channel.directWith }
  const isPrivate = channel.isPrivate ?? false
  const isShared = channel.isShared ?? false
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: channel.isArchived ?? false,
    is_general: channel.name === 'general',
    is_member: directory.isMember(channel, identity.botUserId),
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    context_team_id: identity.teamId,
    num_members: channel.members.length,
  }
}

/** How payloads call a conversation. */
export const channelNameInPayloads = (channel: SandboxChannel) =>
  channel.directWith ? 'directmessage' : channel.isPrivate ? 'privategroup' : channel.name
