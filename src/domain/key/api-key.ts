import { addDays, daysBetween } from '../time/time.ts'
import type { Day } from '../usage/usage.ts'

/** An API key as Mistral lists it. Neither the key nor its mask is kept: nobody needs a part of a secret to find it. */
export interface ApiKey {
  readonly id: string
  readonly name: string | null
  readonly workspace: string | null
  /** Who made it: an e-mail address, or another key by its name. Mistral names no other owner. */
  readonly createdBy: string | null
  readonly createdOn: Day | null
  /** The last day on which it works; null: it never expires. */
  readonly expiresOn: Day | null
  /** null: it was never used, as far as Mistral says. */
  readonly lastUsedOn: Day | null
}

/** A key that ends within this many days is worth a word today. */
export const soonDays = 30
/** Whoever has not used a key for this long may well have forgotten it. */
export const unusedDays = 60

/** What there is to do about a key. An expired one is finished, so nothing else is said of it. */
export interface KeyConcerns {
  /** Days until it ends, 0 for today; undefined: not soon. */
  readonly endsIn: number | undefined
  /** Days since it ended; undefined: it still works. */
  readonly endedAgo: number | undefined
  /** Whoever made it is no member of the Organization any more. */
  readonly isOrphaned: boolean
  /** Not used for `unusedDays`, and not newer than that. */
  readonly isUnused: boolean
}

export function judgeKey(key: ApiKey, memberEmails: ReadonlySet<string>, today: Day): KeyConcerns {
  const left = key.expiresOn === null ? undefined : daysBetween(today, key.expiresOn)
  if (left !== undefined && left < 0) return { endsIn: undefined, endedAgo: -left, isOrphaned: false, isUnused: false }
  const seen = key.lastUsedOn ?? key.createdOn
  return {
    endsIn: left !== undefined && left <= soonDays ? left : undefined,
    endedAgo: undefined,
    // A key that another key made has no person behind it, and a name that is no address cannot be looked up.
    isOrphaned: key.createdBy?.includes('@') === true && !memberEmails.has(key.createdBy.toLowerCase()),
    isUnused: seen !== null && seen <= addDays(today, -unusedDays),
  }
}
