import { isSameLimit, type LimitValue } from '../../../domain/limit/limit-value.ts'

/** The limit as the bot saw it last. What closed before that moment is in it. */
export interface Seen {
  readonly limit: LimitValue
  readonly at: Date
}

/** A change of the bot's own since then: written, perhaps written, or approved to be set by hand. */
export interface OwnChange {
  readonly target: LimitValue
  /** What it replaced; undefined where a person did it by hand. */
  readonly from: LimitValue | undefined
  /** A write of it may still be on its way. */
  readonly isUnderWay: boolean
  /** It is known to have taken place. */
  readonly isApplied: boolean
  readonly beganAt: Date
  readonly closedAt: Date | undefined
}

export interface Look {
  readonly limit: LimitValue
  /** Before Mistral was asked. */
  readonly at: Date
  /** When Mistral's own log says that this limit was set; undefined: it does not, or cannot be read. */
  readonly loggedAt: Date | undefined
}

export type Verdict =
  /** As expected; `hasMoved`: it is worth remembering anew. */
  | { readonly kind: 'expected'; readonly hasMoved: boolean }
  /** Nobody can tell yet. */
  | { readonly kind: 'later' }
  | { readonly kind: 'drift'; readonly from: LimitValue }

/** Mistral may state the old limit for a while after it took a new one. */
const longestLagMs = 15 * 60_000

/**
 * Pure: whether somebody changed the limit outside the bot. Whatever the bot may have written itself is no drift, also
 * where a crash or a lost answer left open whether it arrived.
 */
export function judgeLook(seen: Seen | undefined, own: readonly OwnChange[], look: Look): Verdict {
  if (own.some(({ isUnderWay }) => isUnderWay)) return { kind: 'later' }
  if (!seen) return { kind: 'expected', hasMoved: true }
  const closed = (change: OwnChange) => change.closedAt?.getTime() ?? 0
  const last = own
    .filter(({ isApplied }) => isApplied)
    .toSorted((one, other) => closed(one) - closed(other))
    .at(-1)
  const expected = last?.target ?? seen.limit
  if (isSameLimit(look.limit, expected)) return { kind: 'expected', hasMoved: last !== undefined }
  const maybeOwn = own.some(({ isApplied, target }) => !isApplied && isSameLimit(look.limit, target))
  if (maybeOwn) return { kind: 'expected', hasMoved: true }
  return last && mayLag(last, look) ? { kind: 'later' } : { kind: 'drift', from: expected }
}

function mayLag({ from, beganAt, closedAt }: OwnChange, look: Look): boolean {
  if (from === undefined || closedAt === undefined || !isSameLimit(look.limit, from)) return false
  const wasSetBack = look.loggedAt !== undefined && look.loggedAt >= beganAt
  return !wasSetBack && look.at.getTime() - closedAt.getTime() < longestLagMs
}
