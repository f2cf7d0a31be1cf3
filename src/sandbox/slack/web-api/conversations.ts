import { z } from 'zod'
import { shapeChannel } from '../shapes/channel.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxChannel } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { defineMethod, findVisibleChannel, flag, page, paginate, requireConversationScope } from './method.ts'

export const conversationMethods = {
  'conversations.open': defineMethod({
    scopes: ['im:write'],
    args: { users: z.string(), return_im: flag.optional() },
    run: ({ users, return_im }, workspace) => {
      const [user = '', ...others] = users.split(',')
      if (others.length > 0) throw new SlackRefusal('too_many_users')
      const channel = workspace.directory.openDirectMessage(user)
      return { channel: return_im ? shapeChannel(workspace, channel) : { id: channel.id } }
    },
  }),
  'conversations.info': defineMethod({
    args: { channel: z.string() },
    run: ({ channel: id }, workspace) => ({ channel: shapeChannel(workspace, findReadable(workspace, id)) }),
  }),
  'conversations.join': defineMethod({
    scopes: ['channels:join'],
    args: { channel: z.string() },
    run: ({ channel: id }, workspace) => {
      const channel = findVisibleChannel(workspace, id)
      if (channel.isArchived) throw new SlackRefusal('is_archived')
      if (channel.isPrivate || channel.directWith) throw new SlackRefusal('method_not_supported_for_channel_type')
      const { identity, directory } = workspace
      const wasMember = directory.isMember(channel, identity.botUserId)
      directory.addMember(id, identity.botUserId)
      const answer = { channel: shapeChannel(workspace, directory.findChannel(id)) }
      return wasMember ? { ...answer, warning: 'already_in_channel' } : answer
    },
  }),
  'conversations.members': defineMethod({
    args: { channel: z.string(), ...page },
    run: ({ channel: id, ...range }, workspace) => {
      const { items: members, ...rest } = paginate(findReadable(workspace, id).members, range)
      return { members, ...rest }
    },
  }),
  'conversations.list': defineMethod({
    args: { types: z.string().default('public_channel'), exclude_archived: flag.default(false), ...page },
    run: ({ types, exclude_archived, ...range }, workspace) => {
      const { directory, identity } = workspace
      const asked = types.split(',').map((type) => type.trim())
      const visible = directory
        .channels()
        .filter((channel) => asked.includes(typeOf(channel)))
        .filter((channel) => typeOf(channel) === 'public_channel' || directory.isMember(channel, identity.botUserId))
        .filter((channel) => !(exclude_archived && channel.isArchived))
      for (const channel of visible) requireConversationScope(workspace, channel, 'read')
      const { items, ...rest } = paginate(visible, range)
      return { channels: items.map((channel) => shapeChannel(workspace, channel)), ...rest }
    },
  }),
}

function findReadable(workspace: Workspace, id: string): SandboxChannel {
  const channel = findVisibleChannel(workspace, id)
  requireConversationScope(workspace, channel, 'read')
  return channel
}

const typeOf = (channel: SandboxChannel) =>
  channel.directWith ? 'im' : channel.isPrivate ? 'private_channel' : 'public_channel'
