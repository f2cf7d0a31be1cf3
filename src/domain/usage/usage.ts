import type { Decimal } from '../money/decimal.ts'
import type { Currency } from '../money/money.ts'

/** A calendar month in UTC: 2026-11. */
export type Month = `${number}-${number}`
/** A UTC day, 2026-11-18. Days never move into another time zone. */
export type Day = `${number}-${number}-${number}`

/** Of the Organization as a whole, where a Workspace’s id could stand: no Workspace’s id is this word. */
export const organizationScope = 'organization'

/** One amount that cannot be divided further: all else is a sum of these, so everything adds up to the last digit. */
export interface SpendLine {
  /** "completion", "ocr", "libraries_api.pages", "vibe_code.completion", or one that is new to us. */
  readonly category: string
  /** The alias that people know: "mistral-large-latest". */
  readonly model: string
  /** The one that is billed, where the source names it: "mistral-large-2512". */
  readonly version: string | null
  /** "input", "output", "cached" or another. */
  readonly group: string
  /** null: it is known for the month as a whole (storage, the legacy Vibe amount). */
  readonly day: Day | null
  readonly amount: Decimal
  /** Units consumed, billed or not. */
  readonly units: number
  /** Those of them that are billed. */
  readonly billed: number
  /** What each of them costs; null where they have several prices, or none of their own. */
  readonly price: Decimal | null
  /** Set where only the sum of so many days is known, and was divided evenly among them. */
  readonly spreadOver?: number
}

/** Units that have no price: they are said beside the total, never counted as free. */
export interface UnpricedCount {
  readonly category: string
  readonly model: string
  readonly version: string | null
  readonly group: string
  readonly day: Day | null
  /** Those that would be billed. */
  readonly units: Decimal
  /** Units consumed, billed or not. */
  readonly consumed: number
}

/** What was used in one month and what it costs, of the Organization or one Workspace, whatever source tells it. */
export interface UsageMonth {
  readonly month: Month
  /** ISO 4217, or null: unknown is unknown, not EUR. */
  readonly currency: Currency
  readonly lines: readonly SpendLine[]
  readonly unpriced: readonly UnpricedCount[]
  /** Categories of which some entries could not be read; the report says so. */
  readonly unreadable: Readonly<Record<string, number>>
}

/** false: the source told of no use at all, which is not the same as use that costs nothing. */
export const hasUsage = ({ lines, unpriced }: UsageMonth): boolean => lines.length > 0 || unpriced.length > 0

/** Parts of one month as one; undefined: they are in different currencies, and cannot be added up. */
export function mergeMonths(month: Month, parts: readonly UsageMonth[]): UsageMonth | undefined {
  const used = parts.filter(hasUsage)
  const [currency = null, ...others] = new Set((used.length > 0 ? used : parts).map((part) => part.currency))
  if (others.length > 0) return undefined
  const unreadable: Record<string, number> = {}
  for (const [category, count] of parts.flatMap((part) => Object.entries(part.unreadable)))
    unreadable[category] = (unreadable[category] ?? 0) + count
  return {
    ...{ month, currency, unreadable },
    lines: parts.flatMap(({ lines }) => lines),
    unpriced: parts.flatMap(({ unpriced }) => unpriced),
  }
}

/** What a day cost, for estimates: doubles will do. */
export interface DailyAmount {
  readonly day: Day
  readonly amount: number
  /** Set where only the sum of so many days is known: then such days say nothing of how they differ. */
  readonly spreadOver?: number
}
