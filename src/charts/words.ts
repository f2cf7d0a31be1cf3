import { type Language, languageOf } from '../domain/language.ts'

/** The few words that the pictures say by themselves; every other text comes with the description. */
export interface ChartWords {
  readonly soFar: string
  readonly forecast: string
  readonly fresh: string
  readonly others: string
  readonly noData: string
  readonly currencyUnknown: string
  readonly person: string
  /** Below a picture in which a name had to be replaced. */
  readonly replaced: string
  readonly total: string
  readonly highest: string
  readonly colon: string
  readonly semicolon: string
  more(count: number): string
}

const en: ChartWords = {
  soFar: 'so far',
  forecast: 'forecast',
  fresh: 'new',
  others: 'Other',
  noData: 'No data for this period',
  currencyUnknown: 'currency unknown',
  person: 'Name',
  replaced: '* a name that this picture cannot show: see the text beside it',
  total: 'total',
  highest: 'highest',
  colon: ': ',
  semicolon: '; ',
  more: (count) => `${count} more not shown`,
}

const fr: ChartWords = {
  soFar: 'à ce jour',
  forecast: 'prévision',
  fresh: 'nouveau',
  others: 'Autres',
  noData: 'Aucune donnée pour cette période',
  currencyUnknown: 'devise inconnue',
  person: 'Nom',
  replaced: '* nom que cette image ne peut pas afficher\u00A0: voir le texte',
  total: 'total',
  highest: 'maximum',
  colon: '\u00A0: ',
  semicolon: '\u202F; ',
  more: (count) => (count === 1 ? '1 autre non affiché' : `${count} autres non affichés`),
}

const byLanguage: Readonly<Record<Language, ChartWords>> = { en, fr }

export const wordsFor = (locale: string): ChartWords => byLanguage[languageOf(locale, 'en')]
