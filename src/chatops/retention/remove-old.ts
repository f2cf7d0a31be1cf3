import { addMonths, dayOf, firstDayOf, monthOf, startOfDay } from '../../domain/time/time.ts'
import type { AuditFigures, AuditHead } from '../../storage/audit/entry.ts'
import { findOldEnd, mostAtOnce, pruneTrail } from '../../storage/audit/prune.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import type { Database } from '../../storage/database.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import type { Retention } from './retention.ts'

export interface RemovalWish {
  readonly organization: string
  readonly months: number
  readonly now: Date
  readonly parts: readonly Retention[]
  /** How many entries go in one transaction at most. */
  readonly atOnce?: number
  /** Called within the transaction, once a checkpoint stands in the trail. */
  followUp?(tx: Parameters<typeof pruneTrail>[0], checkpoint: AuditHead): Promise<void>
}

/** Whole months are kept: what is from before this moment may go. */
export const oldBefore = (months: number, now: Date): Date =>
  startOfDay(firstDayOf(addMonths(monthOf(dayOf(now)), -months)))

/**
 * Removes what is older than that and nothing rests on: rows first, then the entries of the trail that nobody needs any
 * more, behind a checkpoint. Each round is one transaction; undefined once there is nothing left to do.
 */
export async function removeOld(db: Database, wish: RemovalWish): Promise<AuditHead | undefined> {
  const { organization, months, now, atOnce = mostAtOnce } = wish
  const before = oldBefore(months, now).getTime()
  // A stretch in which everything is still needed must not stop those behind it.
  for (let most = atOnce; ; most *= 4) {
    const { through, checkpoint } = await db.transaction<AuditTables & PeopleTables, Round>(async (tx) => {
      const through = await findOldEnd(tx, organization, before, most)
      const removed: Record<string, AuditFigures[string]> = {}
      for (const part of wish.parts)
        Object.assign(removed, await part.remove?.(tx as never, organization, { before, through }))
      const needs = await Promise.all(wish.parts.map((part) => part.needs?.(tx as never, organization) ?? {}))
      const checkpoint = await pruneTrail(tx, organization, { months, before, through, needs, removed })
      if (checkpoint) await wish.followUp?.(tx, checkpoint)
      return { through, checkpoint }
    })
    if (checkpoint) return checkpoint
    const reach = await db.transaction<AuditTables & PeopleTables, number>((tx) =>
      findOldEnd(tx, organization, before, Number.MAX_SAFE_INTEGER),
    )
    if (through >= reach) return undefined
  }
}

interface Round {
  readonly through: number
  readonly checkpoint: AuditHead | undefined
}
