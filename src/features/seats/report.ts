import type { Windows } from '../../chatops/report/activity.ts'
import type { Member } from '../../domain/person/person.ts'
import type { Comparison, Period } from '../../domain/time/period.ts'
import type { ActivityRows, CodeActivity, TimeActivity, UserActivity } from '../../domain/usage/activity.ts'
import type { Day } from '../../domain/usage/usage.ts'

/** `notOffered`: this Organization has no such analytics; `missing`: Mistral did not answer. */
export type Unknown = 'notOffered' | 'missing'

export interface SeatsArgs {
  readonly period: Period
  readonly comparison: Comparison | undefined
}

export interface SeatsSources {
  readonly members: readonly Member[]
  readonly pendingInvites: number
  readonly chat: Windows<ActivityRows<UserActivity>> | Unknown
  readonly chatDays: ActivityRows<TimeActivity> | Unknown
  readonly code: CodeActivity | Unknown
  readonly fetchedAt: Date
}

/** Products as Mistral calls their seats. */
export const chatSeat = 'CHAT'
export const codeSeat = 'MISTRAL_CODE'

export interface SeatsReport extends SeatsArgs {
  readonly now: Date
  readonly fetchedAt: Date
  readonly members: number
  readonly pendingInvites: number
  /** Given out, by product, le Chat and Vibe Code first; undefined: Mistral does not say. */
  readonly given: readonly { readonly product: string; readonly seats: number }[] | undefined
  readonly withoutAnySeat: number
  readonly chat: ChatUse | Unknown
  readonly code: CodeUse | Unknown
  readonly chatDays: readonly DayUsers[]
  readonly codeDays: readonly DayUsers[]
}

export interface ChatUse {
  readonly active: number
  /** Of those with a seat, or of all members where seats are not said. */
  readonly seated: number
  /** Active people who have no seat now: they left, or it was taken away. */
  readonly withoutSeat: number
  readonly compared: { readonly now: number; readonly before: number } | undefined
  /** The first day that has data, where that lies within the earlier days. */
  readonly beginsOn: Day | undefined
}

/** Vibe Code is counted by the day, and days cannot be added up to people. */
export type CodeUse = DayUsers | 'nobody'

export interface DayUsers {
  readonly day: Day
  readonly users: number
}

/** Pure: Mistral's answers and the present moment in, the report out. */
export function reportSeats(sources: SeatsSources, args: SeatsArgs, now: Date): SeatsReport {
  const { members, pendingInvites, chat, code, chatDays, fetchedAt } = sources
  const isSaid = members.some(({ seats }) => seats !== null)
  const codeDays = typeof code === 'string' ? [] : countDays(code)
  return {
    ...args,
    now,
    fetchedAt,
    members: members.length,
    pendingInvites,
    given: isSaid ? countSeats(members) : undefined,
    withoutAnySeat: isSaid ? members.filter(({ seats }) => !seats?.length).length : 0,
    chat: typeof chat === 'string' ? chat : describeChat(chat, isSaid ? seatedIn(members) : members),
    code: typeof code === 'string' ? code : code.users === null ? 'notOffered' : busiest(codeDays),
    chatDays: typeof chatDays === 'string' ? [] : readDays(chatDays),
    codeDays,
  }
}

const seatedIn = (members: readonly Member[]) => members.filter(({ seats }) => seats?.includes(chatSeat))

function countSeats(members: readonly Member[]): NonNullable<SeatsReport['given']> {
  const counts = new Map([chatSeat, codeSeat].map((product) => [product, 0]))
  for (const { seats } of members)
    for (const product of new Set(seats)) counts.set(product, (counts.get(product) ?? 0) + 1)
  return [...counts].map(([product, count]) => ({ product, seats: count }))
}

function describeChat(
  { all, compared, before, beginsOn }: Windows<ActivityRows<UserActivity>>,
  entitled: readonly Member[],
): ChatUse {
  const active = listActive(all)
  const seated = entitled.filter(({ id }) => active.has(id)).length
  return {
    active: active.size,
    seated,
    withoutSeat: active.size - seated,
    compared: compared && before && { now: listActive(compared).size, before: listActive(before).size },
    beginsOn,
  }
}

const listActive = ({ rows }: ActivityRows<UserActivity>): ReadonlySet<string> =>
  new Set(rows.filter(({ messages }) => (messages ?? 0) > 0).map(({ userId }) => userId))

/** Several Workspaces have rows for the same day; whoever works in two of them on one day is counted in both. */
function countDays({ users }: CodeActivity): DayUsers[] {
  const days = Map.groupBy(users?.rows ?? [], ({ day }) => day)
  return [...days].map(([day, rows]) => ({ day, users: rows.reduce((sum, { total }) => sum + (total ?? 0), 0) }))
}

function busiest(days: readonly DayUsers[]): CodeUse {
  const [first] = days.toSorted((left, right) => right.users - left.users || (left.day < right.day ? 1 : -1))
  return first && first.users > 0 ? first : 'nobody'
}

const readDays = ({ rows }: ActivityRows<TimeActivity>): DayUsers[] =>
  rows.flatMap(({ from, users }) => (from ? [{ day: from.toISOString().slice(0, 10) as Day, users: users ?? 0 }] : []))
