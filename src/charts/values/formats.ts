// Making an Intl format costs more than using it a hundred times, and a chart writes hundreds of texts.
const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

export const numberFormat = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  remember(numberFormats, locale, options, () => new Intl.NumberFormat(locale, options))

/** In UTC. Plain "en" would write "Nov 20", while the texts around the picture write "20 Nov". */
export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  remember(dateFormats, locale, options, () => {
    return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...options, timeZone: 'UTC' })
  })

function remember<Format>(formats: Map<string, Format>, locale: string, options: object, make: () => Format): Format {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? make()
  formats.set(key, known)
  return known
}
