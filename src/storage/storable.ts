/** Text that both engines take, and give back as it went in: no NUL, no half of a surrogate pair. */
export const storable = (text: string): string =>
  text.includes('\0') || !text.isWellFormed() ? text.replaceAll('\0', '\u{FFFD}').toWellFormed() : text
