import type { Dispatcher } from '../delivery/deliver.ts'
import { commandPayload } from '../delivery/payloads.ts'
import { respond } from '../respond.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { Acknowledgement } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { showNotice } from './notice.ts'

export interface CommandAct {
  readonly user: string
  readonly channel: string
  readonly text?: string
  readonly command?: string
  readonly threadTs?: string
}

/** Types a slash command. */
export async function typeCommand(
  workspace: Workspace,
  dispatcher: Dispatcher,
  { user, channel: channelId, text = '', command = '/mistral', threadTs }: CommandAct,
): Promise<Acknowledgement> {
  const channel = workspace.directory.findChannel(channelId)
  const notify = (notice: string) => showNotice(workspace, { user, channel: channelId, threadTs }, notice)
  if (threadTs !== undefined) {
    notify(`${command} is not supported in threads. Sorry!`)
    return { acknowledged: false, ackMs: 0, error: 'not_supported_in_threads' }
  }
  const payload = commandPayload(workspace, { user, channel, command, text })
  const { body, ...acknowledgement } = await dispatcher.deliver({ type: 'slash_commands', payload })
  if (!acknowledgement.acknowledged) {
    notify(`${command} failed with the error "${acknowledgement.error}"`)
    return acknowledgement
  }
  return { ...acknowledgement, ...answerAtOnce(workspace, { channel: channelId, userId: user }, body) }
}

/** An acknowledgement may carry the answer. */
function answerAtOnce(workspace: Workspace, target: { channel: string; userId: string }, body: unknown) {
  if (!body || typeof body !== 'object' || Object.keys(body).length === 0) return {}
  try {
    respond(workspace, target, body)
    return {}
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error
    return { error: error.error }
  }
}
