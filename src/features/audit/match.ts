import { isSameLimit, type LimitValue } from '../../domain/limit/limit-value.ts'
import { type LogEntry, readLimitChange } from '../../domain/limit/mistral-log.ts'

/** A limit that we wrote, as our own trail has it: the claim, the attempts and the proof are one write. */
export interface OwnWrite {
  readonly times: readonly Date[]
  readonly limit: LimitValue
}

/** Whose hand changed the limit: ours, a person's in the Admin Panel, or another program's. */
export type ChangedBy = 'ours' | 'person' | 'program'

/** Clocks differ, and an answer that was lost is confirmed minutes after the write. */
const windowMs = 5 * 60_000

/**
 * Tells for each change of the limit in Mistral's log who made it. Mistral names the key that was used at most, so ours
 * are known by value and time; a write of ours explains one entry, the nearest.
 */
export function matchChanges(
  entries: readonly LogEntry[],
  writes: readonly OwnWrite[],
): ReadonlyMap<string, ChangedBy> {
  const changes = entries.flatMap((entry) => {
    const after = readLimitChange(entry)?.after
    return readLimitChange(entry) ? [{ entry, after }] : []
  })
  const pairs = changes.flatMap(({ entry, after }) =>
    writes.flatMap((write) => {
      const distanceMs = Math.min(...write.times.map((time) => Math.abs(time.getTime() - entry.at.getTime())))
      return after !== undefined && isSameLimit(after, write.limit) && distanceMs <= windowMs
        ? [{ entry, write, distanceMs }]
        : []
    }),
  )
  const ours = new Set<LogEntry>()
  const used = new Set<OwnWrite>()
  for (const { entry, write } of pairs.toSorted((left, right) => left.distanceMs - right.distanceMs)) {
    if (ours.has(entry) || used.has(write)) continue
    ours.add(entry)
    used.add(write)
  }
  return new Map(
    changes.map(({ entry }) => [
      entry.id,
      ours.has(entry) ? 'ours' : entry.actor.kind === 'HUMAN' ? 'person' : 'program',
    ]),
  )
}
