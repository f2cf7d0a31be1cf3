import { z } from 'zod'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxView } from '../types.ts'
import { checkView } from '../web-api/views.ts'
import type { Workspace } from '../workspace.ts'

const responseSchema = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
])

/** What the acknowledgement of a submission asks Slack to do; an empty one closes the modal. */
export function applyResponse(workspace: Workspace, view: SandboxView, body: unknown): void {
  const { surfaces } = workspace
  if (!body || typeof body !== 'object' || Object.keys(body).length === 0) {
    surfaces.close(view)
    return
  }
  const parsed = responseSchema.safeParse(body)
  if (!parsed.success) throw new SlackRefusal('invalid_response_action')
  const response = parsed.data
  switch (response.response_action) {
    case 'clear':
      surfaces.closeAll(view.userId)
      return
    case 'update':
      surfaces.update(view, checkView(workspace, response.view, 'modal'))
      return
    case 'push':
      surfaces.push(view.userId, checkView(workspace, response.view, 'modal'))
      return
    case 'errors':
      showErrors(workspace, view, response.errors)
  }
}

/** Errors stand at inputs; one for a block that is none makes Slack drop them all. */
function showErrors({ surfaces }: Workspace, view: SandboxView, errors: Readonly<Record<string, string>>): void {
  const inputs = view.content.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id)
  if (!Object.keys(errors).every((blockId) => inputs.includes(blockId))) throw new SlackRefusal('invalid_error_block')
  surfaces.setErrors(view, errors)
}
