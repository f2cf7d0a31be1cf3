import { plural } from '../../chatops/words/plural.ts'
import type { UpstreamError } from '../../domain/errors.ts'

export const en = {
  lacksScopes: (scopes: string) =>
    `⚠ Slack did not grant ${scopes}. The admin of this bot has to install the app again from its present manifest.`,
  lacksOptional: (scopes: string) => `Optional permissions that are not granted: ${scopes}`,
  summary: 'What I can reach, and what is wrong',
  title: (isWell: boolean): string => (isWell ? '*All is well.*' : '*Something needs attention.*'),
  slack: (team: string, transport: string, isConnected: boolean) =>
    `Slack: ${isConnected ? 'connected' : 'not connected'} to ${team} (${transport === 'socket' ? 'Socket Mode' : 'signed HTTP'})`,
  mistral: (host: string, details: string) => `Mistral: ${host}${details ? ` (${details})` : ''}`,
  auth: { both: 'both key headers', 'x-api-key': '`x-api-key`', bearer: '`Authorization`' } as Record<string, string>,
  analytics: (folders: string) => `analytics at ${folders}`,
  noKey: 'Mistral: no Admin API key (`none`)',
  works: (call: string, at: string) => `✅ ${call}, last answered ${at}`,
  fails: (call: string, reason: string, at: string, lastSuccess: string | undefined) =>
    `⚠ ${call}: ${reason}, ${at}${lastSuccess ? `; last answered ${lastSuccess}` : '; never answered since I started'}`,
  reasons: {
    keyRefused: 'key refused',
    notEnterprise: 'not allowed for this key',
    notConfigured: 'not configured',
    notOffered: 'not offered to this Organization',
    rateLimited: 'too many requests',
    down: 'no answer',
    notUnderstood: 'answer not understood',
    refused: 'request refused',
  } satisfies Record<UpstreamError['reason'], string>,
  storage: (engine: string) => `Storage: ${engine === 'sqlite' ? 'SQLite, one instance' : 'PostgreSQL'}`,
  version: (version: string, node: string, since: string) => `Version ${version}, Node ${node}, running since ${since}`,
  tooSeldom: (every: string) =>
    `⚠ \`POLL_INTERVAL\`: I compare use with the limit every ${every} only, too seldom to tell you in time that access stops. Set it to \`1h\` or less.`,
  unconfirmed: (entries: readonly string[]) =>
    `⚠ Roles in \`ROLE_MAP\` that Mistral does not confirm: ${entries.join(', ')}`,
  refusedPosts: (count: number, why: string) =>
    `⚠ Slack refused ${plural(count, 'message', 'messages')} in the last 7 days: ${why}`,
  refusal: {
    messages_tab_disabled:
      'direct messages with me are switched off. Turn on the *Messages Tab* under *App Home* in the settings of the Slack app.',
    not_in_channel: 'I am not in the channel. Invite me there.',
    channel_not_found: 'I am not in the channel, or it is gone. Invite me there.',
    is_archived: 'the channel is archived. Choose another one.',
    restricted_action: 'an admin of the workspace restricts who may post there.',
    missing_scope: 'a permission is missing. Install the app again with its present manifest.',
    user_disabled: 'a person’s Slack account is deactivated.',
  } as Record<string, string>,
  otherRefusal: 'the log has the reason.',
  uncertainPosts: (count: number) =>
    `⚠ ${plural(count, 'message', 'messages')} may be missing or posted twice, because I was stopped while sending. With the optional history permissions I could check.`,
  job: {
    'budget.watch': 'Comparing use with budgets',
    'budget.alert': 'Posting an alert about a budget',
    'keys.alert': 'Looking for API keys that end',
    'digest.post': 'Posting a digest',
    'budget.workspace-ids': 'Giving budgets their Workspaces’ ids',
    'chargeback.workspace-ids': 'Giving cost centres their Workspaces’ ids',
    'digest.workspace-ids': 'Giving digests their Workspaces’ ids',
    'digest.tell': 'Telling about a digest that was paused or passed on',
    'whoami.rights': 'Telling the admins who can decide',
    'limits.cards': 'Showing the card of a request',
    'limits.apply': 'Setting a limit',
    'limits.expire': 'Closing a request in time',
    'limits.remind': 'Reminding the approvers of a request',
    'limits.tell': 'Telling how a request ended',
    'limits.end': 'Ending a temporary limit',
    'limits.remind-end': 'Reminding of the end of a temporary limit',
    'limits.tell-end': 'Telling that a temporary limit ended',
    'limits.look-back': 'Checking whether my database is an older copy (until then I set no limit)',
    'limits.restored': 'Telling that my database was restored',
    'limits.watch': 'Comparing use with the limit',
    'limits.alert': 'Posting an alert about the limit',
    'limits.drift': 'Telling that the limit was changed at Mistral',
    'limits.burst': 'Keeping an urgent alert up to date',
    'limits.burst-again': 'Sending a reminder of an urgent alert',
    'limits.watch-caps': 'Comparing use with the caps of Workspaces',
    'limits.cap-alert': 'Posting an alert about the cap of a Workspace',
    'limits.unusual-day': 'Looking for an unusual day',
    'limits.unusual-said': 'Showing why a day was expected',
    'import.ask-for-invoice': 'Asking for the invoice',
    'history.keep': 'Reading the usage of past months',
    'history.difference': 'Telling that a closed month reads differently at Mistral',
    'rates.keep': 'Keeping the exchange rates',
    'retention.remove': 'Removing what has been over for long enough',
    'retention.tell': 'Telling what was removed',
    'limits.stale': 'Telling that Mistral gives no figures',
  } as Record<string, string>,
  workTitle: '*In the background*',
  work: (job: string, lastAt: string | undefined, nextAt: string | undefined, failure: string) =>
    [`${job}: ${lastAt ? `last ${lastAt}` : 'not yet'}`, nextAt ? `next ${nextAt}` : '', failure]
      .filter(Boolean)
      .join(', '),
  workFailed: 'the last run failed',
  workError: (error: string) => `last error: ${error}`,
  otherJob: 'A task in the background',
  failing: (job: string, failures: number, isGivenUp: boolean, lastError: string | undefined) =>
    `⚠ ${job} failed ${failures} times, ${isGivenUp ? 'so I stopped trying until I am restarted' : 'and I keep trying'}${lastError ? `: ${lastError}` : '.'}`,
  unconfirmedUnknown: '⚠ Roles in `ROLE_MAP` could not be checked: Slack or Mistral did not answer.',
  approvals: {
    external:
      '⚠ `APPROVALS_CHANNEL` can be read by another company: requests go to those who decide in direct messages alone. Choose an internal channel.',
    archived:
      '⚠ `APPROVALS_CHANNEL` is archived: requests go to those who decide in direct messages alone. Choose another channel.',
    unreachable:
      '⚠ `APPROVALS_CHANNEL` is no channel that I am in: requests go to those who decide in direct messages alone. Type `/invite` and my name there, or set another channel.',
    unknown: '⚠ `APPROVALS_CHANNEL` could not be checked: Slack did not answer.',
  },
  confirmed: (count: number) => `Roles in \`ROLE_MAP\`: ${plural(count, 'person', 'people')}, all as Mistral has them`,
  call: {
    usage: 'Usage',
    spendLimit: 'Spending limit',
    setSpendLimit: 'Change of the limit',
    workspaces: 'Workspaces',
    allWorkspaces: 'Workspaces, archived ones included',
    members: 'Members',
    roles: 'Roles',
    rateLimit: 'Rate limits',
    auditLog: 'Audit log',
    apiKeys: 'API keys',
    by_user_stats: 'le Chat by person',
    by_agent_stats: 'Agents',
    by_time_stats: 'le Chat over time',
    by_workspace: 'Vibe Code',
    by_organization: 'Vibe Code, edits',
  } as Record<string, string>,
}
