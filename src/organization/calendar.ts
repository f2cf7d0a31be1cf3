import type { Core } from '../chatops/context.ts'
import { forOneOperation } from '../chatops/people/one-operation.ts'
import type { JobHandler } from '../scheduler/index.ts'
import { readOccurrence, removeSchedule, type ScheduleTables, setSchedule } from '../scheduler/occurrences.ts'

/** What happens by itself in an Organization. Jobs and occurrences get the core, and share what they read of people. */
export function bindJobs(core: Core): Record<string, JobHandler> {
  const { jobs, schedules, occurrences } = core.features
  const handlers = Object.entries(jobs).map(([kind, handle]): [string, JobHandler] => [
    kind,
    (job) => handle(forOneOperation(core), job),
  ])
  const fixed = schedules.map(({ name, run }): [string, JobHandler] => [
    name,
    async ({ subject, attempt }) =>
      (await run(forOneOperation(core), { dueAt: readOccurrence(subject).dueAt, attempt })) ?? undefined,
  ])
  const own = Object.entries(occurrences).map(([kind, handle]): [string, JobHandler] => [
    kind,
    ({ subject, attempt }) => handle(forOneOperation(core), { ...readOccurrence(subject), attempt }),
  ])
  return Object.fromEntries([...handlers, ...fixed, ...own])
}

/** What happens at a time that the settings give: the calendar follows them. */
export async function keepSchedules(core: Core): Promise<void> {
  const { db, organization } = core
  const now = await db.now()
  await db.transaction<ScheduleTables, void>(async (tx) => {
    for (const { name, cron, zone, catchUp } of core.features.schedules) {
      const wanted = cron(core)
      const schedule = { kind: name, subject: '' }
      if (wanted === undefined) await removeSchedule(tx, organization, schedule)
      else await setSchedule(tx, organization, { ...schedule, cron: wanted, zone: zone(core), catchUp }, now)
    }
  })
}
