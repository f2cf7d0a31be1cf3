import { defaultLevels } from '../../../chatops/notify/alert-levels.ts'
import { type AlertSettings, isMuted } from '../../../chatops/notify/alert-settings.ts'
import { isOldCounter } from '../../../domain/limit/counter.ts'
import { writeLimit } from '../../../domain/limit/limit-value.ts'
import { oldestLookMs } from '../../../domain/limit/pace-window.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import type { Currency } from '../../../domain/money/money.ts'
import { addMonths, dayOf, monthOf } from '../../../domain/time/time.ts'
import { nextWorkingMorning } from '../../../domain/time/working-days.ts'
import type { Day, Month } from '../../../domain/usage/usage.ts'
import type { LimitFacts } from '../store/types.ts'

/** What is worth an interruption, and what people were told already. */

export interface Poll {
  readonly at: Date
  readonly use: Decimal
}

/** How fast the counter has moved of late. */
export interface Pace {
  readonly perHour: number
  readonly minutes: number
  /** When the limit is reached if it goes on like this. */
  readonly stopsAt: Date | undefined
}

export interface Signals {
  /** The highest of the levels that use has reached, in per cent of the limit; 0: none. */
  readonly level: number
  /** undefined: the limit holds this month, as far as anybody can tell. */
  readonly stopsAt: Date | undefined
  /** At the pace of this hour access stops before people are back at work. */
  readonly isUrgent: boolean
  readonly isSuspended: boolean
  /** Mistral could not collect what was due last. */
  readonly hasPaymentFailed?: boolean
}

