import { type ActivityArgs, type Compared, fewestPeople, type Windows } from '../../chatops/report/activity.ts'
import type { ActivityRows, AgentActivity } from '../../domain/usage/activity.ts'
import type { Day } from '../../domain/usage/usage.ts'

export const agentCounts = ['messages', 'users', 'conversations'] as const
export type AgentCount = (typeof agentCounts)[number]

export interface AgentRow {
  readonly id: string
  readonly messages: number
  readonly users: number
  readonly conversations: number
  /** What is counted, against the same days before. */
  readonly compared: Compared | undefined
}

export interface AgentsReport extends ActivityArgs<AgentCount> {
  readonly now: Date
  readonly fetchedAt: Date
  /** Agents that at least five people use, the busiest first. */
  readonly rows: readonly AgentRow[]
  /** All others together: what few people do with an agent is theirs to know. */
  readonly small: { readonly agents: number; readonly messages: number }
  readonly messages: number
  readonly compared: Compared | undefined
  readonly beginsOn: Day | undefined
  readonly unreadable: number
}

type Activity = Windows<ActivityRows<AgentActivity>>

export function reportAgents(activity: Activity, args: ActivityArgs<AgentCount>, now: Date): AgentsReport {
  const countIn = (window: ActivityRows<AgentActivity>) =>
    new Map(window.rows.map((row) => [row.agentId, row[args.by] ?? 0]))
  const [compared, before] = [activity.compared, activity.before].map((window) => window && countIn(window))
  // What few people did before is not to be read out of a difference either.
  const shownBefore = new Set(
    (activity.before?.rows ?? []).filter(({ users }) => (users ?? 0) >= fewestPeople).map(({ agentId }) => agentId),
  )
  const used = activity.all.rows
    .map(({ agentId, messages, users, conversations }): AgentRow => {
      const isShown = shownBefore.has(agentId) || !before?.get(agentId)
      const counts = { messages: messages ?? 0, users: users ?? 0, conversations: conversations ?? 0 }
      const both = compared && before && { now: compared.get(agentId) ?? 0, before: before.get(agentId) ?? 0 }
      return { id: agentId, ...counts, compared: isShown ? both : undefined }
    })
    .filter(({ messages, users, conversations }) => messages + users + conversations > 0)
    .toSorted((left, right) => right[args.by] - left[args.by] || (left.id < right.id ? -1 : 1))
  const rows = used.filter(({ users }) => users >= fewestPeople)
  const small = used.filter(({ users }) => users < fewestPeople)
  return {
    ...args,
    now,
    fetchedAt: activity.fetchedAt,
    rows,
    small: { agents: small.length, messages: sumMessages(small) },
    messages: sumMessages(used),
    compared:
      activity.compared && activity.before
        ? { now: sumMessages(activity.compared.rows), before: sumMessages(activity.before.rows) }
        : undefined,
    beginsOn: activity.beginsOn,
    unreadable: activity.all.unreadable,
  }
}

const sumMessages = (rows: readonly { readonly messages: number | null }[]): number =>
  rows.reduce((sum, { messages }) => sum + (messages ?? 0), 0)
