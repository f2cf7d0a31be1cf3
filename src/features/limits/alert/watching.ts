import type { Core } from '../../../chatops/context.ts'

/** Without a place to say it nothing is watched. Without a key what people typed and imported is held against the limit. */
export const isWatching = ({ config }: Pick<Core, 'config'>): boolean => config.places.alerts !== undefined

/** Days, Workspaces, the pace of this hour: only Mistral's own figures tell them. */
export const isAsking = (core: Pick<Core, 'config'>): boolean =>
  isWatching(core) && core.config.mistral.key !== undefined
