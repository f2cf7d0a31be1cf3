export const limitAnswer = (completion: Record<string, unknown> = {}, limits: Record<string, unknown> = {}) => ({
  limits: {
    completion: {
      usage_limit: 45000,
      usage: 26940.12,
      vibe_usage: 0,
      total_usage: 26940.12,
      no_monthly_limit: false,
      monthly_limit_reached: false,
      ...completion,
    },
    currency: 'EUR',
    last_payment_failure: false,
    last_payment_failure_protection: null,
    ...limits,
  },
})

export const usageEntry = (more: Record<string, unknown> = {}) => ({
  usage_type: 'usage',
  event_type: 'api_tokens',
  billing_metric: 'mistral-small-2506',
  billing_display_name: 'mistral-small-latest',
  billing_group: 'input',
  timestamp: '2026-11-17',
  value: 2482,
  value_paid: 2400,
  ...more,
})

export const usageAnswer = (more: Record<string, unknown> = {}) => ({
  completion: { models: { 'mistral-small-latest::mistral-small-2506': { input: [usageEntry()] } } },
  vibe_usage: 0,
  currency: 'EUR',
  prices: [
    {
      event_type: 'api_tokens',
      billing_metric: 'mistral-small-2506',
      billing_group: 'input',
      api_zone: 'global',
      service_tier: 'standard',
      price: '8.50E-8',
    },
  ],
  ...more,
})
