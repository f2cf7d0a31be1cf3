/** What a category counts. */
export type Unit = 'tokens' | 'pages' | 'seconds' | 'characters' | 'calls' | 'units'

/** Tokens where nothing else is known. */
export function unitOf(category: string): Unit {
  if (category.endsWith('ocr') || category.endsWith('pages')) return 'pages'
  if (category.endsWith('audio_characters')) return 'characters'
  if (category.endsWith('audio') || category.endsWith('audio_seconds')) return 'seconds'
  if (category.endsWith('connectors')) return 'calls'
  if (category.endsWith('storage')) return 'units'
  return 'tokens'
}
