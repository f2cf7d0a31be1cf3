import { context, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { findReaders } from '../../chatops/notify/find-readers.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { tellEach } from '../../chatops/notify/tell-each.ts'
import { headMetadata } from '../../chatops/notify/trail-head.ts'
import { type RemovedKind, removedKinds } from '../../chatops/retention/retention.ts'
import { code } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { formatDay } from '../../domain/time/dates.ts'
import { dayOf, startOfDay } from '../../domain/time/time.ts'
import type { Day } from '../../domain/usage/usage.ts'
import type { Job } from '../../scheduler/jobs.ts'
import type { Message } from '../../slack/message.ts'
import type { Checkpoint } from '../../storage/audit/checkpoint.ts'
import { readFigures } from '../../storage/audit/entry.ts'
import { findCheckpoints } from '../../storage/audit/prune.ts'
import { findAuditEntry } from '../../storage/audit/read.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { retentionWords } from './words.ts'

export const tellJob = 'retention.tell'

/** One removal, as its entry of the trail says it. */
export interface Removal extends Pick<Checkpoint, 'sequence' | 'at' | 'months' | 'before'> {
  /** Entries of the trail that went, and older ones that stayed; undefined: what went lay beside it. */
  readonly entries: { readonly removed: number; readonly kept: number } | undefined
  readonly rows: readonly (readonly [RemovedKind, number])[]
}

/**
 * Where decisions are proved, or to each who decides, the trail's new beginning is noted down too: whoever cuts it off
 * elsewhere is found out.
 */
export async function tellRemoval(core: Core, { subject }: Pick<Job, 'subject'>): Promise<undefined> {
  const { db, organization } = core
  const entry = await findAuditEntry(db, organization, Number(subject))
  const removal = entry && (await readRemoval(core, Number(subject), entry))
  if (!removal) return undefined
  const readers = await findReaders(core)
  const ways = readers.map(({ to, view }) => () => {
    const render = async () => ({ ...renderRemoval(removal, entry.hash, view), ...(await headMetadata(core)) })
    return postOnce(core, { key: `${tellJob}:${subject}`, to, render })
  })
  await tellEach(core, ways)
  return undefined
}

/** undefined: the entry says nothing that could be true. */
async function readRemoval(
  { db, organization }: Core,
  sequence: number,
  { at, after }: { readonly at: number; readonly after: string | null },
): Promise<Removal | undefined> {
  const figures = readFigures(after)
  const rows = removedKinds.flatMap((kind) => {
    const count = figures[kind]
    return typeof count === 'number' ? [[kind, count] as const] : []
  })
  const checkpoint = (await findCheckpoints(db.query<AuditTables>(), organization)).find(
    (one) => one.sequence === sequence,
  )
  if (checkpoint) {
    const { months, before, removed, kept } = checkpoint
    return { sequence, at, months, before, entries: { removed, kept: kept.size }, rows }
  }
  const { months, before } = figures
  if (typeof months !== 'number' || typeof before !== 'string') return undefined
  return { sequence, at, months, before: startOfDay(before as Day).getTime(), entries: undefined, rows }
}

export function renderRemoval(
  { sequence, at, months, before, entries, rows }: Removal,
  hash: string,
  view: View,
): Message {
  const words = retentionWords(view)
  const day = formatDay(dayOf(new Date(before)), view.locale, new Date(at).toISOString().slice(0, 4))
  const text = entries ? words.removed(entries.removed, day) : words.removedRows(rows, day)
  const details = [
    words.setting(months),
    entries && rows.length > 0 ? words.alsoRows(rows) : '',
    entries && entries.kept > 0 ? words.kept(entries.kept) : '',
  ]
  const proof = (entries ? words.checkpoint : words.noted)(sequence, code(hash))
  return { text, blocks: [section(`*${text}*\n${details.filter(Boolean).join(' ')}`), context(proof)] }
}
