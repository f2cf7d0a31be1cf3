import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import type { SpendLimit } from '../../../src/domain/limit/limit.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { listDays } from '../../../src/domain/time/time.ts'
import type { Day, Month, UsageMonth } from '../../../src/domain/usage/usage.ts'
import { parseSpend, type SpendArgs } from '../../../src/features/spend/args.ts'
import { reportSpend, type SpendReport, type SpendSources } from '../../../src/features/spend/report.ts'
import type { CountedUsage, Price, UsageEntry } from '../../../src/mistral/pricing/counted-usage.ts'
import { priceUsage } from '../../../src/mistral/pricing/price-usage.ts'

export const now = new Date('2026-11-18T09:12:00Z')

export const entry = (model: string, day: Day | null, units: number, change: Partial<UsageEntry> = {}): UsageEntry => ({
  category: 'completion',
  model,
  group: 'input',
  day,
  metric: model,
  eventType: null,
  zone: null,
  tier: null,
  billed: units,
  consumed: units,
  ...change,
})

const priceOf = (metric: string): Price => ({
  metric,
  group: 'input',
  eventType: null,
  zone: null,
  tier: null,
  price: Decimal.of('0.5'),
})

/** Every unit costs half a euro, unless its model is called "free-…" or "unpriced-…". */
export function usage(month: Month, entries: readonly UsageEntry[], change: Partial<CountedUsage> = {}): UsageMonth {
  const metrics = [...new Set(entries.map(({ metric }) => metric))].filter((metric) => !metric.startsWith('unpriced'))
  const prices = metrics.map((metric) =>
    metric.startsWith('free') ? { ...priceOf(metric), price: Decimal.zero } : priceOf(metric),
  )
  return priceUsage({ month, entries, prices, currency: 'EUR', vibeUsage: null, unreadable: {}, ...change })
}

/** The same month, with units that have no price. */
export const unpricedIn = (month: UsageMonth, day: Day, units: number): UsageMonth => {
  const { unpriced } = usage(month.month, [entry('unpriced-ocr', day, units)])
  return { ...month, unpriced: [...month.unpriced, ...unpriced] }
}

/** Weekdays alike, two models, from the first day to the last. */
export const steady = (from: Day, to: Day, dailyUnits = 2_000): UsageEntry[] =>
  listDays(from, to).flatMap((day) => [
    entry('mistral-large-latest', day, dailyUnits * 0.8),
    entry('codestral-latest', day, dailyUnits * 0.2, { category: 'chat' }),
  ])

export const october = usage('2026-10', steady('2026-10-01', '2026-10-31'))
export const september = usage('2026-09', steady('2026-09-01', '2026-09-30'))
export const november = usage('2026-11', steady('2026-11-01', '2026-11-18', 2_200))

export const limitOf = (limit: number | null, use: number | null, change: Partial<SpendLimit> = {}): SpendLimit => ({
  limit: limit === null ? null : Decimal.of(limit),
  isUnlimited: limit === null,
  use: use === null ? null : Decimal.of(use),
  isReached: limit !== null && use !== null && use >= limit,
  currency: 'EUR',
  lastPaymentFailed: false,
  ...change,
})

/** The report that a line gives from these answers; this November with a limit where nothing else is said. */
export function report(line: string, change: Partial<SpendSources> = {}, at = now): SpendReport {
  const args: SpendArgs = parseSpend(new TypedWords(line), at)
  const sources: SpendSources = {
    months: [november],
    earlier: [september, october],
    limit: limitOf(45_000, 19_800),
    isLimitMissing: false,
    workspace: undefined,
    byWorkspace: undefined,
    fetchedAt: at,
    ...change,
  }
  return reportSpend(sources, args, at)
}

/** What is gathered of a month that is over: no limit. */
export const past: Partial<SpendSources> = { months: [october], earlier: [september], limit: undefined }
