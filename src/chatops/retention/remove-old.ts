import { addMonths, dayOf, firstDayOf, monthOf, startOfDay } from '../../domain/time/time.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditHead } from '../../storage/audit/entry.ts'
import { findOldEnd, mostAtOnce, pruneTrail } from '../../storage/audit/prune.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import type { Database } from '../../storage/database.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import { type Removed, type Retention, removedKinds } from './retention.ts'

type Tx = Parameters<typeof pruneTrail>[0]

export interface RemovalWish {
  readonly organization: string
  readonly months: number
  readonly now: Date
  readonly parts: readonly Retention[]
  /** How many entries go in one transaction at most. */
  readonly atOnce?: number
  /** Called within the transaction, once the trail says what was removed. */
  followUp?(tx: Tx, entry: AuditHead): Promise<void>
}

/** Whole months are kept: what is from before this moment may go. */
export const oldBefore = (months: number, now: Date): Date =>
  startOfDay(firstDayOf(addMonths(monthOf(dayOf(now)), -months)))

/**
 * Removes what is older than that and nothing rests on: rows first, then the entries of the trail that nobody needs any
 * more, behind a checkpoint. All of it is one transaction, with the entry that counts it; undefined once nothing is left.
 */
export async function removeOld(db: Database, wish: RemovalWish): Promise<AuditHead | undefined> {
  const { organization, months, now, atOnce = mostAtOnce } = wish
  const before = oldBefore(months, now).getTime()
  return db.transaction<AuditTables & PeopleTables, AuditHead | undefined>(async (tx) => {
    const reach = await findOldEnd(tx, organization, before, Number.MAX_SAFE_INTEGER)
    let removed: Removed = {}
    // A stretch in which everything is still needed must not stop those behind it.
    for (let most = atOnce; ; most *= 4) {
      const through = await findOldEnd(tx, organization, before, most)
      for (const part of wish.parts)
        removed = sum(removed, (await part.remove?.(tx as never, organization, { before, through })) ?? {})
      const needs = await Promise.all(wish.parts.map((part) => part.needs?.(tx as never, organization) ?? {}))
      const checkpoint = await pruneTrail(tx, organization, { months, before, through, needs, removed })
      if (!checkpoint && through < reach) continue
      const entry = checkpoint ?? (await noteRows(tx, wish, before, removed))
      if (entry) await wish.followUp?.(tx, entry)
      return entry
    }
  })
}

/** Where nothing of the trail itself is old enough, or all of it is needed: what went beside it is counted all the same. */
async function noteRows(
  tx: Tx,
  { organization, months }: RemovalWish,
  before: number,
  removed: Removed,
): Promise<AuditHead | undefined> {
  if (Object.keys(removed).length === 0) return undefined
  const after = { months, before: dayOf(new Date(before)), ...removed }
  return appendAudit(tx, { organization, action: 'retention.removed', actorId: null, outcome: 'done', after })
}

/** Of what is there at all. */
function sum(one: Removed, other: Removed): Removed {
  const counts = removedKinds.map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}
