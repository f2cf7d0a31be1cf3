import type { Fetched, Origin } from '../../domain/fetched.ts'
import type { MonthOrigin } from '../../domain/usage/known-comparison.ts'
import type { Month, UsageMonth } from '../../domain/usage/usage.ts'

/** Where the figures of a report are from. */
export interface Source {
  /** Of the oldest answer of Mistral's; where all is from the history, when Mistral said so. */
  readonly fetchedAt: Date
  /** Months that are from the bot's own history. */
  readonly kept?: KeptSource | undefined
  /** Of the last month; undefined: Mistral's Admin API. */
  readonly origin?: Origin | undefined
  /** Of every month, where people brought some of them. */
  readonly origins?: readonly MonthOrigin[] | undefined
}

export interface KeptSource {
  readonly to: Month
  /** Nothing was asked at Mistral. */
  readonly isAll: boolean
  /** All of it is closed, and does not move any more. */
  readonly isClosed: boolean
}

/** Gathers the answers that a report rests on, and says where they are from. */
export function collectSources() {
  const answers: Fetched<unknown>[] = []
  return {
    async take<Value>(fetching: Promise<Fetched<Value>>): Promise<Value> {
      const answer = await fetching
      answers.push(answer)
      return answer.value
    },
    source: (): Source => sourceOf(answers),
  }
}

export function sourceOf(answers: readonly Fetched<unknown>[]): Source {
  const kept = answers.flatMap((answer) => answer.kept ?? [])
  const live = answers.filter((answer) => !answer.kept)
  const oldest = Math.min(...(live.length > 0 ? live : answers).map(({ fetchedAt }) => fetchedAt.getTime()))
  const fetchedAt = new Date(oldest)
  const to = kept
    .map(({ month }) => month)
    .toSorted()
    .at(-1)
  const months = originsOf(answers)
  const origin = months.length > 0 ? months.at(-1)?.origin : answers.at(-1)?.origin
  const from = { fetchedAt, origin, ...(months.some((month) => month.origin) ? { origins: months } : {}) }
  if (to === undefined) return from
  return { ...from, kept: { to, isAll: live.length === 0, isClosed: kept.every(({ isClosed }) => isClosed) } }
}

/** One for each month: of the whole Organization and its Workspaces, the whole is known best, since a figure may be typed of it. */
export function originsOf(answers: readonly Fetched<unknown>[]): MonthOrigin[] {
  const best = new Map<Month, Origin | undefined>()
  for (const { value, origin } of answers) {
    if (!isUsage(value)) continue
    if (!best.has(value.month) || tellsMore(origin, best.get(value.month))) best.set(value.month, origin)
  }
  return [...best]
    .map(([month, origin]) => ({ month, origin }))
    .toSorted((one, other) => (one.month < other.month ? -1 : 1))
}

const isUsage = (value: unknown): value is UsageMonth =>
  typeof value === 'object' && value !== null && 'month' in value && 'lines' in value

function tellsMore(origin: Origin | undefined, known: Origin | undefined): boolean {
  if (!origin || !known) return false
  if (origin.kind === 'nothing' || known.kind === 'nothing')
    return known.kind === 'nothing' && origin.kind !== 'nothing'
  return origin.asOf > known.asOf
}

/** Nobody brought figures of any of its months: that is not the same as no usage. */
export const isAllUnknown = ({ origin, origins }: Pick<Source, 'origin' | 'origins'>): boolean =>
  (origins ?? [{ origin }]).every((month) => month.origin?.kind === 'nothing')
