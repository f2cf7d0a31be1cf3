import type { Dispatcher } from '../delivery/deliver.ts'
import { submissionPayload } from '../delivery/payloads.ts'
import { setState } from '../input-states.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { Acknowledgement, SandboxView } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { checkInputs } from './check-inputs.ts'
import { findElement } from './find-element.ts'
import { type InputValue, stateOf } from './input-values.ts'
import { troubleNotice, withoutBody } from './operate.ts'
import { findOwnModal } from './own-modal.ts'
import { applyResponse } from './submission-response.ts'

export interface SubmitAct {
  readonly user: string
  readonly viewId: string
  /** What to fill in before submitting, by block id. */
  readonly values?: Readonly<Record<string, InputValue>>
}

/** Fills in a modal and presses its submit button. */
export async function submitView(
  workspace: Workspace,
  dispatcher: Dispatcher,
  { user, viewId, values = {} }: SubmitAct,
): Promise<Acknowledgement> {
  const { surfaces } = workspace
  const view = fillIn(workspace, findOwnModal(workspace, user, viewId), values)
  const errors = checkInputs(view)
  if (Object.keys(errors).length > 0) {
    surfaces.setErrors(view, errors)
    return { acknowledged: false, ackMs: 0, error: 'invalid_input' }
  }
  const payload = submissionPayload(workspace, { user, view, responseUrls: issueResponseUrls(workspace, view) })
  const reply = await dispatcher.deliver({ type: 'interactive', payload })
  if (!reply.acknowledged) {
    surfaces.setNotice(view, troubleNotice)
    return withoutBody(reply)
  }
  try {
    // The bot may have updated the view, or its reader closed it, before the acknowledgement.
    const present = surfaces.stack(user).find(({ id }) => id === viewId)
    if (present) applyResponse(workspace, present, reply.body)
    return withoutBody(reply)
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error
    surfaces.setNotice(view, troubleNotice)
    return { ...withoutBody(reply), error: error.error }
  }
}

function fillIn(workspace: Workspace, view: SandboxView, values: Readonly<Record<string, InputValue>>): SandboxView {
  let states = view.state
  for (const [blockId, value] of Object.entries(values)) {
    const { element, actionId } = findElement(view.content.blocks, { blockId })
    states = setState(states, { blockId, actionId, state: stateOf(workspace, element, value) })
  }
  return workspace.surfaces.setState(view, states)
}

/** A conversation chosen in a menu with `response_url_enabled` may be answered without being joined. */
function issueResponseUrls({ responseUrls }: Workspace, { content, state, userId }: SandboxView) {
  return content.blocks.flatMap((block) => {
    if (block.type !== 'input' || !('response_url_enabled' in block.element)) return []
    const actionId = block.element.action_id ?? ''
    const held = state[block.block_id]?.[actionId]
    const channel = held?.selected_conversation ?? held?.selected_channel
    if (!block.element.response_url_enabled || typeof channel !== 'string') return []
    const response_url = responseUrls.issue({ channel, userId })
    return [{ block_id: block.block_id, action_id: actionId, channel_id: channel, response_url }]
  })
}
