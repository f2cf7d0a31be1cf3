import { z } from 'zod'
import type { Month } from '../../domain/usage/usage.ts'
import type { CountedUsage, Price } from '../pricing/counted-usage.ts'
import { currency, decimal, readDecimal, readRows } from './fields.ts'
import { isRecord, walkCategories } from './usage-walk.ts'

const optionalText = z.string().nullable().catch(null)
const price = z
  .object({
    billing_metric: z.string().min(1),
    billing_group: z.string(),
    event_type: optionalText,
    api_zone: optionalText,
    service_tier: optionalText,
    price: z.unknown(),
  })
  .transform((read, context): Price => {
    const amount = readDecimal(read.price)
    if (!amount) {
      context.addIssue('not a price')
      return z.NEVER
    }
    return {
      metric: read.billing_metric,
      group: read.billing_group,
      eventType: read.event_type,
      zone: read.api_zone,
      tier: read.service_tier,
      price: amount,
    }
  })

const envelope = z.looseObject({ currency, vibe_usage: decimal, prices: z.array(z.unknown()).catch([]) })

const knownCategories = [
  'completion',
  'chat',
  'ocr',
  'audio',
  'connectors',
  'libraries_api',
  'fine_tuning',
  'vibe_code',
]

/** zod reads the envelope and the prices; the entries have a guard of their own, see usage-walk.ts. */
export function readUsage(answer: unknown, month: Month): CountedUsage {
  const { currency, vibe_usage, prices, ...categories } = envelope.parse(answer)
  const { entries, unreadable } = walkCategories(categories)
  // An error page in JSON would otherwise pass for a month without any use.
  if (entries.length === 0 && !knownCategories.some((name) => isRecord(categories[name]))) {
    throw new TypeError('an answer without a single category')
  }
  return { month, entries, prices: readRows(price, prices).rows, currency, vibeUsage: vibe_usage, unreadable }
}
