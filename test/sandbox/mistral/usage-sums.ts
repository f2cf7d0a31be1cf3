import { z } from 'zod'

/** Sums of a usage answer in plain doubles, straight from the rules of the API; shares no code with bot or sandbox. */
const entry = z.object({
  usage_type: z.literal('usage'),
  event_type: z.string(),
  billing_metric: z.string(),
  billing_display_name: z.string(),
  billing_group: z.string(),
  timestamp: z.string(),
  value: z.number().int(),
  value_paid: z.number().int().optional(),
  api_zone: z.string().optional(),
  service_tier: z.string().optional(),
})
export type UsageEntry = z.infer<typeof entry>
const models = z.record(z.string(), z.record(z.string(), z.array(entry)))
const category = z.object({ models })

export const usageAnswer = z.looseObject({
  completion: category,
  chat: category,
  ocr: category,
  audio: category,
  audio_characters: category.optional(),
  connectors: category,
  libraries_api: z.object({ pages: category, tokens: category, audio_seconds: category }),
  fine_tuning: z.object({ training: models, storage: z.record(z.string(), z.number().int()) }),
  vibe_code: z.object({ completion: category, connectors: category }).loose().optional(),
  vibe_usage: z.number(),
  currency: z.string().nullable(),
  prices: z.array(
    z.object({
      event_type: z.string().nullable(),
      billing_metric: z.string(),
      billing_group: z.string(),
      api_zone: z.string().optional(),
      service_tier: z.string().optional(),
      price: z.union([z.string(), z.number()]),
    }),
  ),
})
export type UsageAnswer = z.infer<typeof usageAnswer>

export function listEntries(answer: UsageAnswer): UsageEntry[] {
  const { pages, tokens, audio_seconds } = answer.libraries_api
  const parts = [answer.completion, answer.chat, answer.ocr, answer.audio, answer.audio_characters, answer.connectors]
  const nested = [pages, tokens, audio_seconds, answer.vibe_code?.completion, answer.vibe_code?.connectors]
  const all = [...parts, ...nested].flatMap((part) => (part ? [part.models] : []))
  return [...all, answer.fine_tuning.training].flatMap((byModel) =>
    Object.values(byModel).flatMap((groups) => Object.values(groups).flat()),
  )
}

const same = (left: string | undefined, right: string | null | undefined) =>
  left === undefined || right === undefined || right === null || left === right

/** undefined: no price fits. */
export function priceOf(answer: UsageAnswer, wanted: UsageEntry): number | undefined {
  const row = answer.prices.find(
    (price) =>
      price.billing_metric === wanted.billing_metric &&
      price.billing_group === wanted.billing_group &&
      same(wanted.event_type, price.event_type) &&
      same(wanted.api_zone, price.api_zone) &&
      same(wanted.service_tier, price.service_tier),
  )
  return row && Number(row.price)
}

export function sumUsage(answer: UsageAnswer, choose: (entry: UsageEntry) => boolean = () => true): number {
  return listEntries(answer)
    .filter(choose)
    .reduce((sum, one) => sum + (one.value_paid ?? one.value) * (priceOf(answer, one) ?? 0), 0)
}

/** Everything that costs: entries, stored models and what the original dialect says of Vibe. */
export function sumEverything(answer: UsageAnswer): number {
  const stored = Object.entries(answer.fine_tuning.storage).map(([model, units]) => {
    const price = answer.prices.find((row) => row.billing_metric === model && row.billing_group === 'storage')
    return units * Number(price?.price ?? Number.NaN)
  })
  return sumUsage(answer) + answer.vibe_usage + stored.reduce((sum, amount) => sum + amount, 0)
}
