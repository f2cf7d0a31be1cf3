import type { Language } from '../../domain/language.ts'
import { en } from './en.ts'

export type Messages = typeof en

const catalogues: Record<Language, Messages> = { en }

/** The catalogue for a reader's locale ("fr-FR"), else for the language of posts. */
export function messagesFor(locale: string, fallback: Language): Messages {
  const language = locale.slice(0, 2).toLowerCase()
  return Object.hasOwn(catalogues, language) ? catalogues[language as Language] : catalogues[fallback]
}
