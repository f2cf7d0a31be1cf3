import type { InputState } from '../../slack/index.ts'

/** What an input holds, as values: texts, ids of options, people, channels and files. */
export const listHeld = (state: InputState | undefined): readonly string[] =>
  Object.entries(state ?? {}).flatMap(([name, content]) => (name === 'type' ? [] : listValues(content)))

function listValues(content: unknown): string[] {
  if (content === null || content === undefined || content === '') return []
  if (Array.isArray(content)) return content.flatMap(listValues)
  if (typeof content !== 'object') return [String(content)]
  if ('value' in content) return [String(content.value)]
  if ('id' in content) return [String(content.id)]
  return readRichText(content)
}

/** The words of a rich text, which the page edits as plain ones. */
function readRichText(content: object): string[] {
  const words = JSON.stringify(content).match(/"text":"(?:[^"\\]|\\.)*"/g) ?? []
  const text = words.map((word) => String(JSON.parse(`{${word}}`).text)).join('')
  return text === '' ? [] : [text]
}
