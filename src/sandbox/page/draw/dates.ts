/** Slack's date tokens, `<!date^…^{date_short} at {time}|…>`, in the reader's zone and language. */

export interface Place {
  readonly timeZone: string
  readonly locale: string
  readonly now: Date
}

const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
}

export const formatMoment = (at: Date, style: Intl.DateTimeFormatOptions, { timeZone, locale }: Place): string =>
  new Intl.DateTimeFormat(locale, { timeZone, ...style }).format(at)

/** "2026-11-18" where the reader is. */
export const dayOf = (at: Date, { timeZone }: Pick<Place, 'timeZone'>): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)

export function formatTokens(format: string, at: Date, place: Place): string {
  return format.replace(/\{(\w+)\}/g, (token, name: string) => {
    if (name === 'date_num') return dayOf(at, place)
    if (name === 'ago') return formatAge(at, place)
    const plain = name.replace(/_pretty$/, '')
    const style = styles[plain]
    if (!style) return token
    return (plain !== name && nearDay(at, place)) || formatMoment(at, style, place)
  })
}

const dayMs = 86_400_000

/** "today", "yesterday", "tomorrow", or nothing. */
function nearDay(at: Date, place: Place): string | undefined {
  const days = Math.round((Date.parse(dayOf(at, place)) - Date.parse(dayOf(place.now, place))) / dayMs)
  if (Math.abs(days) > 1) return undefined
  return new Intl.RelativeTimeFormat(place.locale, { numeric: 'auto' }).format(days, 'day')
}

function formatAge(at: Date, { now, locale }: Place): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000)
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  if (Math.abs(minutes) < 1_440) return relative.format(Math.round(minutes / 60), 'hour')
  return relative.format(Math.round(minutes / 1_440), 'day')
}

/** "Today", "Yesterday" or "Tuesday, 17 November": what stands between the days of a conversation. */
export function nameDay(at: Date, place: Place): string {
  const near = nearDay(at, place)
  if (near) return near.charAt(0).toUpperCase() + near.slice(1)
  return formatMoment(at, { weekday: 'long', month: 'long', day: 'numeric' }, place)
}

/** A message's `ts` tells when it was written. */
export const momentOf = (ts: string) => new Date(Number(ts) * 1_000)

/** Does a format say what moves with the clock? Then a drawing of it does not keep. */
export const isRelative = (text: string) => /\{(ago|\w+_pretty)\}/.test(text)
