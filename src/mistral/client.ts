import { type CallHealth, createHealth } from '../domain/call-health.ts'
import { InvalidInput } from '../domain/errors.ts'
import type { Fetched } from '../domain/fetched.ts'
import type { SpendLimit, Workspace } from '../domain/limit/limit.ts'
import type { LogExcerpt, LogQuery } from '../domain/limit/mistral-log.ts'
import type { RateLimit } from '../domain/limit/rate-limit.ts'
import { noMeasures } from '../domain/measures.ts'
import type { Clock } from '../domain/time/clock.ts'
import type { Month, UsageMonth } from '../domain/usage/usage.ts'
import { type AnalyticsReads, analyticsNames, createAnalytics } from './analytics.ts'
import { readRateLimit, readSpendLimit } from './answers/limits.ts'
import type { RoleNames } from './answers/people.ts'
import { readWorkspaces } from './answers/workspaces.ts'
import { type ApiKeys, fetchApiKeys } from './api-keys.ts'
import { fetchAuditLog } from './audit-log.ts'
import type { AuthMode } from './auth.ts'
import { createCachedRead, type ReadOptions } from './cache.ts'
import { type CallerOptions, createCaller } from './caller.ts'
import { type AnalyticsFamily, createDialects } from './dialects.ts'
import { fetchMembers, fetchRoleNames, type Members } from './members.ts'
import { orNotOffered } from './not-offered.ts'
import { readAllPages } from './pages.ts'
import { readUsageMonth } from './pricing/read-usage-month.ts'

export interface UsageQuery {
  readonly month: Month
  readonly workspaceId?: string
  /** 'month': what a model came to in the month is enough, where that is quicker; its lines then have no day. */
  readonly detail?: 'day' | 'month'
}

/** What reports get: nothing in here changes anything at Mistral. */
export interface MistralReads extends AnalyticsReads {
  usage(query: UsageQuery, options?: ReadOptions): Promise<Fetched<UsageMonth>>
  spendLimit(options?: ReadOptions): Promise<Fetched<SpendLimit>>
  rateLimit(options?: ReadOptions): Promise<Fetched<RateLimit>>
  workspaces(options?: ReadOptions & { withArchived?: boolean }): Promise<Fetched<readonly Workspace[]>>
  /** With an e-mail, those whom Mistral finds by it: whether one of them matches exactly is the caller's to check. */
  members(options?: ReadOptions & { email?: string }): Promise<Fetched<Members>>
  /** All API keys of the Organization, without any part of the keys themselves. */
  apiKeys(options?: ReadOptions): Promise<Fetched<ApiKeys>>
  /** Mistral's own log, whoever made a change and wherever. */
  auditLog(query: LogQuery, options?: ReadOptions): Promise<Fetched<LogExcerpt>>
  reach(): Reach
}

export interface MistralWrites {
  /** Whole units of the billing currency. Sent once: after `outcomeUnknown`, only a read tells what happened. */
  setSpendLimit(
    change: { amount: number } | 'unlimited',
    options?: { signal?: AbortSignal },
  ): Promise<Fetched<SpendLimit>>
}

/** What the process has learned of Mistral so far, without asking. */
export interface Reach {
  readonly host: string
  readonly authMode: AuthMode | null
  /** The folder in which each family of analytics was found. */
  readonly analytics: Readonly<Partial<Record<AnalyticsFamily, string>>>
  readonly calls: Readonly<Record<string, CallHealth>>
}

export interface MistralOptions extends Pick<CallerOptions, 'url' | 'key' | 'log' | 'measures'> {
  readonly clock: Clock
  readonly timeoutMs?: number
  readonly cacheMs?: number
  readonly random?: () => number
}

/** What is kept, as metrics call it. */
export const cacheNames = [
  ...['usage', 'members', 'auditLog', 'roles', 'spendLimit', 'rateLimit', 'workspaces', 'allWorkspaces', 'apiKeys'],
  ...analyticsNames,
] as const
type CacheName = (typeof cacheNames)[number]

/** Mistral corrects finished months too, only more rarely. */
const finishedMonthFactor = 10
const maxKeptUsageLines = 300_000
const maxKeptMembers = 20_000
const maxKeptLogEntries = 20_000

