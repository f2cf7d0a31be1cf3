import type { Decimal } from '../money/decimal.ts'

/** The Organization's monthly spending limit as Mistral states it. Every number may be missing. */
export interface SpendLimit {
  /** null: none is set (`isUnlimited`) or Mistral did not say. */
  readonly limit: Decimal | null
  readonly isUnlimited: boolean
  /** What counts against the limit: `total_usage`, else `usage` + `vibe_usage`. null: not said. */
  readonly use: Decimal | null
  /** true: API access is suspended. */
  readonly isReached: boolean
  /** ISO 4217, or null where Mistral does not say. */
  readonly currency: string | null
  readonly lastPaymentFailed: boolean
}

/** The spending limit of one Workspace: read only, it cannot be set through the API. */
export interface Workspace {
  readonly id: string
  readonly name: string
  readonly isDefault: boolean
  readonly memberCount: number | null
  readonly cap: Decimal | null
  readonly capCurrency: string | null
}