/** What was said of one limit in one month, as Mistral's counter counts months. */
export interface Told extends Omit<Signals, 'stopsAt'> {
  readonly month: Month
  readonly limit: string
  readonly currency?: Currency
  readonly stopsOn: Day | null
  /** When a look last found it urgent: a day later the next burst is told as a new one. */
  readonly urgentAt: Date | null
  /** What the counter said at the last look: it was reset when it falls. */
  readonly use: Decimal
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const paceWindowMs = hourMs / 2
const urgentMs = 12 * hourMs
const movedDays = 3

/** undefined: nothing to compare the counter with, or it was reset in between. */
export function readPace(polls: readonly Poll[], { use, limit, now }: LimitFacts): Pace | undefined {
  const age = (poll: Poll) => now.getTime() - poll.at.getTime()
  const before = polls.filter((poll) => age(poll) >= paceWindowMs).at(-1)
  if (!before || !use || age(before) > oldestLookMs || use.compare(before.use) < 0) return undefined
  const perHour = (use.minus(before.use).toNumber() / age(before)) * hourMs
  const left = limit === undefined || limit === 'unlimited' ? Number.POSITIVE_INFINITY : limit.minus(use).toNumber()
  const stopsIn = perHour > 0 && left > 0 ? (left / perHour) * hourMs : Number.POSITIVE_INFINITY
  return {
    perHour,
    minutes: Math.round(age(before) / 60_000),
    stopsAt: stopsIn < 31 * dayMs ? new Date(now.getTime() + stopsIn) : undefined,
  }
}

export function readSignals(
  facts: LimitFacts,
  pace: Pace | undefined,
  timeZone: string,
  levels: readonly number[] = defaultLevels,
): Signals {
  const { limit, use, now, forecast, isReached: isSuspended } = facts
  const share = !use || !limit || limit === 'unlimited' || limit.isZero ? 0 : (use.toNumber() / limit.toNumber()) * 100
  const soon = Math.max(now.getTime() + urgentMs, nextWorkingMorning(now, timeZone).getTime())
  const isUrgent = !isSuspended && pace?.stopsAt !== undefined && pace.stopsAt.getTime() <= soon
  return {
    level: Math.max(0, ...levels.filter((level) => share >= level)),
    stopsAt: isSuspended ? undefined : isUrgent ? pace?.stopsAt : forecast?.reachesLimitAt,
    isUrgent,
    isSuspended,
    hasPaymentFailed: facts.hasPaymentFailed ?? false,
  }
}

/** Each thing once: what flaps, or is less than what was said, is no news. */
export function isNews(signals: Signals, told: Told | undefined): boolean {
  const { isSuspended, isUrgent, level, stopsAt } = signals
  if (isNewlyUnpaid(signals, told)) return true
  if (isSuspended) return !told?.isSuspended
  if (isUrgent && !told?.isUrgent) return true
  if (level > (told?.level ?? 0)) return true
  return stopsAt !== undefined && hasMoved(told?.stopsOn, dayOf(stopsAt))
}

const isNewlyUnpaid = ({ hasPaymentFailed = false }: Signals, told: Told | undefined): boolean =>
  hasPaymentFailed && !told?.hasPaymentFailed

const hasMoved = (before: Day | null | undefined, day: Day): boolean =>
  !before || Math.abs(Date.parse(day) - Date.parse(before)) >= movedDays * dayMs

export const remember = (
  { level, isUrgent, isSuspended, stopsAt }: Signals,
  told: Told | undefined,
  about: Pick<Told, 'month' | 'limit' | 'use'>,
): Told => ({
  ...about,
  level: Math.max(level, told?.level ?? 0),
  isUrgent: isUrgent || (told?.isUrgent ?? false),
  isSuspended: isSuspended || (told?.isSuspended ?? false),
  stopsOn: stopsAt ? dayOf(stopsAt) : (told?.stopsOn ?? null),
  urgentAt: told?.urgentAt ?? null,
})

/** Where a limit or a month begins. */
const nothingTold = (about: Pick<Told, 'month' | 'limit' | 'use'>): Told => ({
  ...about,
  level: 0,
  isUrgent: false,
  isSuspended: false,
  stopsOn: null,
  urgentAt: null,
})

/** A burst is over after a day without one; one that flaps is not. */
const forgetBurst = (told: Told, now: Date): Told =>
  told.isUrgent && now.getTime() - (told.urgentAt?.getTime() ?? 0) >= dayMs ? { ...told, isUrgent: false } : told

export interface Judgement {
  /** Without the forecast, where it is of another month than the counter. */
  readonly facts: LimitFacts
  readonly signals: Signals
  readonly hasNews: boolean
  /** What is remembered until the next look, whether there is news or not. */
  readonly told: Told
}

/**
 * One look, held against what people were told of the same month and limit. While Mistral's counter still counts the old
 * month, that month's alerts go on; only its forecast is over.
 */
export function judge(
  seen: LimitFacts,
  pace: Pace | undefined,
  last: Told | undefined,
  timeZone: string,
  settings: AlertSettings = { levels: defaultLevels, mutedUntil: undefined },
  /** false: there is no place for what can wait. */
  isHeard = true,
): Judgement {
  const about = describeCounter(seen, last)
  const isSame = last?.month === about.month && last.limit === about.limit
  const before = isSame ? forgetBurst(last, seen.now) : nothingTold(about)
  const told = { ...before, hasPaymentFailed: last?.hasPaymentFailed ?? false }
  const facts = about.month < monthOf(dayOf(seen.now)) ? { ...seen, forecast: undefined } : seen
  const signals = readSignals(facts, pace, timeZone, settings.levels)
  // What is muted, or has no place yet, counts as unsaid: it is said afterwards, where it is still true.
  const cannotWait = signals.isUrgent || signals.isSuspended || isNewlyUnpaid(signals, told)
  const mayTell = cannotWait || (isHeard && !isMuted(settings, seen.now))
  const hasNews = mayTell && isNews(signals, told)
  const next = hasNews ? remember(signals, told, about) : { ...told, ...about }
  const { isUrgent, hasPaymentFailed = false } = signals
  // A payment that went through makes the next failure news, whatever the limit and the month.
  return { facts, signals, hasNews, told: { ...next, hasPaymentFailed, urgentAt: isUrgent ? seen.now : next.urgentAt } }
}

/** What was to be told is of a month that is over by now: the new one's figures would say nothing of it. */
export const isOfPastMonth = (
  last: Told | undefined,
  { signals, told }: Pick<Judgement, 'signals' | 'told'>,
): boolean => last !== undefined && last.month !== told.month && !signals.hasPaymentFailed

/** Of which month and limit the counter speaks: what Mistral leaves out this time is as it was. */
function describeCounter(
  facts: LimitFacts,
  last: Told | undefined,
): Pick<Told, 'month' | 'limit' | 'use' | 'currency'> {
  const month = monthOf(dayOf(facts.now))
  return {
    month: isOldCounter(last, month, facts) ? addMonths(month, -1) : month,
    limit: facts.limit === undefined ? (last?.limit ?? '') : writeLimit(facts.limit),
    use: facts.use ?? last?.use ?? Decimal.zero,
    currency: facts.currency ?? last?.currency ?? null,
  }
}
