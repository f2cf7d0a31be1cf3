import { dayOf, startOfDay } from '../../domain/time/time.ts'
import type { Day } from '../../domain/usage/usage.ts'
import { type AuditEntry, type AuditFigures, readFigures } from './entry.ts'
import { type AuditSeals, readSeals, sealFacts } from './seals.ts'

/** What it is called when old entries were removed: the entry is the checkpoint at which the chain begins anew. */
export const checkpointAction = 'trail.pruned'

/** One entry by its place and its hash. */
export interface AuditLink {
  readonly sequence: number
  readonly hash: string
}

/** Which entries of the beginning go, and which stay since something rests on them. */
export interface PruningPlan {
  /** Up to here, what is not kept is removed. */
  readonly through: number
  /** The hash of that entry: the first one that stays continues it. */
  readonly last: string
  readonly removed: readonly number[]
  readonly kept: readonly AuditLink[]
}

export interface PruningWish {
  /** Up to here, what nobody needs goes. It may lie below the border before: more months are kept now, or a clock was set back. */
  readonly through: number
  readonly isNeeded: (sequence: number) => boolean
  /** The checkpoint before this one, which the new one takes the place of. */
  readonly before?: Pick<PruningPlan, 'through' | 'last'> | undefined
}

/** Undefined where nothing would go. `links`: what is there of the beginning, in order, at least as far as `reachOf` says. */
export function planPruning(links: readonly AuditLink[], wish: PruningWish): PruningPlan | undefined {
  const { before } = wish
  const isKept = ({ sequence }: AuditLink) => sequence > wish.through || wish.isNeeded(sequence)
  const removed = links.filter((link) => !isKept(link))
  const end = removed.at(-1)
  if (!end) return undefined
  // Something that was kept so far may go alone.
  const [through, last] =
    before && before.through > end.sequence ? [before.through, before.last] : [end.sequence, end.hash]
  // What is kept behind it needs no checkpoint: there the chain simply begins.
  const kept = links.filter((link) => link.sequence < through && isKept(link))
  return { through, last, removed: removed.map(({ sequence }) => sequence), kept }
}

/** The new checkpoint seals all that is kept before its border, so all of that has to be read. */
export const reachOf = ({ through, before }: Pick<PruningWish, 'through' | 'before'>): number =>
  Math.max(through, before?.through ?? 0)

/** Why something was removed: by which setting, and from before which day it was. */
export interface PruningReason {
  readonly months: number
  readonly before: number
}

/** What the checkpoint's entry carries. The kept ones are named by their places, and sealed by their hashes. */
export function describeCheckpoint(
  { through, last, removed, kept }: PruningPlan,
  { months, before }: PruningReason,
): { readonly after: AuditFigures; readonly seals: AuditSeals } {
  return {
    after: {
      ...{ months, before: dayOf(new Date(before)), through, removed: removed.length },
      kept: writePlaces(kept.map(({ sequence }) => sequence)),
    },
    seals: { last, kept: sealLinks(kept) },
  }
}

const sealLinks = (links: readonly AuditLink[]): string =>
  sealFacts(links.map(({ sequence, hash }) => [sequence, hash]))

/** A checkpoint as it is read back. */
export interface Checkpoint extends PruningReason {
  readonly sequence: number
  readonly at: number
  readonly through: number
  readonly last: string
  readonly removed: number
  readonly kept: ReadonlySet<number>
  /** Whether these are the entries that it kept. */
  isSealOf(links: readonly AuditLink[]): boolean
}

/** Fewer months than this are no setting, so that a "checkpoint" over what happened just now is none. */
export const fewestMonths = 3
const shortestMonthMs = 28 * 86_400_000

/** Undefined: an entry that calls itself one, and says nothing that could be true. */
export function readCheckpoint(entry: Pick<AuditEntry, 'sequence' | 'at' | 'after' | 'seals'>): Checkpoint | undefined {
  const { sequence, at } = entry
  const { months, before: day, through, removed, kept } = readFigures(entry.after)
  const before = typeof day === 'string' ? startOfDay(day as Day).getTime() : Number.NaN
  const { last, kept: seal } = readSeals(entry.seals)
  const places = typeof kept === 'string' ? readPlaces(kept) : undefined
  if (typeof months !== 'number' || Number.isNaN(before) || typeof removed !== 'number') return undefined
  if (typeof through !== 'number' || through >= sequence || last === undefined || !places) return undefined
  if (months < fewestMonths || before > at - months * shortestMonthMs) return undefined
  return {
    ...{ sequence, at, months, before, through, last, removed, kept: places },
    isSealOf: (links) => sealLinks(links) === seal,
  }
}

/** [1, 2, 3, 7] → "1-3,7": what is kept is a few stretches, and the entry stays short. */
export function writePlaces(places: readonly number[]): string {
  const stretches: [number, number][] = []
  for (const place of places) {
    const open = stretches.at(-1)
    if (open && open[1] === place - 1) open[1] = place
    else stretches.push([place, place])
  }
  return stretches.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

const mostKept = 1_000_000

/** Undefined: it is no such list. */
export function readPlaces(text: string): ReadonlySet<number> | undefined {
  if (!/^(\d{1,15}(-\d{1,15})?(,|$))*$/.test(text)) return undefined
  const places = new Set<number>()
  for (const stretch of text.split(',').filter(Boolean)) {
    const [from = 0, to = from] = stretch.split('-').map(Number)
    if (to - from > mostKept || places.size > mostKept) return undefined
    for (let place = from; place <= to; place++) places.add(place)
  }
  return places
}
