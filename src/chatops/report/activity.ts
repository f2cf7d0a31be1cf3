import { UpstreamError } from '../../domain/errors.ts'
import type { Fetched } from '../../domain/fetched.ts'
import { formatCount, formatShare } from '../../domain/money/money.ts'
import { formatDay } from '../../domain/time/dates.ts'
import { type Comparison, comparisonFor, type Period, parsePeriod } from '../../domain/time/period.ts'
import { addDays, dayOf, daysBetween, startOfDay } from '../../domain/time/time.ts'
import type { ActivityPeriod } from '../../domain/usage/activity.ts'
import { beginsWithin } from '../../domain/usage/beginning.ts'
import type { Day } from '../../domain/usage/usage.ts'
import type { ReadContext } from '../context.ts'
import type { TypedWords } from '../routing/typed-words.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { nameCompared } from './spend-change.ts'

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
  /** The first day that has data, where it lies within the earlier days: then nothing is compared with them. */
  readonly beginsOn?: Day | undefined
  /** Of the oldest of these answers. */
  readonly fetchedAt: Date
}

/** The period, and what it is compared with, in one round. */
export async function readWindows<Value>(
  { period, comparison }: Pick<ActivityArgs<string>, 'period' | 'comparison'>,
  read: (window: ActivityPeriod) => Promise<Fetched<Value>>,
  findFirstDay?: FindFirstDay,
): Promise<Windows<Value>> {
  const [all, compared, before, beginsOn] = await Promise.all([
    read(windowOf(period)),
    comparison && read(windowOf(comparison.of)),
    comparison && read(windowOf(comparison.against)),
    findFirstDay && findBeginning(comparison, findFirstDay),
  ])
  const times = [all, compared, before].flatMap((answer) => (answer ? [answer.fetchedAt.getTime()] : []))
  const earlier = beginsOn ? {} : { compared: compared?.value, before: before?.value }
  return {
    ...{ all: all.value, compared: undefined, before: undefined, beginsOn, ...earlier },
    fetchedAt: new Date(Math.min(...times)),
  }
}

/** The first day with any use among those days. */
export type FindFirstDay = (days: Comparison['against']) => Promise<Day | undefined>

/** So far back older data is looked for: a quiet start of the earlier days is no beginning where there is any. */
const lookBackDays = 35

/** Whether data exists is beside the point of a report: where it cannot be told, the comparison stands. */
export async function findBeginning(
  comparison: Comparison | undefined,
  findFirstDay: FindFirstDay,
): Promise<Day | undefined> {
  if (!comparison) return undefined
  const { from, to } = comparison.against
  try {
    return beginsWithin(await findFirstDay({ from: addDays(from, -lookBackDays), to }), comparison.against)
  } catch (error) {
    if (error instanceof UpstreamError) return undefined
    throw error
  }
}

const mostDailySteps = 100

/** By the day, or by the month where the days are many. */
export const firstChatDay =
  ({ mistral }: Pick<ReadContext, 'mistral'>): FindFirstDay =>
  async (days) => {
    const granularity = daysBetween(days.from, days.to) <= mostDailySteps ? 'day' : 'month'
    const { value } = await mistral.activityOverTime({ ...windowOf(days), granularity })
    const used = value.rows.flatMap(({ from, messages }) => (from && (messages ?? 0) > 0 ? [dayOf(from)] : []))
    return used.toSorted()[0]
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

type ComparedDays = Pick<ActivityArgs<string>, 'period' | 'comparison'> & {
  readonly now: Date
  readonly beginsOn?: Day | undefined
}

/** "+12% (+340) on 1–17 Oct, whole days"; empty where there is nothing to compare. */
export function sayCountChange(counts: Compared | undefined, days: ComparedDays, view: View): string {
  if (!days.comparison) return ''
  const { report } = coreWords(view)
  const against = nameCompared(days.comparison, days, view)
  if (days.beginsOn)
    return report.beginsLater(against, formatDay(days.beginsOn, view.locale, days.now.toISOString().slice(0, 4)))
  if (!counts) return ''
  if (counts.before === 0) return counts.now === 0 ? '' : report.nothingBefore(against)
  const difference = sayDifference(counts, view)
  return difference ? report.change(difference, against, days.period.isRunning) : report.noChange(against)
}

/** Groups of fewer people than this are not shown: what they did would be what somebody did. */
export const fewestPeople = 5
