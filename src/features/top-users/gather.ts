import type { ReadContext } from '../../chatops/context.ts'
import { maySeeNames } from '../../chatops/people/authorize.ts'
import { type ActivityArgs, firstChatDay, readWindows } from '../../chatops/report/activity.ts'
import { type Countable, reportTopUsers, type TopUsersReport } from './report.ts'

export async function gatherTopUsers(context: ReadContext, args: ActivityArgs<Countable>): Promise<TopUsersReport> {
  const { mistral, clock, config, asker, trail } = context
  const [activity, members] = await Promise.all([
    readWindows(args, (window) => mistral.userActivity(window), firstChatDay(context)),
    mistral.members(),
  ])
  const report = reportTopUsers(activity, members.value.members, {
    ...args,
    ownId: asker.member?.id,
    now: clock.now(),
  })
  // First the trace, then the look: nobody reads names unseen.
  if (report.rows.length > 0 && maySeeNames(asker.role, config.people.privacy))
    await trail.record('names.viewed', { report: 'top-users' })
  return report
}
