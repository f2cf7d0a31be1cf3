import type { Core } from '../../../chatops/context.ts'

/** Days, Workspaces, the pace of this hour: only Mistral's own figures tell them. */
export const isAsking = ({ config }: Pick<Core, 'config'>): boolean => config.mistral.key !== undefined

/**
 * ALERTS_CHANNEL is only one of the places where it is said; without a key, and so with no figure of this hour, it is the
 * only one: there what people typed and imported is held against the limit.
 */
export const isWatching = (core: Pick<Core, 'config'>): boolean =>
  isAsking(core) || core.config.places.alerts !== undefined

/** Where there is nothing to look at, the dead man's switch still wants to hear that the bot runs. */
export const isBeating = (core: Pick<Core, 'config'>): boolean =>
  isWatching(core) || core.config.heartbeatUrl !== undefined
