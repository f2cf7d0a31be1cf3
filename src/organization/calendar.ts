import type { Core } from '../chatops/context.ts'
import { forOneOperation } from '../chatops/people/one-operation.ts'
import type { JobHandler } from '../scheduler/index.ts'
import type { ScheduleRule } from '../scheduler/occurrences.ts'

/** What happens by itself in an Organization. Jobs and occurrences get the core, and share what they read of people. */
export function bindJobs(core: Core): Record<string, JobHandler> {
  const { jobs, schedules } = core.features
  const handlers = Object.entries(jobs).map(([kind, handle]): [string, JobHandler] => [
    kind,
    (job) => handle(forOneOperation(core), job),
  ])
  const occurrences = schedules.map(({ name, run }): [string, JobHandler] => [
    name,
    async ({ subject, attempt }) => {
      await run(forOneOperation(core), { dueAt: new Date(subject), attempt })
      return undefined
    },
  ])
  return Object.fromEntries([...handlers, ...occurrences])
}

export const rulesOf = (core: Core): ScheduleRule[] =>
  core.features.schedules.flatMap(({ name, cron, zone, catchUp }) => {
    const rule = cron(core)
    return rule === undefined ? [] : [{ name, cron: rule, zone: zone(core), catchUp }]
  })
