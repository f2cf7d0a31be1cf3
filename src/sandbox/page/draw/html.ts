/** Markup that is safe to send: whatever was put into it has been escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Part = Html | string | number | false | null | undefined | readonly Part[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)

/** A template whose parts are escaped, unless they are markup themselves. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((text, position) => text + write(parts[position])).join(''))

/** Only for markup that somebody else has escaped. */
export const trusted = (text: string) => new Html(text)

function write(part: Part): string {
  if (part === undefined || part === null || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(write).join('')
  return escapeText(String(part))
}

/** Attributes by name: `true` stands alone, nothing leaves the attribute out. */
export const attributes = (facts: Readonly<Record<string, string | number | boolean | undefined>>): Html =>
  new Html(
    Object.entries(facts)
      .map(([name, value]) => {
        if (value === undefined || value === false) return ''
        return value === true ? ` ${name}` : ` ${name}="${escapeText(String(value))}"`
      })
      .join(''),
  )
