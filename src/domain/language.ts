/** Languages that the bot speaks: one message catalogue each. */
export const languages = ['en'] as const
export type Language = (typeof languages)[number]

/** The language of a reader's locale ("fr-FR") where it is spoken here, else that of posts. */
export function languageOf(locale: string, fallback: Language): Language {
  const wanted = locale.slice(0, 2).toLowerCase()
  return languages.find((language) => language === wanted) ?? fallback
}
