import type { Fetched } from '../../domain/fetched.ts'
import { formatCount, formatShare } from '../../domain/money/money.ts'
import { formatDays, nameOfPeriod } from '../../domain/time/dates.ts'
import { type Comparison, comparisonFor, type Period, parsePeriod } from '../../domain/time/period.ts'
import { addDays, startOfDay } from '../../domain/time/time.ts'
import type { ActivityPeriod } from '../../domain/usage/activity.ts'
import type { TypedWords } from '../routing/typed-words.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'

/** What all reports on activity take: a period, and one thing to count or to sort by. */
export interface ActivityArgs<Choice extends string> {
  readonly period: Period
  readonly comparison: Comparison | undefined
  readonly by: Choice
}

export function parseActivity<Choice extends string>(
  words: TypedWords,
  now: Date,
  choices: readonly [Choice, ...Choice[]],
): ActivityArgs<Choice> {
  const by = words.takeChoice('by', choices) ?? choices[0]
  const period = parsePeriod(words.rest(choices.slice(0, 3).map((choice) => `by ${choice}`)), now)
  return { period, comparison: comparisonFor(period), by }
}

/** Whole UTC days as moments: Mistral's analytics take seconds. */
export const windowOf = ({
  from,
  to,
}: {
  readonly from: Period['from']
  readonly to: Period['to']
}): ActivityPeriod => ({
  from: startOfDay(from),
  to: startOfDay(addDays(to, 1)),
})

export interface Windows<Value> {
  /** The whole period, today included. */
  readonly all: Value
  /** The same whole days now and before, to be held against each other. */
  readonly compared: Value | undefined
  readonly before: Value | undefined
  /** Of the oldest of these answers. */
  readonly fetchedAt: Date
}

/** The period, and what it is compared with, in one round. */
export async function readWindows<Value>(
  { period, comparison }: Pick<ActivityArgs<string>, 'period' | 'comparison'>,
  read: (window: ActivityPeriod) => Promise<Fetched<Value>>,
): Promise<Windows<Value>> {
  const [all, compared, before] = await Promise.all([
    read(windowOf(period)),
    comparison && read(windowOf(comparison.of)),
    comparison && read(windowOf(comparison.against)),
  ])
  const times = [all, compared, before].flatMap((answer) => (answer ? [answer.fetchedAt.getTime()] : []))
  return { all: all.value, compared: compared?.value, before: before?.value, fetchedAt: new Date(Math.min(...times)) }
}

/** The same count over the same whole days now and before. */
export interface Compared {
  readonly now: number
  readonly before: number
}

/** 0.12 for +12%; null: nothing before; undefined: nothing to compare with. */
export const ratioOf = (counts: Compared | undefined): number | null | undefined =>
  counts && (counts.before === 0 ? null : counts.now / counts.before - 1)

/** "+12% (+340)"; empty where nothing changed, or nothing was before. */
export function sayDifference(counts: Compared | undefined, view: View): string {
  const difference = counts ? counts.now - counts.before : 0
  if (!counts || counts.before === 0 || difference === 0) return ''
  const sign = difference > 0 ? '+' : ''
  const share = formatShare(difference, counts.before, view.locale) ?? ''
  return `${sign}${share} (${sign}${formatCount(difference, view.locale)})`
}

type ComparedDays = Pick<ActivityArgs<string>, 'period' | 'comparison'> & { readonly now: Date }

/** "+12% (+340) on 1–17 Oct, whole days"; empty where there is nothing to compare. */
export function sayCountChange(counts: Compared | undefined, days: ComparedDays, view: View): string {
  if (!counts || !days.comparison) return ''
  const { report } = coreWords(view)
  const against = nameEarlierDays(days, view)
  if (counts.before === 0) return counts.now === 0 ? '' : report.nothingBefore(against)
  const difference = sayDifference(counts, view)
  return difference ? report.change(difference, against, days.period.isRunning) : report.noChange(against)
}

function nameEarlierDays({ period, comparison, now }: ComparedDays, view: View): string {
  const { against, isWhole } = comparison ?? { against: period, isWhole: false }
  const thisYear = now.toISOString().slice(0, 4)
  return isWhole
    ? nameOfPeriod({ ...against, kind: period.kind }, view.locale, thisYear)
    : formatDays(against.from, against.to, view.locale, thisYear)
}

/** Groups of fewer people than this are not shown: what they did would be what somebody did. */
export const fewestPeople = 5
