import { type ApiKey, judgeKey, type KeyConcerns, soonDays } from '../../domain/key/api-key.ts'
import type { Member } from '../../domain/person/person.ts'
import { dayOf } from '../../domain/time/time.ts'

/** What there can be to do about a key, the most urgent first. */
export const concerns = ['expiring', 'expired', 'left', 'unused'] as const
export type Concern = (typeof concerns)[number]

export interface KeyRow extends KeyConcerns {
  readonly key: ApiKey
  readonly concerns: readonly Concern[]
  /** Who made it, as Mistral's members are called; else as Mistral wrote it. */
  readonly maker: string | null
}

export interface KeysReport {
  readonly now: Date
  readonly fetchedAt: Date
  /** The one concern that was asked for. */
  readonly only: Concern | undefined
  /** All keys, whatever there is to do about them. */
  readonly total: number
  /** Those that there is something to do about, each once, the most urgent first. */
  readonly rows: readonly KeyRow[]
  readonly counts: Readonly<Record<Concern, number>>
  readonly unreadable: number
}

export interface KeySources {
  readonly keys: readonly ApiKey[]
  readonly members: readonly Member[]
  readonly unreadable: number
  readonly fetchedAt: Date
}

/** Pure: Mistral's keys and members in, what there is to do out. */
export function reportKeys(sources: KeySources, only: Concern | undefined, now: Date): KeysReport {
  const nameOf = new Map(sources.members.flatMap(({ email, name }) => (email ? [[email.toLowerCase(), name]] : [])))
  const emails = new Set(nameOf.keys())
  const today = dayOf(now)
  const worrying = sources.keys
    .map((key): KeyRow => {
      const judged = judgeKey(key, emails, today)
      const maker = nameOf.get(key.createdBy?.toLowerCase() ?? '') ?? key.createdBy
      return { key, ...judged, concerns: listConcerns(judged), maker }
    })
    .filter((row) => row.concerns.length > 0)
  const count = (concern: Concern) => worrying.filter((row) => row.concerns.includes(concern)).length
  return {
    now,
    fetchedAt: sources.fetchedAt,
    only,
    total: sources.keys.length,
    rows: worrying.filter((row) => only === undefined || row.concerns.includes(only)).toSorted(compareUrgency),
    counts: { expiring: count('expiring'), expired: count('expired'), left: count('left'), unused: count('unused') },
    unreadable: sources.unreadable,
  }
}

/** What expired long ago is nobody's worry any more. */
function listConcerns({ endsIn, endedAgo, isOrphaned, isUnused }: KeyConcerns): Concern[] {
  return concerns.filter(
    (concern) =>
      ({
        expiring: endsIn !== undefined,
        expired: endedAgo !== undefined && endedAgo <= soonDays,
        left: isOrphaned,
        unused: isUnused,
      })[concern],
  )
}

function compareUrgency(one: KeyRow, other: KeyRow): number {
  const rank = ({ concerns: [first] }: KeyRow) => (first ? concerns.indexOf(first) : concerns.length)
  const within = ({ endsIn, endedAgo }: KeyRow) => endsIn ?? endedAgo ?? 0
  const byId = one.key.id < other.key.id ? -1 : 1
  return rank(one) - rank(other) || within(one) - within(other) || byId
}
