const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Cuts by what a reader sees as one character, and says so with an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ''
  let count = 0
  for (const { segment } of graphemes.segment(text)) {
    if (count === most - 1 || kept.length + segment.length > most - 1) return `${kept.trimEnd()}…`
    kept += segment
    count += 1
  }
  return kept
}

/** Characters that reorder, hide or break the line that they stand in. */
const unruly = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]+/gu
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/**
 * Somebody else's words inside ours: no mention, no formatting, no line break, cut to length, and right-to-left text
 * kept from turning the rest of the line around. For mrkdwn; `plainName` is for buttons and alt texts.
 */
export function escapeMrkdwn(text: string, most = 60): string {
  const escaped = escapeSlack(plainName(text, most))
  // A zero-width space keeps Slack from reading a mark as formatting, and changes nothing that one sees.
  return escaped.replace(/[*_~`]/g, (mark) => `\u200b${mark}\u200b`)
}

export function plainName(text: string, most = 60): string {
  const plain = tidy(text, most)
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain
}

/** One line that shows what it holds; for a field of its own, whose neighbours it cannot turn around. */
export const tidy = (text: string, most: number): string =>
  cut(text.replace(unruly, ' ').replace(/\s+/g, oneSpace).trim(), most) || '?'

/** One that does not break belongs to how a language writes: "38\u00A0%". */
const oneSpace = (run: string): string => (/^[\u00A0\u202F]$/.test(run) ? run : ' ')

/** Between back-ticks: nothing is formatted there, so that it can be copied and typed as it stands. */
export const code = (text: string, most = 120): string => `\`${escapeSlack(tidy(text.replaceAll('`', ''), most))}\``

const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What Slack escaped in a command's text. */
export const unescapeSlack = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Everybody reads it in their own time zone; the fallback says UTC. */
export function clockTime(at: Date, format = '{time}'): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^${format}|${at.toISOString().slice(11, 16)} UTC>`
}
