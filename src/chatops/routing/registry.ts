import type { JobHandler } from '../../scheduler/index.ts'
import type { Job } from '../../scheduler/jobs.ts'
import type { Core } from '../context.ts'
import type { Feature } from '../contract.ts'

/** All that the features bring, by the names that Slack's payloads and the scheduler's rows carry. */
export function registerFeatures(features: readonly Feature[]): Pick<Core, 'commands' | 'acts' | 'clicks' | 'forms'> {
  return {
    commands: features.flatMap((feature) => feature.commands),
    acts: features.flatMap((feature) => feature.acts ?? []),
    clicks: byName(features.map((feature) => feature.clicks)),
    forms: byName(features.map((feature) => feature.forms)),
  }
}

/** Without a prototype: names come from payloads, and `constructor` is nobody's button. */
function byName<Part>(parts: readonly (Readonly<Record<string, Part>> | undefined)[]): Readonly<Record<string, Part>> {
  return Object.assign(Object.create(null), ...parts)
}

export function bindJobs(core: Core, features: readonly Feature[]): Record<string, JobHandler> {
  const jobs = features.flatMap((feature) => Object.entries(feature.jobs ?? {}))
  return byName(jobs.map(([kind, handle]) => ({ [kind]: (job: Job) => handle(core, job) })))
}
