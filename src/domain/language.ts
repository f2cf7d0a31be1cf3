/** Languages that the bot speaks: one message catalogue each. */
export const languages = ['en'] as const
export type Language = (typeof languages)[number]
