import type { Core } from '../../../chatops/context.ts'

/** Without a place to say it, or a key to ask with, nothing is watched. */
export const isWatching = ({ config }: Pick<Core, 'config'>): boolean =>
  config.places.alerts !== undefined && config.mistral.key !== undefined
