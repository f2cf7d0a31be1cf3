import type { Chart, Named, Panel } from '../../domain/chart.ts'
import { wordsFor } from '../words.ts'

type HasGlyph = (character: string) => boolean

/**
 * The same chart in texts that can be drawn. A name in a script without a font becomes its fallback or a number, with an
 * asterisk and a footnote: never a blank, and never boxes.
 */
export function makeLegible(chart: Chart, hasGlyph: HasGlyph): Chart {
  const words = wordsFor(chart.locale)
  const replacements = new Map<string, string>()
  let isReplaced = false

  const withLegibleName = <Item extends Named>(item: Item, index: number): Item => {
    const legible = legibleName(item.name, hasGlyph)
    if (legible !== undefined) return { ...item, name: legible }
    isReplaced = true
    const name = `${legibleName(item.fallback ?? '', hasGlyph) ?? `${words.person} ${index + 1}`}*`
    if (cleanText(item.name)) replacements.set(cleanText(item.name), name)
    return { ...item, name }
  }
  const named = chart.panels.map(
    (panel): Panel =>
      panel.kind === 'ranking'
        ? { ...panel, rows: panel.rows.map(withLegibleName) }
        : { ...panel, series: panel.series.map(withLegibleName) },
  )

  const text = (input: string) => {
    const legible = legibleText(input, replacements, hasGlyph)
    isReplaced ||= legible.includes(lost) && !input.includes(lost)
    return legible
  }
  const panels = named.map((panel): Panel => {
    const heading = panel.heading === undefined ? {} : { heading: text(panel.heading) }
    if (panel.kind === 'ranking') return { ...panel, ...heading }
    const slots =
      panel.slots.by === 'label' ? { ...panel.slots, labels: panel.slots.labels.map(text) } : { ...panel.slots }
    const levels = panel.levels?.map((level) => ({ ...level, name: text(level.name) })) ?? []
    return { ...panel, ...heading, slots, levels }
  })

  const legible = { ...chart, panels, title: text(chart.title), subtitle: text(chart.subtitle) }
  const notes = [chart.note && text(chart.note), isReplaced && words.replaced].filter(Boolean)
  return notes.length > 0 ? { ...legible, note: notes.join(' · ') } : legible
}

/** Stands for a run of letters without a glyph. */
const lost = '…*'

/** One line without control characters, invisible ones, or towers of accents. */
export function cleanText(input: string): string {
  return (
    input
      .normalize('NFC')
      .replace(/\p{Cc}/gu, ' ')
      // Persian needs its zero-width non-joiner; any other format character only hides or reorders text.
      .replace(/[\p{Cf}--\u200C]|[\uFE00-\uFE0F]|(?<!\p{sc=Arab})\u200C|\u200C(?!\p{sc=Arab})/gv, '')
      .replace(/(\p{M}{2})\p{M}+/gu, '$1')
      // Inter's narrow space cannot be seen; a no-break one keeps numbers on one line.
      .replace(/\u202F/g, '\u00A0')
      .replace(/[^\S\u00A0]+/g, ' ')
      .trim()
  )
}

const isWriting = (character: string) => /[\p{L}\p{M}\p{N}]/u.test(character)

/** Decorations without a glyph may go, letters may not: then the name is not legible at all. */
function legibleName(name: string, hasGlyph: HasGlyph): string | undefined {
  const characters = [...cleanText(name)]
  if (characters.some((character) => isWriting(character) && !hasGlyph(character))) return undefined
  return cleanText(characters.filter(hasGlyph).join('')) || undefined
}

function legibleText(input: string, replacements: ReadonlyMap<string, string>, hasGlyph: HasGlyph): string {
  let text = cleanText(input)
  const longestFirst = [...replacements].sort(([one], [other]) => other.length - one.length)
  for (const [name, label] of longestFirst) text = text.replaceAll(name, label)
  const marked = Array.from(text, (character) =>
    hasGlyph(character) ? character : isWriting(character) ? '\u0000' : '',
  ).join('')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands for a lost letter; cleanText left none.
  return cleanText(marked.replace(/\u0000(?:[\s\u0000]*\u0000)?/g, lost))
}
