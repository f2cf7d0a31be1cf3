import type { Origin } from '../../domain/fetched.ts'
import { formatDay } from '../../domain/time/dates.ts'
import type { Period } from '../../domain/time/period.ts'
import { dayOf, lastDayOf } from '../../domain/time/time.ts'
import { clockTime, escapeMrkdwn } from '../text.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'
import type { Source } from './sources.ts'

export interface Sourced extends Source {
  readonly period: Pick<Period, 'to' | 'isRunning'>
  readonly now: Date
}

const worthSayingSeconds = 10
/** So many files can be read in a line; the newest months are named. */
const shownOrigins = 4

/** "Mistral API 09:12 and history up to 31 Oct, UTC days up to 18 Nov": where the numbers come from, how old they are, what their days are. */
export function saySource(sourced: Sourced, view: View): string {
  const { origin, origins = [{ origin }], now } = sourced
  const brought = origins.flatMap((month) => month.origin ?? [])
  if (brought.length === 0) return sayMistral(sourced, view)
  const told = brought.filter(({ kind }) => kind !== 'nothing')
  const said = [...new Set((told.length > 0 ? told : brought).map((one) => sayOrigin(one, view, now)))]
  const rest = said.length - shownOrigins
  const { parts, report } = coreWords(view)
  return parts([
    ...(origins.some((month) => !month.origin) ? [sayMistral(sourced, view)] : []),
    ...said.slice(-shownOrigins),
    ...(rest > 0 ? [report.others(rest)] : []),
  ])
}

function sayMistral({ period, fetchedAt, kept, now }: Sourced, view: View): string {
  const { report } = coreWords(view)
  const thisYear = now.toISOString().slice(0, 4)
  const days = period.isRunning ? report.upTo(formatDay(period.to, view.locale, thisYear)) : report.utcDays
  const ageSeconds = Math.floor((now.getTime() - fetchedAt.getTime()) / 1000)
  const age = ageSeconds >= worthSayingSeconds ? ` ${report.age(`${ageSeconds} s`)}` : ''
  if (kept?.isAll) {
    const read = formatDay(dayOf(fetchedAt), view.locale, thisYear)
    return `${kept.isClosed ? report.closedHistory : report.provisionalHistory(read)}, ${days}`
  }
  const history = kept ? ` ${report.andHistory(formatDay(lastDayOf(kept.to), view.locale, thisYear))}` : ''
  return `${report.source(clockTime(fetchedAt))}${age}${history}, ${days}`
}

/** "usage file november.csv, days up to 12 Nov": what people brought says so. */
export function sayOrigin({ kind, name, asOf, through }: Origin, view: View, now: Date): string {
  const { origins, upTo, utcDays } = coreWords(view).report
  const thisYear = now.toISOString().slice(0, 4)
  if (kind === 'nothing') return origins.nothing
  if (kind === 'typed') return origins.typed(clockTime(asOf, '{date_short_pretty} {time}'))
  const said = kind === 'invoice' ? origins.invoice : origins.usageFile
  const days = through ? upTo(formatDay(through, view.locale, thisYear)) : utcDays
  return `${said(escapeMrkdwn(name ?? ''))}, ${days}`
}
