import { plural } from '../../chatops/words/plural.ts'
import type { Concern } from './report.ts'

const keys = (count: number): string => plural(count, 'API key', 'API keys')

/** With the noun for the first of them, without it for those behind it. */
const said: Record<Concern, (count: number, noun: string, days: number) => string> = {
  expiring: (count, noun, days) => `${noun} ${count === 1 ? 'expires' : 'expire'} within ${days} days`,
  expired: (count, noun, days) => `${noun} ${count === 1 ? 'has' : 'have'} expired in the last ${days} days`,
  left: (count, noun) => `${noun} ${count === 1 ? 'was' : 'were'} made by somebody who left`,
  unused: (count, noun, days) => `${noun} ${count === 1 ? 'was' : 'were'} not used for ${days} days`,
}

export const en = {
  digestTitle: 'API keys',
  summary: 'API keys that expire soon, that nobody uses, or that were created by someone who left',
  /** "2 API keys expire within 30 days, 1 was made by somebody who left". */
  finding: (counts: readonly { concern: Concern; count: number; days: number }[]) =>
    counts
      .map(({ concern, count, days }, index) => said[concern](count, index === 0 ? keys(count) : String(count), days))
      .join(', '),
  todo: (finding: string) => `*To do:* ${finding}`,
  inOrder: (total: number) => (total === 1 ? 'The only API key is in order' : `All API keys (${total}) are in order`),
  noneOfKind: (total: number) => `No such key among ${keys(total)}`,
  none: 'Mistral lists no API keys',
  total: (total: number) => `${keys(total)} in all`,
  unnamed: 'key without a name',
  expires: (day: string, days: number) =>
    days === 0 ? `expires today, ${day}` : `expires on ${day}, ${days === 1 ? 'tomorrow' : `in ${days} days`}`,
  expired: (day: string) => `expired after ${day}`,
  left: 'its maker is no longer a member',
  unusedSince: (day: string) => `last used on ${day}`,
  neverUsed: 'never used',
  madeBy: (maker: string) => `made by ${maker}`,
  noWorkspace: 'no Workspace',
  inWorkspace: (workspace: string, concerns: string) => `${workspace}: ${concerns}`,
  short: {
    expiring: (count: number) => `${count} ${count === 1 ? 'expires' : 'expire'} soon`,
    expired: (count: number) => `${count} expired`,
    left: (count: number) => `${count} made by somebody who left`,
    unused: (count: number) => `${count} unused`,
  } satisfies Record<Concern, (count: number) => string>,
  others: (count: number) => `${count} more; the Admin Panel lists all of them`,
  otherWorkspaces: (count: number, concerns: string) =>
    `${plural(count, 'other Workspace', 'other Workspaces')}: ${concerns}`,
  namesFor: 'The names of keys are for admins and billing managers',
  source: (source: string) => `${source}. Mistral says who made a key, not who uses it`,
  show: {
    expiring: 'Expiring',
    expired: 'Expired',
    left: 'Maker left',
    unused: 'Unused',
  } satisfies Record<Concern, string>,
  panel: 'Open API keys at Mistral',
  alert: (slash: string) => `\`${slash} keys\` shows them to admins and billing managers.`,
  seeKeys: 'See the keys',
  notOffered: 'Mistral does not list API keys at the address that I ask',
  notOfferedHint:
    'Its newest Admin API does (`MISTRAL_ADMIN_API_URL=https://api.mistral.ai/v1/admin`). The Admin Panel shows the keys as well.',
  actions: { 'keys.viewed': 'looked at who made API keys' },
}
