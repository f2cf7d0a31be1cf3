import { findFailingJobs } from '../scheduler/jobs.ts'
import type { Core } from './context.ts'

/** What hampers the bot without keeping it from answering people, as /readyz names it. Closed words: anybody may read them. */
export const troubleWords = [
  /** Mistral did not answer the last time that it was asked. */
  'mistral-unreachable',
  /** It refuses the key, or forbids what was asked. */
  'mistral-refuses',
  /** Use was not compared with the limit for an hour: nobody is warned. */
  'poll-stale',
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
    judgeMistral(core),
    ...own,
    failing.some(({ isGivenUp }) => isGivenUp) && 'jobs-given-up',
    (missingScopes?.needed.length ?? 0) > 0 && 'permissions-missing',
    (missingScopes?.optional.length ?? 0) > 0 && 'history-permission-missing',
  ]
  return troubleWords.filter((word) => found.includes(word))
}

/** By the call that failed last, as long as nothing of its kind worked since. */
function judgeMistral({ config, mistral }: Pick<Core, 'config' | 'mistral'>): Trouble | undefined {
  if (config.mistral.key === undefined) return undefined
  const { calls } = mistral.reach()
  const down = Object.values(calls).flatMap(({ lastFailure, lastSuccess }) =>
    lastFailure && (!lastSuccess || lastFailure.at >= lastSuccess) ? [lastFailure.reason] : [],
  )
  if (down.includes('keyRefused') || down.includes('notEnterprise')) return 'mistral-refuses'
  return down.some((reason) => ['down', 'rateLimited', 'notUnderstood'].includes(reason))
    ? 'mistral-unreachable'
    : undefined
}
