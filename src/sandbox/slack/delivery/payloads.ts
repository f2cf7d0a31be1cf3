import { randomUUID } from 'node:crypto'
import { channelNameInPayloads } from '../shapes/channel.ts'
import { shapeMessage, teamOf } from '../shapes/message.ts'
import { shapeView } from '../shapes/view.ts'
import type { SandboxChannel, SandboxMessage, SandboxView } from '../types.ts'
import type { Workspace } from '../workspace.ts'

type Payload = Readonly<Record<string, unknown>>

interface CommandFacts {
  readonly user: string
  readonly channel: SandboxChannel
  readonly command: string
  readonly text: string
}

/** A slash command. A stranger's carries the id of the stranger's own workspace. */
export function commandPayload(workspace: Workspace, { user, channel, command, text }: CommandFacts): Payload {
  const { identity, directory, responseUrls, triggers } = workspace
  const teamId = teamOf(workspace, user)
  return {
    token: identity.verificationToken,
    team_id: teamId,
    team_domain: teamId === identity.teamId ? identity.teamDomain : 'stranger',
    channel_id: channel.id,
    channel_name: channelNameInPayloads(channel),
    user_id: user,
    user_name: directory.findPerson(user).name,
    command,
    text,
    api_app_id: identity.appId,
    is_enterprise_install: 'false',
    response_url: responseUrls.issue({ channel: channel.id, userId: user }),
    trigger_id: triggers.issue(user),
  }
}

/** What every interactive payload has. */
function interaction(workspace: Workspace, type: string, userId: string): Payload {
  const { identity, directory } = workspace
  const { name, grid } = directory.findPerson(userId)
  return {
    type,
    team: { id: identity.teamId, domain: identity.teamDomain },
    user: { id: userId, username: name, name, team_id: grid ? grid.home : teamOf(workspace, userId) },
    api_app_id: identity.appId,
    token: identity.verificationToken,
    enterprise: grid ? { id: identity.enterpriseId, name: 'Sandbox Group' } : null,
    is_enterprise_install: false,
  }
}

type Action = Readonly<Record<string, unknown>>

export function messageActionPayload(
  workspace: Workspace,
  { user, message, action }: { user: string; message: SandboxMessage; action: Action },
): Payload {
  const { directory, inputs, responseUrls, triggers } = workspace
  const channel = directory.findChannel(message.channel)
  const isEphemeral = message.visibleTo !== undefined
  return {
    ...interaction(workspace, 'block_actions', user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    trigger_id: triggers.issue(user),
    channel: { id: channel.id, name: channelNameInPayloads(channel) },
    // Slack does not send back what only one person saw.
    ...(isEphemeral ? {} : { message: shapeMessage(workspace, message) }),
    state: { values: inputs.read(message, user) },
    response_url: responseUrls.issue({
      channel: channel.id,
      userId: user,
      original: { ts: message.ts },
      ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    }),
    actions: [action],
  }
}

export const viewActionPayload = (
  workspace: Workspace,
  { user, view, action }: { user: string; view: SandboxView; action: Action },
): Payload => ({
  ...interaction(workspace, 'block_actions', user),
  container: { type: 'view', view_id: view.id },
  trigger_id: workspace.triggers.issue(user),
  view: shapeView(workspace, view),
  actions: [action],
})

export const submissionPayload = (
  workspace: Workspace,
  { user, view, responseUrls }: { user: string; view: SandboxView; responseUrls: readonly Payload[] },
): Payload => ({
  ...interaction(workspace, 'view_submission', user),
  trigger_id: workspace.triggers.issue(user),
  view: shapeView(workspace, view),
  response_urls: responseUrls,
})

export const closePayload = (
  workspace: Workspace,
  { user, view, isCleared }: { user: string; view: SandboxView; isCleared: boolean },
): Payload => ({
  ...interaction(workspace, 'view_closed', user),
  view: shapeView(workspace, view),
  is_cleared: isCleared,
})

/** The envelope of the Events API around one event. */
export function eventPayload(workspace: Workspace, event: Payload, channel?: SandboxChannel): Payload {
  const { identity, clock } = workspace
  return {
    token: identity.verificationToken,
    team_id: identity.teamId,
    context_team_id: identity.teamId,
    context_enterprise_id: null,
    api_app_id: identity.appId,
    event,
    type: 'event_callback',
    event_id: `Ev${randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase()}`,
    event_time: Math.floor(clock.now().getTime() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: identity.teamId,
        user_id: identity.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.isShared ?? false,
    event_context: `4-${randomUUID()}`,
  }
}
