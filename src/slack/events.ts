import type { EventInput } from './interactions.ts'
import { eventPayload } from './payloads.ts'

/** undefined: nothing that anybody means for us, such as a message of a bot or one that was edited. */
export function readEvent(body: unknown): EventInput | undefined {
  const payload = eventPayload.safeParse(body)
  if (!payload.success) return undefined
  const { team_id: teamId, event_id: eventId, event } = payload.data
  const nothing = { text: '', hasHome: false, ts: undefined, threadTs: undefined, fileId: undefined }
  const envelope = { ...nothing, eventId, teamIds: [teamId] }
  if (event.type === 'app_home_opened') {
    if (event.tab !== 'home') return undefined
    const hasHome = event.view !== undefined && event.view !== null
    return { ...envelope, name: 'app_home_opened', userId: event.user, channelId: event.channel, hasHome }
  }
  if (event.type === 'file_shared')
    return {
      ...envelope,
      name: 'file_shared',
      userId: event.user_id,
      channelId: event.channel_id,
      fileId: event.file_id,
    }
  if (event.type === 'message' && event.channel_type !== 'im') return undefined
  // A file without a word is told by `file_shared`, and is no question.
  if (event.type === 'message' && event.subtype === 'file_share' && event.text.trim() === '') return undefined
  const { user: userId, channel: channelId, text, ts, thread_ts: threadTs } = event
  const name = event.type === 'message' ? 'message.im' : 'app_mention'
  return { ...envelope, name, userId, channelId, text, ts, threadTs }
}
