import type { Decimal } from '../../domain/money/decimal.ts'
import type { Currency } from '../../domain/money/money.ts'
import type { Day, Month } from '../../domain/usage/usage.ts'

/** Units that Mistral counted for one model on one day, of one kind. */
export interface UsageEntry {
  readonly category: string
  readonly model: string
  readonly group: string
  /** null where the answer names no day (storage): such units belong to the month alone. */
  readonly day: Day | null
  readonly metric: string
  readonly eventType: string | null
  readonly zone: string | null
  readonly tier: string | null
  /** Units that Mistral bills: `value_paid`, else `value`. */
  readonly billed: number
  /** Units that were consumed: `value`. */
  readonly consumed: number
}

export interface Price {
  readonly metric: string
  readonly group: string
  readonly eventType: string | null
  readonly zone: string | null
  readonly tier: string | null
  readonly price: Decimal
}

/** What `GET /usage` says of one month: units, and prices beside them. */
export interface CountedUsage {
  readonly month: Month
  readonly entries: readonly UsageEntry[]
  readonly prices: readonly Price[]
  readonly currency: Currency
  /** The legacy field: an amount in the oldest dialect, 0 in the newest. */
  readonly vibeUsage: Decimal | null
  readonly unreadable: Readonly<Record<string, number>>
}
