import type { Health } from '../domain/call-health.ts'
import type { Fetched } from '../domain/fetched.ts'
import type { Measures } from '../domain/measures.ts'
import type { Clock } from '../domain/time/clock.ts'
import type {
  ActivityPeriod,
  ActivityRows,
  AgentActivity,
  CodeActivity,
  EditActivity,
  Granularity,
  TimeActivity,
  UserActivity,
} from '../domain/usage/activity.ts'
import { readAgentActivity, readTimeActivity, readUserActivity } from './answers/activity.ts'
import { readCodeActivity, readEditActivity } from './answers/code-activity.ts'
import { createCachedRead, type ReadOptions } from './cache.ts'
import type { Caller } from './caller.ts'
import type { AnalyticsFamily, Dialects } from './dialects.ts'

type Read<Query, Value> = (query: Query, options?: ReadOptions) => Promise<Fetched<Value>>

/** Who uses what. `notOffered` means that this Organization has no such analytics: an answer, not a failure. */
export interface AnalyticsReads {
  readonly userActivity: Read<ActivityPeriod, ActivityRows<UserActivity>>
  readonly agentActivity: Read<ActivityPeriod, ActivityRows<AgentActivity>>
  readonly activityOverTime: Read<ActivityPeriod & { granularity: Granularity }, ActivityRows<TimeActivity>>
  /** Vibe Code of the Organization, or of one Workspace. */
  readonly codeActivity: Read<ActivityPeriod & { workspaceId?: string }, CodeActivity>
  readonly editActivity: Read<ActivityPeriod, EditActivity>
}

export interface AnalyticsOptions {
  readonly caller: Caller
  readonly dialects: Dialects
  readonly health: Health
  readonly clock: Clock
  readonly cacheMs: number
  readonly measures: Measures
}

export const analyticsNames = ['by_user_stats', 'by_agent_stats', 'by_time_stats', 'by_workspace', 'by_organization']

type Query = ActivityPeriod & { granularity?: Granularity; workspaceId?: string }

export function createAnalytics({
  caller,
  dialects,
  health,
  clock,
  cacheMs,
  measures,
}: AnalyticsOptions): AnalyticsReads {
  function reader<Value>(family: AnalyticsFamily, name: string, parse: (answer: unknown) => Value): Read<Query, Value> {
    return createCachedRead<Query, Value>({
      measured: { name, measures },
      clock,
      nameQuery: (query) => JSON.stringify(toParameters(query)),
      maxAgeMs: () => cacheMs,
      maxWeight: 20,
      load: (query, { signal }) =>
        health.watch(name, () =>
          dialects.firstOf(family, name, (path) => caller.get(path, toParameters(query), parse, signal)),
        ),
    }).read
  }
  return {
    userActivity: reader('work', 'by_user_stats', readUserActivity),
    agentActivity: reader('work', 'by_agent_stats', readAgentActivity),
    activityOverTime: reader('work', 'by_time_stats', readTimeActivity),
    codeActivity: reader('code', 'by_workspace', readCodeActivity),
    editActivity: reader('code', 'by_organization', readEditActivity),
  }
}

const toParameters = ({ from, to, granularity, workspaceId }: Query) => ({
  start_time: Math.floor(from.getTime() / 1000),
  end_time: Math.floor(to.getTime() / 1000),
  granularity,
  workspace_id: workspaceId,
})
