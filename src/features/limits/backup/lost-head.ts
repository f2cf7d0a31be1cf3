import type { Core } from '../../../chatops/context.ts'
import { readFigures } from '../../../storage/audit/entry.ts'
import { findAuditHashes, findRemovedEnd } from '../../../storage/audit/read.ts'
import type { LimitReads, Tables } from '../store/store.ts'
import type { PostedHead } from './posted-heads.ts'

export const restoredAction = 'trail.restored'

/**
 * The latest posted head whose entry is gone; undefined: none is. The very entry must be there: a trail that went on from
 * an older copy may be longer, and is another.
 */
export async function findLostHead(
  core: Pick<Core, 'db' | 'organization'>,
  heads: readonly PostedHead[],
): Promise<PostedHead | undefined> {
  const { db, organization } = core
  const knownUntil = await findKnownEnd(db.query<Tables>(), organization)
  const unknown = heads.filter(({ postedAt }) => postedAt > knownUntil)
  const sequences = unknown.map(({ sequence }) => sequence)
  const hashes = await findAuditHashes(db, organization, sequences)
  const removedEnd = await findRemovedEnd(db, organization)
  const lost = unknown.filter(({ sequence, hash }) => {
    const held = hashes.get(sequence)
    // Nothing was posted for so long that the entry is gone, behind a checkpoint.
    return held === undefined ? sequence > removedEnd : held !== hash
  })
  return lost.toSorted((a, b) => b.sequence - a.sequence)[0]
}

/**
 * What was posted up to here was looked at when a restored copy was last noticed. What it says of the trail that was lost
 * stands in Slack for good, and is no news at the next start.
 */
export async function findKnownEnd(db: LimitReads, organization: string): Promise<number> {
  const last = await db
    .selectFrom('audit_entries')
    .select(['at', 'after'])
    .where('organization', '=', organization)
    .where('action', '=', restoredAction)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return 0
  const { postedUntil } = readFigures(last.after)
  // Older versions did not keep it: whatever was lost had been posted before they noticed.
  return typeof postedUntil === 'number' ? postedUntil : last.at
}
