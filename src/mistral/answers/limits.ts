import { z } from 'zod'
import type { SpendLimit } from '../../domain/limit/limit.ts'
import type { RateLimit } from '../../domain/limit/rate-limit.ts'
import { count, currency, decimal, flag } from './fields.ts'

const spendLimitAnswer = z.object({
  limits: z.object({
    completion: z.object({
      usage_limit: decimal,
      usage: decimal,
      vibe_usage: decimal,
      total_usage: decimal,
      no_monthly_limit: flag,
      monthly_limit_reached: flag,
    }),
    currency,
    last_payment_failure: flag,
  }),
})

export function readSpendLimit(answer: unknown): SpendLimit {
  const { completion, currency, last_payment_failure } = spendLimitAnswer.parse(answer).limits
  const { usage, vibe_usage, total_usage } = completion
  return {
    limit: completion.no_monthly_limit ? null : completion.usage_limit,
    isUnlimited: completion.no_monthly_limit,
    use: total_usage ?? (usage && vibe_usage ? usage.plus(vibe_usage) : usage),
    isReached: completion.monthly_limit_reached,
    currency,
    lastPaymentFailed: last_payment_failure,
  }
}

const modelLimits = z.object({ tokens_per_minute: count, tokens_per_month: count })
const rateLimitAnswer = z
  .object({ requests_per_second: count, tokens_limits_by_model: z.record(z.string(), z.unknown()).nullish() })
  .refine((answer) => answer.requests_per_second !== null || answer.tokens_limits_by_model)

export function readRateLimit(answer: unknown): RateLimit {
  const { requests_per_second, tokens_limits_by_model } = rateLimitAnswer.parse(answer)
  return {
    requestsPerSecond: requests_per_second,
    models: Object.entries(tokens_limits_by_model ?? {}).map(([model, limits]) => {
      const read = modelLimits.safeParse(limits).data
      return {
        model,
        tokensPerMinute: read?.tokens_per_minute ?? null,
        tokensPerMonth: read?.tokens_per_month ?? null,
      }
    }),
  }
}
