import type { SandboxView } from '../types.ts'
import type { Workspace } from '../workspace.ts'

/** A modal that this person has open. */
export function findOwnModal({ surfaces }: Workspace, user: string, viewId: string): SandboxView {
  const view = surfaces.stack(user).find(({ id }) => id === viewId)
  if (!view) throw new Error(`${user} has no modal ${viewId} open`)
  return view
}
