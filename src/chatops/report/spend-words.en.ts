import type { Unit } from '../../domain/usage/unit.ts'

const unitNames: Record<Unit, [one: string, many: string]> = {
  pages: ['page', 'pages'],
  seconds: ['second of audio', 'seconds of audio'],
  characters: ['character', 'characters'],
  calls: ['connector call', 'connector calls'],
  tokens: ['token', 'tokens'],
  units: ['unit', 'units'],
}

const categories: Record<string, string> = {
  completion: 'API completion',
  chat: 'le Chat',
  ocr: 'OCR',
  audio: 'Audio transcription',
  audio_characters: 'Speech',
  connectors: 'Connectors',
  'libraries_api.pages': 'Libraries, pages',
  'libraries_api.tokens': 'Libraries, tokens',
  'libraries_api.audio_seconds': 'Libraries, audio',
  'fine_tuning.training': 'Fine-tuning, training',
  'fine_tuning.storage': 'Fine-tuning, storage',
  vibe_usage: 'Vibe',
  typed: 'Typed from the Billing page',
}

export const en = {
  /** Categories that Mistral adds later are shown by Mistral’s own word. */
  category(key: string): string {
    if (key.startsWith('vibe_code.')) return `Vibe Code, ${key.slice(10).replaceAll('_', ' ')}`
    return categories[key] ?? key.replaceAll('_', ' ').replaceAll('.', ', ')
  },
  units: (unit: Unit, count: string, isOne: boolean) => `${count} ${unitNames[unit][isOne ? 0 : 1]}`,

  change: (
    share: string | undefined,
    difference: string,
    against: string,
    { isWholeDays, isPart }: { readonly isWholeDays: boolean; readonly isPart: boolean },
  ) =>
    [
      `${share ? `${share} (${difference})` : difference} on ${against}`,
      isWholeDays ? 'whole days' : '',
      isPart ? 'of what has a price in both' : '',
    ]
      .filter(Boolean)
      .join(', '),
  noChange: (against: string, isPart: boolean) =>
    `The same as ${against}${isPart ? ', of what has a price in both' : ''}`,
  otherCurrencyBefore: (against: string) => `No comparison with ${against}: it is in another currency`,
  notComparable: (against: string) => `No comparison with ${against}: too much of it has no price`,
  notByDay: (against: string) => `No comparison with ${against}: some amounts are known by the month only`,
  nothingBefore: (against: string) => `Nothing was spent on ${against}`,
  noDataBefore: (against: string) => `No data for ${against} to compare with`,

  unpriced: (units: string) => `⚠ ${units} without a price, not counted`,
  unreadable: (count: number, categories: string) =>
    `⚠ ${count === 1 ? '1 entry' : `${count} entries`} that I could not read, not counted (${categories})`,
  leftOut: (amount: string) => `⚠ ${amount} is known by the month only, not counted in this period`,
  unknownCurrency: '⚠ Mistral does not say in which currency',
  mixedCurrencies: '⚠ The period has several currencies, which are not added up',
  missingComparison: '⚠ The period before could not be read, so there is no comparison',
  missingWorkspaces: (names: string) => `⚠ No answer for ${names}`,

  before: 'before VAT, seats and discounts',
}