export function createMistral(options: MistralOptions): MistralReads & MistralWrites & { close(): Promise<void> } {
  const { clock, timeoutMs = 10_000, cacheMs = 60_000, random = Math.random, measures = noMeasures } = options
  const measured = (name: CacheName) => ({ measured: { name, measures } })
  const caller = createCaller({ ...options, timeoutMs, random })
  const dialects = createDialects()
  const health = createHealth(clock)

  const usage = createCachedRead<UsageQuery, UsageMonth>({
    ...measured('usage'),
    clock,
    nameQuery: ({ month, workspaceId }) => `${month} ${workspaceId ?? ''}`,
    maxAgeMs: ({ month }, fetchedAt) => (month < monthOf(fetchedAt) ? finishedMonthFactor * cacheMs : cacheMs),
    weigh: ({ lines }) => 1 + lines.length,
    maxWeight: maxKeptUsageLines,
    load: ({ month, workspaceId }, { signal }) => {
      const [year, number] = month.split('-').map(Number)
      const query = { month: number, year, workspace_id: workspaceId }
      return health.watch('usage', () => caller.getBody('/usage', query, (body) => readUsageMonth(body, month), signal))
    },
  })

  const members = createCachedRead<{ email?: string }, Members>({
    ...measured('members'),
    clock,
    nameQuery: ({ email }) => email ?? '',
    maxAgeMs: () => cacheMs,
    weigh: (value) => 1 + value.members.length,
    maxWeight: maxKeptMembers,
    load: (query, how) => {
      const nameRoles = async () => (await roleNames.read(undefined, how)).value
      return health.watch('members', () => fetchMembers(caller, query, nameRoles, how.signal))
    },
  })

  const auditLog = createCachedRead<LogQuery, LogExcerpt>({
    ...measured('auditLog'),
    clock,
    nameQuery: (query) => JSON.stringify(query),
    maxAgeMs: () => cacheMs,
    weigh: ({ entries }) => 1 + entries.length,
    maxWeight: maxKeptLogEntries,
    load: (query, { signal }) => health.watch('auditLog', () => fetchAuditLog(caller, query, signal)),
  })

  const one = <Value>(name: CacheName, load: (signal?: AbortSignal) => Promise<Value>) =>
    createCachedRead<undefined, Value>({
      ...measured(name),
      clock,
      nameQuery: () => '',
      maxAgeMs: () => cacheMs,
      maxWeight: 1,
      load: (_, { signal }) => health.watch(name, () => load(signal)),
    })
  const roleNames = one<RoleNames>('roles', (signal) => fetchRoleNames(caller, signal))
  const spendLimit = one('spendLimit', (signal) => caller.get('/spend-limit', undefined, readSpendLimit, signal))
  const rateLimit = one('rateLimit', (signal) =>
    orNotOffered(caller.get('/rate-limit', undefined, readRateLimit, signal)),
  )
  const listWorkspaces = (isArchived?: 'true') =>
    one<readonly Workspace[]>(isArchived ? 'allWorkspaces' : 'workspaces', (signal) => {
      const query = { page_size: 100, is_archived: isArchived }
      return readAllPages((page) => caller.get('/workspaces', { ...query, page }, readWorkspaces, signal))
    })
  const workspaces = listWorkspaces()
  const allWorkspaces = listWorkspaces('true')

  const apiKeys = one('apiKeys', (signal) => fetchApiKeys(caller, signal))

  return {
    ...createAnalytics({ caller, dialects, health, clock, cacheMs, measures }),
    usage: usage.read,
    spendLimit: (how) => spendLimit.read(undefined, how),
    rateLimit: (how) => rateLimit.read(undefined, how),
    workspaces: ({ withArchived, ...how } = {}) => (withArchived ? allWorkspaces : workspaces).read(undefined, how),
    members: ({ email, ...how } = {}) => members.read(email === undefined ? {} : { email }, how),
    apiKeys: (how) => apiKeys.read(undefined, how),
    auditLog: auditLog.read,
    reach: () => ({
      host: caller.host,
      authMode: caller.authMode() ?? null,
      analytics: dialects.known(),
      calls: health.calls(),
    }),
    async setSpendLimit(change, { signal } = {}) {
      const body = toLimitBody(change)
      const fetchedAt = clock.now()
      // Before, so that nobody takes the old limit for the new one meanwhile; after, for what was read meanwhile.
      spendLimit.forget()
      try {
        const post = () => caller.post('/spend-limit', body, readSpendLimit, signal)
        return { value: await health.watch('setSpendLimit', post), fetchedAt }
      } finally {
        spendLimit.forget()
      }
    },
    close: caller.close,
  }
}

const monthOf = (date: Date) => date.toISOString().slice(0, 7)

/** The API wants an amount even where there is none; should it overlook the flag, a small one would cut everyone off. */
const amountOfNoLimit = 1_000_000_000

function toLimitBody(change: { amount: number } | 'unlimited') {
  if (change === 'unlimited') return { amount: amountOfNoLimit, no_monthly_limit: true }
  if (!Number.isSafeInteger(change.amount) || change.amount < 0) {
    throw new InvalidInput('amount', String(change.amount), ['50000'])
  }
  return { amount: change.amount, no_monthly_limit: false }
}
