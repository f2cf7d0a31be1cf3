import type { Language } from '../../domain/language.ts'

/** Whoever reads: a view, or anything else that knows the language. */
export interface Reader {
  readonly language: Language
}

/** The words of one room of the program in every language. English gives the type, so that a missing key does not compile. */
export type Words<Text> = ((reader: Reader) => Text) & { readonly byLanguage: Readonly<Record<Language, Text>> }

/** `words(view).title`: what stands in the catalogues of one folder, for one reader. */
export const defineWords = <Text>(
  byLanguage: { readonly en: Text } & Readonly<Record<Language, NoInfer<Text>>>,
): Words<Text> => Object.assign(({ language }: Reader) => byLanguage[language], { byLanguage })
