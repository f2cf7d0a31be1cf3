import { Decimal } from '../money/decimal.ts'
import type { LimitValue } from './limit-value.ts'

/** An entry of Mistral's own audit log. Its event types and fields grow with time: what is not known is kept as it came. */
export interface LogEntry {
  readonly id: string
  readonly at: Date
  /** "billing.monthly_limit.updated". */
  readonly eventType: string
  readonly actor: LogActor
  readonly changes: LogFields
  readonly target: { readonly kind: string | null; readonly fields: LogFields }
  readonly workspaceId: string | null
}

export type LogFields = Readonly<Record<string, string>>

export interface LogActor {
  /** As Mistral writes it: "HUMAN", "API_KEY" … */
  readonly kind: string | null
  readonly name: string | null
  readonly email: string | null
  readonly id: string | null
}

/** Entries from the newest back. */
export interface LogExcerpt {
  readonly entries: readonly LogEntry[]
  /** Entries that could not be read. */
  readonly unreadable: number
  /** There are older ones in the period that was asked for. */
  readonly hasMore: boolean
}

export interface LogQuery {
  readonly from: Date
  /** Exclusive. */
  readonly to?: Date
  readonly eventType?: string
  /** How many entries at most; 200, if not said. */
  readonly limit?: number
}

export const limitChangedEvent = 'billing.monthly_limit.updated'

export interface LoggedLimitChange {
  /** undefined: Mistral did not say, or in a word that we do not know. */
  readonly before: LimitValue | undefined
  readonly after: LimitValue | undefined
}

/** What became of the Organization's limit; undefined for an entry about something else. */
export function readLimitChange({ eventType, changes }: LogEntry): LoggedLimitChange | undefined {
  if (eventType !== limitChangedEvent) return undefined
  const after = changes.no_monthly_limit === 'true' ? 'unlimited' : readLimitWord(changes.amount ?? changes.new_amount)
  return { before: readLimitWord(changes.previous_amount ?? changes.old_amount), after }
}

/** The longest number that is worth reading: parsing digits takes time that grows with their square. */
const mostDigits = 64

function readLimitWord(word: string | undefined): LimitValue | undefined {
  if (word === undefined) return undefined
  if (/^(none|null|unlimited)$/i.test(word)) return 'unlimited'
  return word.length <= mostDigits ? Decimal.parse(word) : undefined
}
