import { type SandboxMessage, slackbotId } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { shapeFile } from './file.ts'

/** A message as the Web API and payloads tell it. */
export function shapeMessage(workspace: Workspace, message: SandboxMessage, withMetadata = true) {
  const { identity, files, messages } = workspace
  const isBot = message.author === identity.botUserId
  const replies = messages.listThread(message.channel, message.ts).filter(({ threadTs }) => threadTs === message.ts)
  return {
    type: 'message',
    ...(message.files.length > 0 && !isBot ? { subtype: 'file_share' } : {}),
    user: message.author,
    ts: message.ts,
    text: message.text,
    team: message.author === slackbotId ? identity.teamId : teamOf(workspace, message.author),
    ...(isBot ? { bot_id: identity.botId, app_id: identity.appId, bot_profile: shapeBot(workspace) } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(replies.length > 0 ? { thread_ts: message.ts, reply_count: replies.length } : {}),
    ...(message.editedTs ? { edited: { user: message.author, ts: message.editedTs } } : {}),
    ...(message.files.length > 0
      ? { files: message.files.map((id) => shapeFile(workspace, files.find(id))), upload: isBot }
      : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  }
}

export const teamOf = ({ identity, directory }: Workspace, userId: string) =>
  directory.findPerson(userId).kind === 'stranger' ? identity.strangersTeamId : identity.teamId

export const shapeBot = ({ identity }: Workspace) => ({
  id: identity.botId,
  app_id: identity.appId,
  user_id: identity.botUserId,
  name: identity.botName,
  deleted: false,
  updated: 0,
  team_id: identity.teamId,
})
