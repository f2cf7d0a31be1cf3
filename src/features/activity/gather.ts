import type { ReadContext } from '../../chatops/context.ts'
import {
  type ActivityArgs,
  type Compared,
  fewestPeople,
  findBeginning,
  firstChatDay,
  windowOf,
} from '../../chatops/report/activity.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { comparisonFor, type Period, parsePeriod } from '../../domain/time/period.ts'
import { daysBetween } from '../../domain/time/time.ts'
import type { ActivityRows, Granularity, TimeActivity, UserActivity } from '../../domain/usage/activity.ts'
import type { Day } from '../../domain/usage/usage.ts'

const granularities = ['hour', 'day', 'week', 'month'] as const

/** More bars than this are a carpet: a longer step says more. */
const mostBuckets = 100
const hoursPerBucket: Readonly<Record<Granularity, number>> = { hour: 1, day: 24, week: 168, month: 730 }

export function parseBuckets(words: TypedWords, now: Date): ActivityArgs<Granularity> {
  const wanted = words.takeChoice('by', granularities)
  const period = parsePeriod(words.rest(['by day', 'by week', 'by month']), now)
  const fitting = fittingSteps(period)
  if (wanted && !fitting.includes(wanted))
    throw new InvalidInput(
      'step',
      `by ${wanted}`,
      fitting.map((by) => `by ${by}`),
    )
  const usual = fitting.find((by) => by !== 'hour') ?? 'month'
  return { period, comparison: comparisonFor(period), by: wanted ?? usual }
}

/** Those that a report of these days can be asked for, the shortest first. */
export function fittingSteps({ from, to }: Pick<Period, 'from' | 'to'>): Granularity[] {
  const hours = (daysBetween(from, to) + 1) * 24
  return granularities.filter((by) => hours / hoursPerBucket[by] <= mostBuckets)
}

export interface Bucket {
  readonly from: Date
  readonly messages: number
  /** null: fewer than five people, whose number is not shown; the messages are theirs as well. */
  readonly users: number | null
}

export interface ActivityReport extends ActivityArgs<Granularity> {
  readonly now: Date
  readonly fetchedAt: Date
  readonly buckets: readonly Bucket[]
  /** Buckets of fewer than five people, left out. */
  readonly hidden: number
  readonly messages: number
  /** Of the whole period; undefined where Mistral does not say. */
  readonly users: number | undefined
  readonly compared: Compared | undefined
  /** undefined also where either side is fewer than five people. */
  readonly comparedUsers: Compared | undefined
  readonly beginsOn: Day | undefined
  readonly unreadable: number
}

export async function gatherActivity(context: ReadContext, args: ActivityArgs<Granularity>): Promise<ActivityReport> {
  const { mistral, clock } = context
  const { period, comparison, by } = args
  // The people of a month are no sum of its days' people: the whole period is asked for as well.
  const [buckets, people, compared, before, beginsOn] = await Promise.all([
    mistral.activityOverTime({ ...windowOf(period), granularity: by }),
    mistral.userActivity(windowOf(period)),
    comparison && mistral.userActivity(windowOf(comparison.of)),
    comparison && mistral.userActivity(windowOf(comparison.against)),
    findBeginning(comparison, firstChatDay(context)),
  ])
  const compareCounts = (count: (rows: readonly UserActivity[]) => number): Compared | undefined =>
    compared && before && !beginsOn ? { now: count(compared.value.rows), before: count(before.value.rows) } : undefined
  const users = compareCounts(usersOf)
  return {
    ...args,
    ...readBuckets(buckets.value),
    now: clock.now(),
    fetchedAt: buckets.fetchedAt < people.fetchedAt ? buckets.fetchedAt : people.fetchedAt,
    messages: messagesOf(people.value.rows),
    users: usersOf(people.value.rows),
    compared: compareCounts(messagesOf),
    comparedUsers: users && Math.min(users.now, users.before) >= fewestPeople ? users : undefined,
    beginsOn,
    unreadable: buckets.value.unreadable,
  }
}

type Messages = readonly Pick<UserActivity, 'messages'>[]

const messagesOf = (rows: Messages): number => rows.reduce((sum, { messages }) => sum + (messages ?? 0), 0)
const usersOf = (rows: Messages): number => rows.filter(({ messages }) => (messages ?? 0) > 0).length

function readBuckets({ rows }: ActivityRows<TimeActivity>): Pick<ActivityReport, 'buckets' | 'hidden'> {
  const dated = rows.flatMap(({ from, messages, users }) =>
    from ? [{ from, messages: messages ?? 0, users: users ?? 0 }] : [],
  )
  const shown = dated.filter(({ users, messages }) => users >= fewestPeople || (users === 0 && messages === 0))
  return {
    buckets: shown.toSorted((left, right) => left.from.getTime() - right.from.getTime()),
    hidden: dated.length - shown.length,
  }
}
