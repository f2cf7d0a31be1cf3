import type { Fetched, Origin } from '../../domain/fetched.ts'
import type { Month } from '../../domain/usage/usage.ts'

/** Where the figures of a report are from. */
export interface Source {
  /** Of the oldest answer of Mistral's; where all is from the history, when Mistral said so. */
  readonly fetchedAt: Date
  /** Months that are from the bot's own history. */
  readonly kept?: KeptSource | undefined
  /** Of the last of the answers; undefined: Mistral's Admin API. */
  readonly origin?: Origin | undefined
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
  const origin = answers.at(-1)?.origin
  if (to === undefined) return { fetchedAt, origin }
  return { fetchedAt, origin, kept: { to, isAll: live.length === 0, isClosed: kept.every(({ isClosed }) => isClosed) } }
}
