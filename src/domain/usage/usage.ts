import type { Decimal } from '../money/decimal.ts'

/** A calendar month in UTC: 2026-11. */
export type Month = `${number}-${number}`
/** A UTC day, 2026-11-18. Days never move into another time zone. */
export type Day = `${number}-${number}-${number}`

/** Units that Mistral counted for one model on one day, of one kind. */
export interface UsageEntry {
  /** "completion", "ocr", "libraries_api.pages", "vibe_code.completion", or one that is new to us. */
  readonly category: string
  /** The alias that people know: "mistral-large-latest". */
  readonly model: string
  /** "input", "output", "cached" or another. */
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

/** What `GET /usage` says of one month, for the Organization or one Workspace. */
export interface UsageMonth {
  readonly month: Month
  readonly entries: readonly UsageEntry[]
  readonly prices: readonly Price[]
  /** ISO 4217, or null: unknown is unknown, not EUR. */
  readonly currency: string | null
  /** The legacy field: an amount in the oldest dialect, 0 in the newest. */
  readonly vibeUsage: Decimal | null
  /** Categories of which some entries could not be read; the report says so. */
  readonly unreadable: Readonly<Record<string, number>>
}
