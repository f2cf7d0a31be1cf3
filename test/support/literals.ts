/** What stands between quotes and back-ticks in TypeScript; code inside a template shows as "…". */
export function readTexts(source: string): string[] {
  const texts: string[] = []
  let at = 0

  /** Code up to the brace that closes it, or the end. */
  function skipCode(): void {
    for (let depth = 0; at < source.length; ) {
      const sign = source[at] ?? ''
      if (source.startsWith('//', at)) at = endOf('\n')
      else if (source.startsWith('/*', at)) at = endOf('*/')
      else if (/[=(,:]\s*$/.test(source.slice(0, at).slice(-9)) && sign === '/') skipPattern()
      else if (sign === "'" || sign === '"' || sign === '`') readText(sign)
      else {
        at += 1
        if (sign === '{') depth += 1
        if (sign === '}' && depth-- === 0) return
      }
    }
  }

  function endOf(mark: string): number {
    const found = source.indexOf(mark, at)
    return found < 0 ? source.length : found + mark.length
  }

  function skipPattern(): void {
    do at += source[at] === '\\' ? 2 : 1
    while (source[at] !== '/' && at < source.length)
    at += 1
  }

  function readText(quote: string): void {
    let text = ''
    at += 1
    while (at < source.length && source[at] !== quote) {
      if (quote === '`' && source.startsWith('${', at)) {
        at += 2
        skipCode()
        text += '…'
      } else {
        const isEscaped = source[at] === '\\'
        text += source.slice(isEscaped ? at + 1 : at, isEscaped ? at + 2 : at + 1)
        at += isEscaped ? 2 : 1
      }
    }
    at += 1
    // The name of a key is nothing that somebody reads.
    if (source[at] !== ':') texts.push(text)
  }

  skipCode()
  return texts
}
