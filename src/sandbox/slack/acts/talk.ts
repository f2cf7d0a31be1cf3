import type { Dispatcher } from '../delivery/deliver.ts'
import { eventPayload } from '../delivery/payloads.ts'
import { shapeMessage, teamOf } from '../shapes/message.ts'
import { shapeView } from '../shapes/view.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { Acknowledgement, SandboxChannel, SandboxFile } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { withoutBody } from './operate.ts'

export interface UploadedFile {
  readonly name: string
  readonly bytes: Buffer
}

export interface SayAct {
  readonly user: string
  readonly channel: string
  readonly text?: string
  readonly threadTs?: string
  readonly file?: UploadedFile
}

interface BotEvent {
  /** The name to subscribe to and the scope that it takes. */
  readonly subscription: string
  readonly scope: string | undefined
  readonly event: Readonly<Record<string, unknown>>
}

const messageSubscriptions = {
  im: { subscription: 'message.im', scope: 'im:history' },
  group: { subscription: 'message.groups', scope: 'groups:history' },
  channel: { subscription: 'message.channels', scope: 'channels:history' },
} as const

/** Writes a message, and what it means for the bot: a mention, a direct message, a file. */
export async function say(
  workspace: Workspace,
  dispatcher: Dispatcher,
  { user, channel: channelId, text = '', threadTs, file }: SayAct,
): Promise<Acknowledgement & { readonly ts: string }> {
  const { directory, messages, files, identity } = workspace
  const channel = directory.findChannel(channelId)
  if (channel.isArchived) throw new SlackRefusal('is_archived')
  const upload = file && files.add({ ...file, uploadedBy: user })
  const message = messages.post({
    channel: channelId,
    author: user,
    text,
    files: upload ? [upload.id] : [],
    ...(threadTs === undefined ? {} : { threadTs }),
  })
  if (upload) files.share(upload.id, channelId, message.ts)
  const told = directory.isMember(channel, identity.botUserId)
  const facts = { channel: channelId, event_ts: message.ts, channel_type: channelType(channel) }
  const said = { ...shapeMessage(workspace, message), ...facts, user_team: teamOf(workspace, user) }
  const events = told ? listEvents(workspace, { channel, text, user, upload, said, ts: message.ts }) : []
  return { ...(await deliverAll(workspace, dispatcher, events, channel)), ts: message.ts }
}

function listEvents(
  { identity }: Workspace,
  happening: {
    channel: SandboxChannel
    text: string
    user: string
    upload: SandboxFile | undefined
    said: Readonly<Record<string, unknown>>
    ts: string
  },
): BotEvent[] {
  const { channel, text, user, upload, said, ts } = happening
  const events: BotEvent[] = [{ ...messageSubscriptions[channelType(channel)], event: said }]
  if (!channel.directWith && text.includes(`<@${identity.botUserId}>`))
    events.push({ subscription: 'app_mention', scope: 'app_mentions:read', event: { ...said, type: 'app_mention' } })
  if (upload) {
    const event = { type: 'file_shared', file_id: upload.id, file: { id: upload.id }, user_id: user }
    events.push({
      subscription: 'file_shared',
      scope: 'files:read',
      event: { ...event, channel_id: channel.id, event_ts: ts },
    })
  }
  return events
}

/** Opens the App Home, or the Messages tab beside it. */
export async function openHome(
  workspace: Workspace,
  dispatcher: Dispatcher,
  { user, tab = 'home' }: { user: string; tab?: 'home' | 'messages' },
): Promise<Acknowledgement> {
  const channel = workspace.directory.openDirectMessage(user)
  const view = workspace.surfaces.home(user)
  const event = {
    type: 'app_home_opened',
    user,
    channel: channel.id,
    tab,
    event_ts: workspace.messages.nextTs(),
    ...(view && tab === 'home' ? { view: shapeView(workspace, view) } : {}),
  }
  return deliverAll(workspace, dispatcher, [{ subscription: 'app_home_opened', scope: undefined, event }], channel)
}

async function deliverAll(
  workspace: Workspace,
  dispatcher: Dispatcher,
  events: readonly BotEvent[],
  channel: SandboxChannel,
): Promise<Acknowledgement> {
  const { events: subscribed, scopes } = workspace
  const heard = events
    .filter(({ subscription }) => subscribed === undefined || subscribed.includes(subscription))
    .filter(({ scope }) => scope === undefined || scopes.includes(scope))
  const replies = await Promise.all(
    heard.map(({ event }) => dispatcher.deliverEvent(eventPayload(workspace, event, channel))),
  )
  const reply = replies.find(({ acknowledged }) => !acknowledged) ?? replies[0]
  return reply ? withoutBody(reply) : { acknowledged: true, ackMs: 0 }
}

const channelType = (channel: SandboxChannel) => (channel.directWith ? 'im' : channel.isPrivate ? 'group' : 'channel')
