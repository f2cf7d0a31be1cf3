import { products } from '../generator/products.ts'
import { type Route, refuseField, type World } from './route.ts'

const adminKeyActor = {
  type: 'API_KEY',
  metadata: { name: 'Admin key of the Backoffice', hidden_key: 'sand…mkey' },
} as const

export const spendLimitRoute: Route = {
  GET: (world) => writeLimits(world, world.organization.limitBefore(world.faults.readBackLagMs)),
  POST: (world, { body }) => {
    const { amount, isUnlimited } = readChange(body)
    const limit = isUnlimited ? null : amount
    world.organization.setLimit(limit, adminKeyActor)
    return writeLimits(world, limit)
  },
}

function readChange(body: unknown): { amount: number; isUnlimited: boolean } {
  if (typeof body !== 'object' || body === null) throw refuseField('body', 'body', 'Input should be a valid object')
  const amount = 'amount' in body ? body.amount : undefined
  const isUnlimited = 'no_monthly_limit' in body ? body.no_monthly_limit : false
  if (amount === undefined) throw refuseField('body', 'amount', 'Field required')
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) {
    throw refuseField('body', 'amount', 'Input should be a valid integer')
  }
  if (amount < 0) throw refuseField('body', 'amount', 'Input should be greater than or equal to 0')
  if (typeof isUnlimited !== 'boolean') throw refuseField('body', 'no_monthly_limit', 'Input should be a valid boolean')
  return { amount, isUnlimited }
}

function writeLimits({ organization, faults, dialect }: World, limit: number | null): object {
  const { api, vibe } = organization.countUse(faults.counterLagMs)
  const total = Math.round((api + vibe) * 100) / 100
  // The original dialect has no sum; the newest one counts Vibe in `usage` and keeps the old field at zero.
  const counted = {
    original: { usage: api, vibe_usage: vibe },
    between: { usage: api, vibe_usage: vibe, total_usage: total },
    newest: { usage: total, vibe_usage: 0, total_usage: total },
  }[dialect]
  const numbers = { ...counted, usage_limit: limit }
  return {
    limits: {
      completion: {
        no_monthly_limit: limit === null,
        monthly_limit_reached: limit !== null && total >= limit,
        ...(faults.nullNumbers ? Object.fromEntries(Object.keys(numbers).map((name) => [name, null])) : numbers),
      },
      last_payment_failure: faults.paymentFailed,
      last_payment_failure_protection: dialect === 'original' ? null : false,
      currency: faults.nullCurrency ? null : 'EUR',
    },
  }
}

export const rateLimitRoute: Route = {
  GET: () => ({
    requests_per_second: 20,
    tokens_limits_by_model: Object.fromEntries(
      products
        .filter(({ category }) => category === 'completion')
        .map(({ version }) => [
          version,
          /large|medium/.test(version)
            ? { tokens_per_minute: 2_000_000, tokens_per_month: 10_000_000_000 }
            : { tokens_per_minute: 5_000_000, tokens_per_month: 100_000_000_000 },
        ]),
    ),
  }),
}
