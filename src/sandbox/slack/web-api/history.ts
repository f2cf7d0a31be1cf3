import { z } from 'zod'
import { shapeMessage } from '../shapes/message.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxChannel, SandboxMessage } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { defineMethod, findVisibleChannel, flag, page, paginate, requireConversationScope } from './method.ts'

const range = {
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
  ...page,
}

/** What has been said, newest first; in a thread, oldest first. Nobody's ephemeral messages are in it. */
export const historyMethods = {
  'conversations.history': defineMethod({
    args: { channel: z.string(), ...range },
    run: ({ channel: id, ...args }, workspace) => {
      const channel = findReadableHistory(workspace, id)
      return answerPage(workspace, workspace.messages.list(channel.id).toReversed(), args)
    },
  }),
  'conversations.replies': defineMethod({
    args: { channel: z.string(), ts: z.string(), ...range },
    run: ({ channel: id, ts, ...args }, workspace) => {
      const channel = findReadableHistory(workspace, id)
      const thread = workspace.messages.listThread(channel.id, ts)
      if (thread.length === 0) throw new SlackRefusal('thread_not_found')
      return answerPage(workspace, thread, args)
    },
  }),
}

function findReadableHistory(workspace: Workspace, id: string): SandboxChannel {
  const channel = findVisibleChannel(workspace, id)
  requireConversationScope(workspace, channel, 'history')
  if (!workspace.directory.isMember(channel, workspace.identity.botUserId)) throw new SlackRefusal('not_in_channel')
  return channel
}

function answerPage(
  workspace: Workspace,
  messages: readonly SandboxMessage[],
  { include_all_metadata, ...args }: z.infer<z.ZodObject<typeof range>>,
) {
  const { oldest = '0', latest = '9999999999.999999', inclusive } = args
  const isWithin = ({ ts }: SandboxMessage) =>
    (ts > oldest && ts < latest) || (inclusive && (ts === oldest || ts === latest))
  const { items, response_metadata } = paginate(messages.filter(isWithin), args)
  return {
    messages: items.map((message) => shapeMessage(workspace, message, include_all_metadata)),
    has_more: response_metadata.next_cursor !== '',
    response_metadata,
  }
}
