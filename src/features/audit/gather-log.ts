import type { ReadContext } from '../../chatops/context.ts'
import { readLimit } from '../../domain/limit/limit-value.ts'
import { type LogEntry, limitChangedEvent } from '../../domain/limit/mistral-log.ts'
import type { Period } from '../../domain/time/period.ts'
import { addDays, startOfDay } from '../../domain/time/time.ts'
import type { LogWish } from './args.ts'
import { readFigures } from './figures.ts'
import { type ChangedBy, matchChanges, type OwnWrite } from './match.ts'

/** Mistral's own log, and whose hand changed the limit. */
export interface LogData {
  readonly entries: readonly LogEntry[]
  /** For changes of the limit, by the entry's id. */
  readonly hands: ReadonlyMap<string, ChangedBy>
  readonly period: Period
  readonly words: readonly string[]
  readonly unreadable: number
  /** More entries than are read at once. */
  readonly isCut: boolean
  readonly fetchedAt: Date
  readonly now: Date
}

/** Between these two a limit was written: the claim before it, and the proof after it. */
const limitWrites: readonly string[] = ['limit.attempted', 'limit.applied']
const mostEntries = 1000
const dayMs = 86_400_000

type Sources = Pick<ReadContext, 'mistral' | 'trail' | 'clock' | 'config'>

export async function gatherLog(
  { mistral, trail, clock, config }: Sources,
  { period, words }: LogWish,
): Promise<LogData> {
  const from = startOfDay(period.from)
  const to = startOfDay(addDays(period.to, 1))
  const { value, fetchedAt } = await mistral.auditLog({ from, to, limit: mostEntries })
  const hands = matchChanges(value.entries, await readOwnWrites(trail, from, to))
  const shown = config.people.privacy === 'anonymous' ? value.entries.map(hideNames) : value.entries
  const entries = shown.filter((entry) => holdsAll(entry, words))
  const { unreadable, hasMore: isCut } = value
  return { entries, hands, period, words, unreadable, isCut, fetchedAt, now: clock.now() }
}

/** What was written about the day's end can be in either log a moment later. */
async function readOwnWrites(trail: Sources['trail'], from: Date, to: Date): Promise<OwnWrite[]> {
  const filter = {
    actions: limitWrites,
    from: new Date(from.getTime() - dayMs),
    until: new Date(to.getTime() + dayMs),
  }
  const records = await trail.read(filter, { limit: mostEntries })
  const steps = records.flatMap(({ subject, after, at }) => {
    const { limit } = readFigures(after)
    return typeof limit === 'string' ? [{ subject, limit, at: new Date(at) }] : []
  })
  const writes = Map.groupBy(steps, ({ subject, limit }) => `${limit} ${subject}`)
  return [...writes.values()].flatMap((of) =>
    of[0] ? [{ limit: readLimit(of[0].limit), times: of.map(({ at }) => at) }] : [],
  )
}

/** Metadata can hold addresses anywhere: only the limit's own figures stay. */
function hideNames(entry: LogEntry): LogEntry {
  return {
    ...entry,
    actor: { kind: entry.actor.kind, name: null, email: null, id: null },
    changes: entry.eventType === limitChangedEvent ? entry.changes : {},
    target: { kind: entry.target.kind, fields: {} },
  }
}

function holdsAll({ eventType, actor, changes, target }: LogEntry, words: readonly string[]): boolean {
  const held = [eventType, ...Object.values(actor), ...Object.values(changes), ...Object.values(target.fields)]
  const text = held.join(' ').toLowerCase()
  return words.every((word) => text.includes(word.replace(/^@/, '')))
}
