/** Languages that the bot speaks: one message catalogue each. */
export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

/** How a language is written where nothing says otherwise. */
const usualLocale: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' }

/**
 * How numbers and dates are written: in the language of the words beside them. A reader of that language keeps their
 * region; whoever reads a language that is not theirs reads its formats as well.
 */
export const localeFor = (language: Language, wanted = ''): string =>
  wanted.toLowerCase().startsWith(`${language}-`) ? wanted : usualLocale[language]

/** The language of a reader's locale ("fr-FR") where it is spoken here, else that of posts. */
export function languageOf(locale: string, fallback: Language): Language {
  const wanted = locale.slice(0, 2).toLowerCase()
  return languages.find((language) => language === wanted) ?? fallback
}

const quarterSigns: Readonly<Record<Language, string>> = { en: 'Q', fr: 'T' }

/** "1er déc.": Intl writes the first of a month as any other day. */
const firstDays: Readonly<Partial<Record<Language, string>>> = { fr: '1er' }

export const nameDayOfMonth = (day: string, locale: string): string =>
  (day === '1' && firstDays[languageOf(locale, 'en')]) || day

/** "Q3 2026", "T3 2026": what Intl does not write. */
export const nameQuarter = (quarter: number, year: string, locale: string): string =>
  `${quarterSigns[languageOf(locale, 'en')]}${quarter} ${year}`
