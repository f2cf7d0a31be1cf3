import type { UpstreamError } from '../../domain/errors.ts'
import { plural } from './en-plural.ts'

export const status = {
  summary: 'What I can reach, and what is wrong',
  title: (isWell: boolean) => (isWell ? '*All is well.*' : '*Something needs attention.*'),
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
  unconfirmed: (entries: readonly string[]) =>
    `⚠ Roles in \`ROLE_MAP\` that Mistral does not confirm: ${entries.join(', ')}`,
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
    members: 'Members',
    roles: 'Roles',
    rateLimit: 'Rate limits',
    auditLog: 'Audit log',
  } as Record<string, string>,
}
