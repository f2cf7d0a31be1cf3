import type { Unit } from '../../domain/usage/unit.ts'
import { inside, isOne, plural, to } from '../words/french.ts'
import type { en } from './spend-words.en.ts'

const unitNames: Record<Unit, [one: string, many: string]> = {
  pages: ['page', 'pages'],
  seconds: ['seconde d’audio', 'secondes d’audio'],
  characters: ['caractère', 'caractères'],
  calls: ['appel de connecteur', 'appels de connecteurs'],
  tokens: ['token', 'tokens'],
  units: ['unité', 'unités'],
}

const categories: Record<string, string> = {
  completion: 'Complétion par l’API',
  chat: 'le Chat',
  ocr: 'OCR',
  audio: 'Transcription audio',
  audio_characters: 'Synthèse vocale',
  connectors: 'Connecteurs',
  'libraries_api.pages': 'Bibliothèques, pages',
  'libraries_api.tokens': 'Bibliothèques, tokens',
  'libraries_api.audio_seconds': 'Bibliothèques, audio',
  'fine_tuning.training': 'Fine-tuning, entraînement',
  'fine_tuning.storage': 'Fine-tuning, stockage',
  vibe_usage: 'Vibe',
  typed: 'Saisi depuis la page Billing',
}

export const fr: typeof en = {
  category(key) {
    if (key.startsWith('vibe_code.')) return `Vibe Code, ${key.slice(10).replaceAll('_', ' ')}`
    return categories[key] ?? key.replaceAll('_', ' ').replaceAll('.', ', ')
  },
  units: (unit, count, one) => `${count} ${unitNames[unit][one || isOne(count) ? 0 : 1]}`,

  change: (share, difference, against, { isWholeDays, isPart }) =>
    [
      `${share ? `${share} (${difference})` : difference} par rapport ${to(against)}`,
      isWholeDays ? 'jours entiers' : '',
      isPart ? 'sur ce qui a un prix des deux côtés' : '',
    ]
      .filter(Boolean)
      .join(', '),
  noChange: (against, isPart) => `Identique ${to(against)}${isPart ? ', sur ce qui a un prix des deux côtés' : ''}`,
  otherCurrencyBefore: (against) => `Pas de comparaison possible (${inside(against)}) : la devise est différente`,
  notComparable: (against) => `Pas de comparaison possible (${inside(against)}) : trop d’usage y est sans prix`,
  notByDay: (against) =>
    `Pas de comparaison possible (${inside(against)}) : certains montants ne sont connus que par mois`,
  nothingBefore: (against) => `Aucune dépense sur la période précédente (${inside(against)})`,
  noDataBefore: (against) => `Aucune donnée pour comparer (${inside(against)})`,

  unpriced: (units) => `⚠ Sans prix, donc non compté : ${units}`,
  unreadable: (count, unreadCategories) =>
    `⚠ ${plural(count, 'entrée illisible, non comptée', 'entrées illisibles, non comptées')} (${unreadCategories})`,
  leftOut: (amount) => `⚠ ${amount} connus au mois seulement, non comptés dans cette période`,
  unknownCurrency: '⚠ Mistral n’indique pas la devise',
  mixedCurrencies: '⚠ La période contient plusieurs devises, qui ne sont pas additionnées',
  missingComparison: '⚠ La période précédente n’a pas pu être lue, il n’y a donc pas de comparaison',
  missingWorkspaces: (names) => `⚠ Pas de réponse pour ${names}`,

  before: 'hors TVA, licences et remises',
}
