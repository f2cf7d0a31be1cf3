import type { Month } from './usage/usage.ts'

/** Something that another service told us, with the time of asking: the answer is at least as recent as that. */
export interface Fetched<Value> {
  readonly value: Value
  readonly fetchedAt: Date
  /** Not asked for now: it is from this bot's own history, as Mistral told it at that time. */
  readonly kept?: KeptNote
}

export interface KeptNote {
  readonly month: Month
  /** Somebody closed the month: it does not move any more. Else a later answer of Mistral's may still correct it. */
  readonly isClosed: boolean
}
