import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { listDays } from '../../../src/domain/time/time.ts'
import type { Day, Month, UsageMonth } from '../../../src/domain/usage/usage.ts'
import { parseModels } from '../../../src/features/models/args.ts'
import { type ModelsReport, type ModelsSources, reportModels } from '../../../src/features/models/report.ts'
import type { CountedUsage, Price, UsageEntry } from '../../../src/mistral/pricing/counted-usage.ts'
import { priceUsage } from '../../../src/mistral/pricing/price-usage.ts'

export const now = new Date('2026-11-18T09:12:00Z')

const open = { eventType: null, zone: null, tier: null }

/** What a test says of one use: the rest is a day of API tokens. */
export interface Use {
  readonly model: string
  readonly day?: Day | null
  readonly group?: string
  readonly category?: string
  readonly units: number
  readonly billed?: number
  readonly tier?: string
}

export const toEntry = ({ model, day, group, category, units, billed, tier }: Use): UsageEntry => ({
  ...open,
  category: category ?? 'completion',
  model,
  group: group ?? 'input',
  day: day === undefined ? '2026-11-10' : day,
  metric: model,
  tier: tier ?? null,
  billed: billed ?? units,
  consumed: units,
})

export const price = (metric: string, group: string, each: string, tier: string | null = null): Price => ({
  ...open,
  metric,
  group,
  tier,
  price: Decimal.of(each),
})

const prices = [
  price('mistral-large-latest', 'input', '0.0000018'),
  price('mistral-large-latest', 'output', '0.0000054'),
  price('mistral-large-latest', 'cached', '1.8E-7'),
  price('mistral-small-latest', 'input', '8.50E-8'),
  price('mistral-ocr-latest', 'pages', '0.0009'),
]

export const usage = (month: Month, uses: readonly Use[], change: Partial<CountedUsage> = {}): UsageMonth =>
  priceUsage({
    month,
    entries: uses.map(toEntry),
    prices,
    currency: 'EUR',
    vibeUsage: null,
    unreadable: {},
    ...change,
  })

/** Two models that read, write and remember, and one that reads pages, each day alike. */
export const steady = (from: Day, to: Day, scale = 1): Use[] =>
  listDays(from, to).flatMap((day) => [
    { model: 'mistral-large-latest', day, units: Math.round(100_000_000 * scale) },
    { model: 'mistral-large-latest', day, group: 'output', units: Math.round(20_000_000 * scale) },
    { model: 'mistral-large-latest', day, group: 'cached', units: Math.round(50_000_000 * scale) },
    { model: 'mistral-small-latest', day, units: Math.round(900_000_000 * scale) },
    { model: 'mistral-ocr-latest', day, group: 'pages', category: 'ocr', units: Math.round(4_000 * scale) },
  ])

export const october = usage('2026-10', steady('2026-10-01', '2026-10-31'))
export const november = usage('2026-11', steady('2026-11-01', '2026-11-18', 1.1))

export function report(line: string, change: Partial<ModelsSources> = {}): ModelsReport {
  const sources = { months: [november], earlier: [october], fetchedAt: now, ...change }
  return reportModels(sources, parseModels(new TypedWords(line), now), now)
}
