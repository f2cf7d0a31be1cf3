import type { Core } from '../../../chatops/context.ts'

/** Without a key to ask with nothing is watched. ALERTS_CHANNEL is only one of the places where it is said. */
export const isWatching = ({ config }: Pick<Core, 'config'>): boolean => config.mistral.key !== undefined
