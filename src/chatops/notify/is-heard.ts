import type { Core } from '../context.ts'
import { findOwners } from '../people/workspace-owners.ts'

/** Whether anybody is there to hear what can wait: the channel, or whoever owns the Workspaces that it is about. */
export const isHeard = async (core: Core, workspaceIds: readonly string[]): Promise<boolean> =>
  core.config.places.alerts !== undefined || (await findOwners(core, workspaceIds)).length > 0
