import type { Dispatcher } from '../delivery/deliver.ts'
import { closePayload } from '../delivery/payloads.ts'
import type { Acknowledgement } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { withoutBody } from './operate.ts'
import { findOwnModal } from './own-modal.ts'

export interface CloseAct {
  readonly user: string
  readonly viewId: string
}

/** Presses a modal's close button: back to the one below, or out of all of them. */
export async function closeView(
  workspace: Workspace,
  dispatcher: Dispatcher,
  { user, viewId }: CloseAct,
): Promise<Acknowledgement> {
  const { surfaces } = workspace
  const view = findOwnModal(workspace, user, viewId)
  const isCleared = view.content.type === 'modal' && view.content.clear_on_close === true
  const closed = isCleared ? surfaces.stack(user) : [view]
  if (isCleared) surfaces.closeAll(user)
  else surfaces.close(view)
  const told = closed.filter(({ content }) => content.type === 'modal' && content.notify_on_close)
  const replies = await Promise.all(
    told.map((each) =>
      dispatcher.deliver({ type: 'interactive', payload: closePayload(workspace, { user, view: each, isCleared }) }),
    ),
  )
  const reply = replies.find(({ acknowledged }) => !acknowledged) ?? replies[0]
  return reply ? withoutBody(reply) : { acknowledged: true, ackMs: 0 }
}
