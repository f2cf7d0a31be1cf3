import { normalize } from './words.ts'

/** A model as an invoice or a file names it. */
export interface NamedModel {
  /** The alias that people know: "mistral-large-latest". */
  readonly model: string
  /** The one that is billed, where the words name it: "mistral-large-2411". */
  readonly version: string | null
}

const families = 'mistral|codestral|pixtral|ministral|magistral|devstral|voxtral|mixtral|mathstral'
const parts =
  'large|medium|small|tiny|nemo|saba|ocr|embed|moderation|mini|creative|mamba|tts|transcribe|realtime|code|latest|\\d{1,3}b|\\d+x\\d+b|\\d{4}|2[3-9] (?:0[1-9]|1[0-2])|\\d(?: \\d)?'
const named = new RegExp(`\\b(open )?(${families})((?: (?:${parts})(?![\\p{L}\\p{N}]))*)`, 'u')

/** These have no "-latest" of their own. */
const withoutLatest = /^open-|moderation$|mamba$|^mixtral/

/** "Mistral Large 2 (24.11) – input" → mistral-large-latest, mistral-large-2411. undefined: names no model. */
export function findModel(text: string): NamedModel | undefined {
  const plain = normalize(text)
  const [, open = '', family = '', rest = ''] = named.exec(plain) ?? []
  const words = rest.split(' ').filter(Boolean)
  // "Mistral" alone is the company.
  if (!family || (family === 'mistral' && !words.some((word) => /[a-z]{3}|\db$/.test(word) && word !== 'latest')))
    return undefined
  const [, yearPart, monthPart] = / (2[3-9]) (0[1-9]|1[0-2])$/.exec(rest) ?? []
  const date =
    /(?<!\d)(2[3-9](?:0[1-9]|1[0-2]))(?!\d)/.exec(rest)?.[1] ?? (yearPart && monthPart && yearPart + monthPart)
  const kept = words.filter((word) => !/^\d+$/.test(word) && word !== 'latest')
  const base = [open.trim(), family, ...kept].filter(Boolean).join('-')
  return {
    model: withoutLatest.test(base) ? base : `${base}-latest`,
    version: date ? `${base}-${date}` : null,
  }
}

const groups: readonly (readonly [string, RegExp])[] = [
  ['cached', /\b(cached?|cache|en cache|mis en cache)\b/],
  ['output', /\b(output|outputs|completion tokens?|generated|sortie|sorties|generes?)\b/],
  ['input', /\b(input|inputs|prompts?|entree|entrees)\b/],
]

/** Input, output or cached, where the words say so. */
export function findGroup(text: string): string | undefined {
  const plain = normalize(text)
  return groups.find(([, words]) => words.test(plain))?.[0]
}

const categories: readonly (readonly [string, RegExp])[] = [
  ['fine_tuning.storage', /\b(storage|stockage)\b/],
  ['fine_tuning.training', /\b(fine tun\w*|training|entrainement)\b/],
  ['vibe_code.completion', /\bvibe\b/],
  ['libraries_api.pages', /\b(librar(?:y|ies)|bibliotheques?)\b/],
  ['connectors', /\b(connectors?|connecteurs?|web search|recherche web|code interpreter|image generation)\b/],
  ['ocr', /\b(ocr|document ai)\b/],
  ['audio', /\b(voxtral|audio|transcri\w*|speech)\b/],
]

/** As Mistral's API calls it; undefined: the words name none that we know. */
export function findCategory(text: string): string | undefined {
  const plain = normalize(text)
  return categories.find(([, words]) => words.test(plain))?.[0]
}

/** What a group is called where there is no input and output. */
export const groupOf = (category: string): string =>
  category.endsWith('ocr') || category.endsWith('pages') ? 'pages' : category.startsWith('audio') ? 'seconds' : 'units'
