import type { Money } from './money/money.ts'
import type { Day, Month } from './usage/usage.ts'

/** Where figures come from that no API told. */
export interface Origin {
  /** `nothing`: nobody brought any for that month. */
  readonly kind: 'invoice' | 'usageFile' | 'typed' | 'nothing'
  /** The invoice's number, or the name of the file. */
  readonly name: string | undefined
  /** The moment up to which they tell what was used. */
  readonly asOf: Date
  /** The last day that they are about. */
  readonly through: Day | undefined
  /** What the invoice comes to before VAT, seats and discounts included. */
  readonly net?: Money
  /** A limit that somebody entered in another currency than the figures are in: it is not held against them. */
  readonly limitApart?: Money
}

/** Something that another service told us, with the time of asking: the answer is at least as recent as that. */
export interface Fetched<Value> {
  readonly value: Value
  readonly fetchedAt: Date
  /** undefined: Mistral's Admin API. */
  readonly origin?: Origin
  /** Not asked for now: it is from this bot's own history, as Mistral told it at that time. */
  readonly kept?: KeptNote
}

export interface KeptNote {
  readonly month: Month
  /** Somebody closed the month: it does not move any more. Else a later answer of Mistral's may still correct it. */
  readonly isClosed: boolean
}

/** The moment from which a forecast can look ahead; undefined: these figures say nothing about this month so far. */
export function knownAt(origin: Origin | undefined, now: Date): Date | undefined {
  if (!origin) return now
  const isThisMonth = origin.asOf.toISOString().slice(0, 7) === now.toISOString().slice(0, 7)
  return origin.kind !== 'nothing' && isThisMonth ? origin.asOf : undefined
}
