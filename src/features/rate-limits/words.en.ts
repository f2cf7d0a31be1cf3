import { plural } from '../../chatops/words/plural.ts'

const models = (count: number): string => plural(count, 'model', 'models')

export const en = {
  summary: 'How fast each model may be called, and how much of the month’s tokens is used',
  finding: (model: string, share: string) => `${model} has used ${share} of its tokens for the month`,
  reached: (model: string) => `${model} has used all of its tokens for the month`,
  limits: (count: number) => `Rate limits of ${models(count)}`,
  requests: (count: string) => `${count} requests a second for the whole Organization`,
  unknownRequests: 'Mistral does not say how many requests a second',
  found: (found: number, total: number, search: string) => `${found} of ${models(total)} with “${search}” in the name`,
  total: (total: number) => `${models(total)} with limits of tokens`,
  noModels: 'Mistral states no limits of tokens by model',
  ofMonth: (used: string, limit: string, share: string) => `${used} of ${limit} tokens this month (${share})`,
  month: (limit: string) => `${limit} tokens a month`,
  notUsed: 'no use reported',
  unknownMonth: 'no monthly limit stated',
  minute: (limit: string) => `${limit} a minute`,
  unknownMinute: 'limit a minute not stated',
  others: (count: number, example: string) => `${count} more: search with \`${example}\``,
  usageMissing: '⚠ Usage is not available right now, so I cannot say how much of the tokens is used',
  source: (source: string) => `${source}. Mistral states these limits for the Organization, not by Workspace`,
  subtitle: (days: string) => `Input, output and cached tokens, ${days}, UTC days`,
  panel: 'Open limits at Mistral',
  notOffered: 'Mistral states no rate limits at the address that I ask',
  notOfferedHint:
    'Its newest Admin API does (`MISTRAL_ADMIN_API_URL=https://api.mistral.ai/v1/admin`). The Admin Panel shows the limits as well.',
}
