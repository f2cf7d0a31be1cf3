import type { JobHandler } from '../scheduler/index.ts'
import type { Core } from './context.ts'
import type { Feature } from './feature.ts'

/** All that the features bring, by the names that Slack's payloads and the scheduler's rows carry. */
export function registerFeatures(features: readonly Feature[]): Pick<Core, 'commands' | 'acts' | 'clicks' | 'forms'> {
  return {
    commands: features.flatMap((feature) => feature.commands),
    acts: features.flatMap((feature) => feature.acts ?? []),
    clicks: Object.assign({}, ...features.map((feature) => feature.clicks ?? {})),
    forms: Object.assign({}, ...features.map((feature) => feature.forms ?? {})),
  }
}

export function bindJobs(core: Core, features: readonly Feature[]): Record<string, JobHandler> {
  const jobs = features.flatMap((feature) => Object.entries(feature.jobs ?? {}))
  return Object.fromEntries(jobs.map(([kind, handle]) => [kind, (job) => handle(core, job)]))
}
