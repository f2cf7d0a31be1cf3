const upperCase = new Set(['ocr', 'moe', 'fim', 'tts', 'api'])

/** "mistral-large-latest" → "Mistral Large", "mistral-ocr-2505" → "Mistral OCR", "ministral-8b" → "Ministral 8B"; a tuned one adds its own. */
export function modelName(alias: string): string {
  const name = known.get(alias) ?? readName(alias)
  if (known.size >= mostKnown) known.clear()
  known.set(alias, name)
  return name
}

/** A month names its few dozen models thousands of times; a file can name another one in each line. */
const mostKnown = 5_000
const known = new Map<string, string>()

function readName(alias: string): string {
  const [, base, tuning] = /^ft:([^:]+):(.+)$/.exec(alias) ?? []
  if (base && tuning) return `${modelName(base)} (${tuning})`
  const words = alias
    .replace(/-latest$/, '')
    .replace(/-\d{4}$/, '')
    .split(/[-_ ]+/)
    .filter(Boolean)
  if (words.length === 0) return alias
  return words
    .map((word) => (upperCase.has(word) || /^\d+(?:x\d*)?b$/.test(word) ? word.toUpperCase() : capitalize(word)))
    .join(' ')
}

/** In a line where every word counts, "Mistral Large" is "Large". */
export const shortModelName = (alias: string): string => modelName(alias).replace(/^Mistral (?=\S)/, '')

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
