import { z } from 'zod'
import { checkContent } from '../message-content.ts'
import { shapeMessage } from '../shapes/message.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxChannel, SandboxMessage } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { defineMethod, findVisibleChannel, structure } from './method.ts'

const content = {
  text: z.string().optional(),
  blocks: structure(z.unknown()).optional(),
  metadata: structure(z.unknown()).optional(),
}
const scopes = ['chat:write']

/** Where the bot may write: by id, by #name, or by a person's id for a direct message. */
function findWritableChannel(workspace: Workspace, id: string): SandboxChannel {
  const { directory, identity, scopes: granted } = workspace
  if (/^[UW]/.test(id)) return directory.openDirectMessage(id)
  const named = directory.channels().find(({ name, directWith }) => !directWith && `#${name}` === id)
  const channel = findVisibleChannel(workspace, named?.id ?? id)
  if (channel.isArchived) throw new SlackRefusal('is_archived')
  if (!directory.isMember(channel, identity.botUserId) && !granted.includes('chat:write.public'))
    throw new SlackRefusal('not_in_channel')
  return channel
}

export function requireThread({ messages }: Workspace, channel: string, threadTs: string | undefined): void {
  if (threadTs !== undefined && messages.listThread(channel, threadTs)[0]?.ts !== threadTs)
    throw new SlackRefusal('thread_not_found')
}

function findOwnMessage({ messages, identity }: Workspace, channel: string, ts: string, refusal: string) {
  const message = messages.find(channel, ts)
  // The Web API cannot see ephemeral messages: only a click's response_url changes them.
  if (message.visibleTo !== undefined) throw new SlackRefusal('message_not_found')
  if (message.author !== identity.botUserId) throw new SlackRefusal(refusal)
  return message
}

const postMessage = defineMethod({
  scopes,
  args: { channel: z.string(), thread_ts: z.string().optional(), ...content },
  run: ({ channel: id, thread_ts, ...args }, workspace) => {
    const channel = findWritableChannel(workspace, id)
    const checked = checkContent(workspace, args)
    requireThread(workspace, channel.id, thread_ts)
    workspace.postingLimit.spend(channel.id)
    const message = workspace.messages.post({
      channel: channel.id,
      author: workspace.identity.botUserId,
      ...checked,
      ...(thread_ts ? { threadTs: thread_ts } : {}),
    })
    return { channel: channel.id, ts: message.ts, message: shapeMessage(workspace, message) }
  },
})

const postEphemeral = defineMethod({
  scopes,
  args: { channel: z.string(), user: z.string(), thread_ts: z.string().optional(), ...content },
  run: ({ channel: id, user, thread_ts, ...args }, workspace) => {
    const channel = findWritableChannel(workspace, id)
    if (!workspace.directory.isMember(channel, user)) throw new SlackRefusal('user_not_in_channel')
    const message = workspace.messages.post({
      channel: channel.id,
      author: workspace.identity.botUserId,
      visibleTo: user,
      ...checkContent(workspace, args),
      ...(thread_ts ? { threadTs: thread_ts } : {}),
    })
    return { message_ts: message.ts }
  },
})

const update = defineMethod({
  scopes,
  args: { channel: z.string(), ts: z.string(), ...content },
  run: ({ channel: id, ts, ...args }, workspace) => {
    const channel = findVisibleChannel(workspace, id)
    const present = findOwnMessage(workspace, channel.id, ts, 'cant_update_message')
    const message = workspace.messages.replace(channel.id, ts, mergeContent(workspace, present, args))
    return { channel: channel.id, ts, text: message.text, message: shapeMessage(workspace, message) }
  },
})

/** `chat.update` with text alone drops the blocks; with blocks alone it keeps nothing of the text. */
function mergeContent(workspace: Workspace, present: SandboxMessage, args: Parameters<typeof checkContent>[1]) {
  if (args.text === undefined && args.blocks === undefined && args.metadata !== undefined)
    return checkContent(workspace, { ...present, metadata: args.metadata })
  return checkContent(workspace, args)
}

const remove = defineMethod({
  scopes,
  args: { channel: z.string(), ts: z.string() },
  run: ({ channel: id, ts }, workspace) => {
    const channel = findVisibleChannel(workspace, id)
    findOwnMessage(workspace, channel.id, ts, 'cant_delete_message')
    workspace.messages.remove(channel.id, ts)
    return { channel: channel.id, ts }
  },
})

const getPermalink = defineMethod({
  args: { channel: z.string(), message_ts: z.string() },
  run: ({ channel, message_ts }, workspace) => {
    const message = workspace.messages.find(findVisibleChannel(workspace, channel).id, message_ts)
    return { channel, permalink: `${workspace.baseUrl}archives/${channel}/p${message.ts.replace('.', '')}` }
  },
})

export const chatMethods = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
}
