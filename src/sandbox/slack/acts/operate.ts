import type { Dispatcher, Reply } from '../delivery/deliver.ts'
import { messageActionPayload, viewActionPayload } from '../delivery/payloads.ts'
import { setState } from '../input-states.ts'
import type { Acknowledgement, InputState, SandboxMessage, SandboxView } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { type ElementName, type FoundElement, findElement } from './find-element.ts'
import { type InputValue, stateOf } from './input-values.ts'
import { showNotice } from './notice.ts'

export interface OperateAct extends ElementName {
  readonly user: string
  readonly actionId: string
  /** A message as it stands now … */
  readonly channel?: string
  readonly ts?: string
  /** … or as this person still sees it, when it has changed meanwhile. */
  readonly message?: SandboxMessage
  readonly viewId?: string
  readonly value?: InputValue
  /** Slack's client holds it and tells nobody yet: a text that tells the app on Enter, before Enter is pressed. */
  readonly isOnlyHeld?: boolean
}

const notUsed: Acknowledgement = { acknowledged: true, ackMs: 0 }
export const troubleNotice = 'We had some trouble connecting. Try again?'

/** Presses a button, chooses from a menu, picks a date, or types: in a message, a modal or the App Home. */
export async function operateElement(
  workspace: Workspace,
  dispatcher: Dispatcher,
  act: OperateAct,
): Promise<Acknowledgement> {
  if (act.viewId !== undefined)
    return operateInView(workspace, dispatcher, act, workspace.surfaces.find({ id: act.viewId }))
  return operateInMessage(workspace, dispatcher, act, act.message ?? findMessage(workspace, act))
}

function findMessage({ messages }: Workspace, { channel, ts }: OperateAct): SandboxMessage {
  if (channel === undefined || ts === undefined) throw new Error('say where: a view, a message, or channel and ts')
  return messages.find(channel, ts)
}

async function operateInMessage(
  workspace: Workspace,
  dispatcher: Dispatcher,
  { user, value = null, ...name }: OperateAct,
  message: SandboxMessage,
): Promise<Acknowledgement> {
  if (message.visibleTo !== undefined && message.visibleTo !== user)
    throw new Error(`${user} does not see this message`)
  const found = findElement(message.blocks, name)
  const state = stateOf(workspace, found.element, value)
  if (isStateful(found)) {
    const states = setState(workspace.inputs.read(message, user), { ...idsOf(found), state })
    workspace.inputs.write(message, user, states)
  }
  if (!isDispatched(found)) return notUsed
  const action = describeAction(workspace, found, state)
  const payload = messageActionPayload(workspace, { user, message, action })
  const reply = await dispatcher.deliver({ type: 'interactive', payload })
  if (!reply.acknowledged) {
    const { channel, threadTs } = message
    showNotice(workspace, { user, channel, threadTs }, `This app responded with an error: ${reply.error}`)
  }
  return withoutBody(reply)
}

async function operateInView(
  workspace: Workspace,
  dispatcher: Dispatcher,
  { user, value = null, isOnlyHeld = false, ...name }: OperateAct,
  shown: SandboxView,
): Promise<Acknowledgement> {
  if (shown.userId !== user) throw new Error(`${user} does not see this view`)
  const found = findElement(shown.content.blocks, name)
  const state = stateOf(workspace, found.element, value)
  const view = isStateful(found)
    ? workspace.surfaces.setState(shown, setState(shown.state, { ...idsOf(found), state }))
    : shown
  if (isOnlyHeld || !isDispatched(found)) return notUsed
  const action = describeAction(workspace, found, state)
  const payload = viewActionPayload(workspace, { user, view, action })
  const reply = await dispatcher.deliver({ type: 'interactive', payload })
  if (!reply.acknowledged) workspace.surfaces.setNotice(view, troubleNotice)
  return withoutBody(reply)
}

const idsOf = ({ block, actionId }: FoundElement) => ({ blockId: block.block_id, actionId })

const isStateful = ({ element }: FoundElement) => element.type !== 'button' && element.type !== 'overflow'

/** An input keeps to itself until it is submitted, unless its block says otherwise. */
const isDispatched = ({ block }: FoundElement) => block.type !== 'input' || block.dispatch_action === true

const describeAction = ({ messages }: Workspace, { block, actionId }: FoundElement, state: InputState) => ({
  action_id: actionId,
  block_id: block.block_id,
  action_ts: messages.nextTs(),
  ...state,
})

export function withoutBody({ body: _body, ...acknowledgement }: Reply): Acknowledgement {
  return acknowledgement
}
