import { sayLimitAmount } from '../../../chatops/report/amounts.ts'
import { escapeMrkdwn } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import { isSameLimit, type LimitValue } from '../../../domain/limit/limit-value.ts'
import type { Decimal } from '../../../domain/money/decimal.ts'
import { type Currency, formatMoney, inCurrency } from '../../../domain/money/money.ts'
import { formatDay, formatMoment, nameOfPeriod } from '../../../domain/time/dates.ts'
import { addMonths, dayOf, firstDayOf, lastDayOf, monthOf } from '../../../domain/time/time.ts'
import type { Month } from '../../../domain/usage/usage.ts'
import type { Party, Raise } from '../store/types.ts'
import { limitsWords } from '../words.ts'

/** Phrases that every message about a limit is made of. */

export function sayLimit(value: LimitValue, currency: Currency, view: View): string {
  if (value === 'unlimited') return limitsWords(view).noLimit
  return sayLimitAmount(value, currency, view)
}

export const sayAmount = (amount: Decimal, currency: Currency, view: View): string =>
  formatMoney(inCurrency(amount, currency), view.locale)

/** A card stands for days and is read in many zones: Slack says "today" or the date, in the reader's own time. */
export const sayMoment = (at: Date, view: View): string =>
  `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${formatMoment(at, view.locale, view.timeZone)}>`

/** Whoever decides must know who asks: a mention, and for the asker's own eyes too. */
export function sayPerson(party: Pick<Party, 'slackId'> | null, view: View): string {
  if (party === null) return limitsWords(view).bot
  return party.slackId ? `<@${party.slackId}>` : limitsWords(view).erased
}

/**
 * "€45,000 → €50,000, November only", or "Keep €50,000, permanently" of one that was temporary. The present limit is a
 * figure, which not every reader may see.
 */
export function sayChange(raise: Raise, view: View, seesFigures = true): string {
  const limits = limitsWords(view)
  const target = sayLimit(raise.target, raise.currency, view)
  const before = raise.attempt?.from ?? raise.before
  const change = isSameLimit(before, raise.target)
    ? limits.keep(target)
    : `${sayLimit(before, raise.currency, view)} → ${target}`
  if (raise.change === 'revert') return change
  return limits.changeFor(seesFigures ? change : limits.newLimit(target), sayTerm(raise, view))
}

function sayTerm({ term, createdAt }: Raise, view: View): string {
  const words = limitsWords(view).term
  if (term.kind === 'permanent') return words.permanent
  if (term.kind === 'date') return words.date(sayMoment(term.endsAt, view))
  return words.month(nameMonth(monthOf(dayOf(createdAt)), createdAt, view))
}

/** "November", as Mistral counts months: in UTC. */
export const nameMonth = (month: Month, now: Date, view: View): string =>
  nameOfPeriod({ kind: 'month', from: firstDayOf(month), to: lastDayOf(month) }, view.locale, dayOf(now).slice(0, 4))

/** Where a temporary limit goes and when; empty for one that stays. */
export function sayReturn(raise: Raise, returnsTo: LimitValue | undefined, view: View): string {
  const { change, term, createdAt, currency } = raise
  const words = limitsWords(view).returns
  if (returnsTo === undefined || term.kind === 'permanent' || change === 'revert') return ''
  const limit = sayLimit(returnsTo, currency, view)
  if (term.kind === 'date') return words.atDate(limit, sayMoment(term.endsAt, view))
  return words.atReset(
    limit,
    formatDay(firstDayOf(addMonths(monthOf(dayOf(createdAt)), 1)), view.locale, dayOf(createdAt).slice(0, 4)),
  )
}

/** Somebody's own words, held together and kept from acting. */
export const quote = (text: string, view: View): string => limitsWords(view).quoted(escapeMrkdwn(text, 500))

export function sayReason({ requester, reason }: Raise, view: View): string {
  if (reason !== null) return quote(reason, view)
  return requester ? `_${limitsWords(view).erasedReason}_` : ''
}

/** A message's text for lock screens and screen readers: the same words without marks, links and date tokens. */
export const toText = (...lines: readonly string[]): string =>
  lines
    .filter(Boolean)
    .join(' · ')
    .replace(/<(?:!date\^|https:)[^<|>]*\|([^<>]*)>/g, '$1')
    .replaceAll('\n', ' · ')
    .replaceAll('*', '')

export const joinLines = (...lines: readonly string[]): string => lines.filter(Boolean).join('\n')
