import type { Clock } from '../../domain/time/clock.ts'
import { type CloseAct, closeView } from './acts/close.ts'
import { type CommandAct, typeCommand } from './acts/command.ts'
import { type OperateAct, operateElement } from './acts/operate.ts'
import { type SubmitAct, submitView } from './acts/submit.ts'
import { openHome, type SayAct, say, type UploadedFile } from './acts/talk.ts'
import { createDispatcher } from './delivery/deliver.ts'
import { startHttpServer } from './http-server.ts'
import { fetchImage } from './loopback.ts'
import { routeRequest } from './routes.ts'
import type { SandboxChannel, SandboxPerson, SandboxUserGroup } from './types.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

export { validateBlocks, validateView } from './block-kit/validate.ts'
export { signRequest } from './delivery/http-dispatch.ts'
export type { JournalEntry } from './journal.ts'
export type * from './types.ts'
export { slackbotId } from './types.ts'

export interface SlackOptions {
  readonly clock: Clock
  readonly people: readonly SandboxPerson[]
  readonly channels: readonly SandboxChannel[]
  readonly userGroups?: readonly SandboxUserGroup[]
  /** What the bot was granted, as in its manifest. */
  readonly scopes: readonly string[]
  /** The bot events that the app subscribed to; without a list, all that its scopes allow. */
  readonly events?: readonly string[]
  /** Another workspace than the usual one. */
  readonly teamId?: string
  readonly port?: number
  /** How long a person waits for the bot, in real time; Slack's three seconds unless a test is in a hurry. */
  readonly ackTimeoutMs?: number
}

export type SandboxSlack = Awaited<ReturnType<typeof createSlack>>

/** Slack on this machine, over real sockets: the bot under it is the production code. */
export async function createSlack(options: SlackOptions) {
  const { clock, people, channels, userGroups = [], scopes, events, teamId, port = 0, ackTimeoutMs = 3_000 } = options
  const http = await startHttpServer(port, (request) => routeRequest(workspace, request))
  const workspace: Workspace = createWorkspace({
    clock,
    people,
    channels,
    userGroups,
    scopes,
    events,
    teamId,
    baseUrl: http.baseUrl,
  })
  const dispatcher = createDispatcher(workspace, ackTimeoutMs)
  http.server.on('upgrade', dispatcher.sockets.acceptUpgrade)

  const { identity, directory, messages, surfaces, files, journal, changes, faults } = workspace
  const { dropSockets, refuseSockets, refreshSockets, sendRaw } = dispatcher.sockets

  return {
    url: http.baseUrl,
    apiUrl: `${http.baseUrl}api/`,
    botToken: identity.botToken,
    appToken: identity.appToken,
    signingSecret: identity.signingSecret,
    teamId: identity.teamId,
    botUserId: identity.botUserId,
    setRequestUrl: dispatcher.http.setRequestUrl,
    requestUrl: dispatcher.http.requestUrl,
    connectionCount: dispatcher.sockets.connectionCount,

    command: (act: CommandAct) => typeCommand(workspace, dispatcher, act),
    click: (act: OperateAct) => operateElement(workspace, dispatcher, act),
    typeInto: (act: OperateAct) => operateElement(workspace, dispatcher, act),
    submitView: (act: SubmitAct) => submitView(workspace, dispatcher, act),
    closeView: (act: CloseAct) => closeView(workspace, dispatcher, act),
    openHome: (act: { user: string; tab?: 'home' | 'messages' }) => openHome(workspace, dispatcher, act),
    say: (act: SayAct) => say(workspace, dispatcher, act),
    /** A trigger as a click would give it, for tests of what it opens. */
    issueTrigger: workspace.triggers.issue,
    /** For a modal's file input; returns the id to fill in. */
    uploadFile: ({ user, file }: { user: string; file: UploadedFile }) => files.add({ ...file, uploadedBy: user }).id,
    /** A copy elsewhere, as forwarding makes it: its buttons still work. */
    forward({ channel, ts, to }: { channel: string; ts: string; to: string }) {
      const { author, text, blocks } = messages.find(channel, ts)
      return messages.post({ channel: to, author, text, blocks })
    },

    messages: ({ channel, as }: { channel: string; as?: string }) => messages.list(channel, as),
    thread: ({ channel, ts, as }: { channel: string; ts: string; as?: string }) => messages.listThread(channel, ts, as),
    findMessage: messages.find,
    /** What this person has chosen in a message's menus. */
    inputs: workspace.inputs.read,
    views: surfaces.stack,
    home: surfaces.home,
    files: files.list,
    isFileReady: files.isReady,
    fileBytes: (id: string) => files.find(id).bytes,
    fetchImage,
    journal: journal.entries,
    on: changes.on,
    waitFor: changes.waitFor,
    faults: { ...faults, dropSockets, refuseSockets, refreshSockets, sendRaw },
    people: directory.people,
    channels: directory.channels,
    userGroups: directory.userGroups,
    directMessage: (user: string) => directory.openDirectMessage(user).id,
    addPerson: directory.putPerson,
    updatePerson: directory.updatePerson,
    addChannel: directory.putChannel,
    updateChannel: directory.updateChannel,
    putUserGroup: directory.putUserGroup,
    reset: workspace.reset,
    async close(): Promise<void> {
      workspace.closing.abort()
      dispatcher.sockets.close()
      await http.close()
    },
  }
}
