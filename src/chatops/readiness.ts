import type { UpstreamReason } from '../domain/errors.ts'
import type { Reach } from '../mistral/index.ts'
import { findFailingJobs } from '../scheduler/jobs.ts'
import type { Core } from './context.ts'

/** What hampers the bot without keeping it from answering people, as /readyz names it. Closed words: anybody may read them. */
export const troubleWords = [
  /** Slack refuses the bot token: nothing can be posted, though people may still be heard. */
  'slack-refuses',
  /** Slack did not answer the last time that it was called. */
  'slack-unreachable',
  /** Mistral did not answer the last time that it was asked. */
  'mistral-unreachable',
  /** It refuses the key, or forbids what the bot cannot do without. */
  'mistral-refuses',
  /** Use was not compared with the limit for an hour: nobody is warned. */
  'poll-stale',
  /** Background jobs failed some times in a row, and are tried again. */
  'jobs-failing',
  /** Background jobs failed so often that they were given up. */
  'jobs-given-up',
  /** The app was installed from an older manifest. */
  'permissions-missing',
  /** After a crash, whether a message went out cannot be looked up. */
  'history-permission-missing',
  /** None of the above could be looked up. */
  'unknown',
] as const
export type Trouble = (typeof troubleWords)[number]

/** What a feature knows of its own troubles. */
export type TroubleCheck = (core: Core) => Promise<Trouble | undefined>

/** Asks nobody on the network: what is known since the last time. */
export async function findTroubles(core: Core): Promise<readonly Trouble[]> {
  const { missingScopes } = core.installation
  const failing = await findFailingJobs(core.db, core.organization)
  const own = await Promise.all(core.features.troubleChecks.map((check) => check(core)))
  const found: readonly (Trouble | false | undefined)[] = [
    judgeSlack(core.installation.slackCalls()),
    core.config.mistral.key === undefined ? undefined : judgeCalls(core.mistral.reach().calls),
    ...own,
    failing.some(({ isGivenUp }) => !isGivenUp) && 'jobs-failing',
    failing.some(({ isGivenUp }) => isGivenUp) && 'jobs-given-up',
    (missingScopes?.needed.length ?? 0) > 0 && 'permissions-missing',
    (missingScopes?.optional.length ?? 0) > 0 && 'history-permission-missing',
  ]
  return troubleWords.filter((word) => found.includes(word))
}

/** What the bot could not do without. An audit log that the key may not read is for `doctor` to say. */
const vital = ['spendLimit', 'usage', 'members']
const passing: readonly UpstreamReason[] = ['down', 'rateLimited', 'notUnderstood']

/** By how each kind of call went the last time. */
export function judgeCalls(calls: Reach['calls']): 'mistral-refuses' | 'mistral-unreachable' | undefined {
  const isRefused = vital.some((name) => {
    const { lastFailure, lastSuccess } = calls[name] ?? {}
    const isLast = lastFailure && lastFailure.at >= (lastSuccess ?? lastFailure.at)
    return isLast && (lastFailure.reason === 'keyRefused' || lastFailure.reason === 'notEnterprise')
  })
  if (isRefused) return 'mistral-refuses'
  // Whatever answered since shows that it is back, though nobody asked again for what failed.
  return failedAt(calls, passing) > answeredAt(calls) ? 'mistral-unreachable' : undefined
}

/** By how the calls went the last time: that it says no to one of them is an answer too. */
export function judgeSlack(calls: Reach['calls']): 'slack-refuses' | 'slack-unreachable' | undefined {
  const answered = Math.max(answeredAt(calls), failedAt(calls, ['refused', 'rateLimited']))
  if (failedAt(calls, ['keyRefused']) > answered) return 'slack-refuses'
  return failedAt(calls, ['down']) > answered ? 'slack-unreachable' : undefined
}

const answeredAt = (calls: Reach['calls']): number => latest(Object.values(calls).map(({ lastSuccess }) => lastSuccess))
const failedAt = (calls: Reach['calls'], reasons: readonly UpstreamReason[]): number =>
  latest(
    Object.values(calls).map(({ lastFailure }) =>
      lastFailure && reasons.includes(lastFailure.reason) ? lastFailure.at : null,
    ),
  )
const latest = (times: readonly (Date | null)[]): number => Math.max(0, ...times.map((at) => at?.getTime() ?? 0))
