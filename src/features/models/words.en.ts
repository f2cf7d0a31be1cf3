import type { Unit } from '../../domain/usage/unit.ts'

const groups: Record<string, string> = { input: 'in', output: 'out', cached: 'cached' }
const tokenKinds: Record<string, string> = { input: 'Input', output: 'output', cached: 'cached' }

/** What stands between a count and its price; tokens say which kind they are. */
const units: Record<Exclude<Unit, 'tokens'>, [one: string, many: string]> = {
  pages: ['page', 'pages'],
  seconds: ['second of audio', 'seconds of audio'],
  characters: ['character', 'characters'],
  calls: ['call', 'calls'],
  units: ['unit', 'units'],
}

/** Of how many units the price is said. */
const per: Record<Unit, string> = {
  tokens: 'per million',
  characters: 'per million',
  pages: 'per 1,000',
  calls: 'per 1,000',
  seconds: 'an hour',
  units: 'each',
}

export const en = {
  summary: 'What each model costs and what for: input, output, cached, and the price per million',
  by: { spend: 'By spend', tokens: 'By tokens' },
  finding: (period: string, total: string, tokens: string, models: number) =>
    `${period}: ${total} for ${tokens} tokens, ${models === 1 ? '1 model' : `${models} models`}`,
  findingUnknown: (period: string, tokens: string) =>
    `${period}: ${tokens} tokens, but no amount that I could work out`,

  /** A kind that Mistral adds later is called as Mistral calls it. */
  kind: (group: string, tokens: string, amount: string) => `${tokenKinds[group] ?? group} ${tokens} for ${amount}`,
  tokens: (group: string, count: string) => `${count} ${groups[group] ?? group}`,
  units: (unit: Exclude<Unit, 'tokens'>, count: string, isOne: boolean) => `${count} ${units[unit][isOne ? 0 : 1]}`,
  at: (what: string, price: string, unit: Unit) =>
    unit === 'tokens' ? `${what} at ${price}` : `${what} at ${price} ${per[unit]}`,
  onAverage: (price: string) => `≈ ${price}`,
  average: (price: string) => `${price} per million tokens on average`,
  free: (count: string) => `${count} tokens not charged`,
  unpriced: (units: string) => `${units} without a price`,

  legend: 'Tokens at their price per million',
  legendAverage: '≈: several prices, their average',
  rest: (models: number, amount: string, tokens: string) =>
    `${models === 1 ? '1 other' : `${models} others`}  *${amount}*  ${tokens} tokens`,
  noUsage: (period: string) => `${period}: Mistral reports no use of models`,

  chart: {
    leads: (model: string, share: string, period: string) => `${model} makes up ${share} of the spend, ${period}`,
    leadsCounted: (model: string, share: string, period: string) =>
      `${model} makes up ${share} of what could be counted, ${period}`,
    leadsTokens: (model: string, share: string, period: string) =>
      `${model} makes up ${share} of the tokens, ${period}`,
    subtitle: (days: string, isRunning: boolean) =>
      `Spend and tokens per model, ${days}${isRunning ? ', today not over' : ''}, UTC days`,
    spend: 'Spend',
    spendWithChange: (against: string) => `Spend, and its change on ${against}`,
    tokens: 'Tokens of the largest',
    kinds: { input: 'Input', output: 'Output', cached: 'Cached' },
    otherKind: 'Other tokens',
    perMonth: 'Per month',
    other: 'Other',
    others: (models: number) => (models === 1 ? '1 other' : `${models} others`),
  },
}
