import type { ActivityArgs, Compared, Windows } from '../../chatops/report/activity.ts'
import type { Member } from '../../domain/person/person.ts'
import { sum } from '../../domain/statistics.ts'
import type { ActivityRows, UserActivity } from '../../domain/usage/activity.ts'
import type { Day } from '../../domain/usage/usage.ts'

export const countables = ['messages', 'conversations', 'agents', 'files', 'images'] as const
export type Countable = (typeof countables)[number]

/** One person, the most active first. */
export interface PersonRow {
  /** null: somebody who is no member any more. */
  readonly name: string | null
  readonly email: string | null
  readonly value: number
  /** Against the same days before. */
  readonly compared: Compared | undefined
  readonly isOwn: boolean
}

export interface TopUsersReport extends ActivityArgs<Countable> {
  readonly now: Date
  readonly fetchedAt: Date
  readonly rows: readonly PersonRow[]
  /** Who asks is a member, and not among the rows. */
  readonly isOwnIdle: boolean
  readonly total: number
  readonly compared: Compared | undefined
  readonly beginsOn: Day | undefined
  /** The most active tenth of the people, and their part of it all. */
  readonly lead: { readonly people: number; readonly share: number } | undefined
  readonly unreadable: number
}

type Activity = Windows<ActivityRows<UserActivity>>
type Options = ActivityArgs<Countable> & { readonly ownId: string | undefined; readonly now: Date }

/** Pure: Mistral's rows and its members in, the ranking out. Equal counts are ordered by id, which says nothing. */
export function reportTopUsers(activity: Activity, members: readonly Member[], options: Options): TopUsersReport {
  const { ownId, now, ...args } = options
  const { by } = args
  const byId = new Map(members.map((member) => [member.id, member]))
  const [compared, before] = [activity.compared, activity.before].map((window) => window && countEach(window, by))
  const rows = [...countEach(activity.all, by)]
    .filter(([, value]) => value > 0)
    .toSorted(([leftId, left], [rightId, right]) => right - left || (leftId < rightId ? -1 : 1))
    .map(([id, value]): PersonRow => {
      const member = byId.get(id)
      const both = compared && before && { now: compared.get(id) ?? 0, before: before.get(id) ?? 0 }
      return { name: member?.name ?? null, email: member?.email ?? null, value, compared: both, isOwn: id === ownId }
    })
  const total = sum(rows.map(({ value }) => value))
  const leaders = Math.ceil(rows.length / 10)
  return {
    ...args,
    now,
    fetchedAt: activity.fetchedAt,
    rows,
    isOwnIdle: ownId !== undefined && !rows.some(({ isOwn }) => isOwn),
    total,
    compared: compared && before && { now: sum([...compared.values()]), before: sum([...before.values()]) },
    lead:
      rows.length > 0
        ? { people: leaders, share: sum(rows.slice(0, leaders).map(({ value }) => value)) / total }
        : undefined,
    beginsOn: activity.beginsOn,
    unreadable: activity.all.unreadable,
  }
}

function countEach({ rows }: ActivityRows<UserActivity>, by: Countable): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(row.userId, (counts.get(row.userId) ?? 0) + (row[by] ?? 0))
  return counts
}
