import type { Config } from '../../config/index.ts'

/** "Mon 09:00" as croner reads it. */
export const weeklyCron = ({ weekday, hour, minute }: Config['digestAt']): string => `${minute} ${hour} * * ${weekday}`
