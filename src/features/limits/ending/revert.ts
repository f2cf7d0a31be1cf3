import { randomUUID } from 'node:crypto'
import type { Core } from '../../../chatops/context.ts'
import { isSameLimit, isWritable, type LimitValue, writeLimit } from '../../../domain/limit/limit-value.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { jobKinds, trail } from '../store/follow-up.ts'
import { findIntendedLimit, findTemporaries, limitWithout } from '../store/intended-limit.ts'
import { moveRaise, type Tables, type Tx } from '../store/store.ts'
import type { Check, Raise } from '../store/types.ts'
import { freshFactsIfReachable, wouldCutOff } from './cut-off.ts'

/** The way back is a change like any other, decided when the raise was approved for a time. */
export async function insertRevert(
  tx: Tx,
  core: Core,
  ended: Raise,
  { from, target }: { readonly from: LimitValue; readonly target: LimitValue },
): Promise<void> {
  const { organization } = core
  const now = core.clock.now().getTime()
  const id = randomUUID()
  await tx
    .insertInto('raises')
    .values({
      id,
      organization,
      version: 1,
      state: 'approved',
      change: 'revert',
      target: writeLimit(target),
      limit_before: writeLimit(from),
      currency: ended.currency,
      term: 'permanent',
      is_break_glass: 0,
      created_at: now,
      expires_at: now,
      ends_raise_id: ended.id,
    })
    .execute()
  const revert = { id, before: from, target, version: 1 }
  await trail(tx, core, revert, { action: 'limit.ending', actorId: null, outcome: 'done' })
  await scheduleJob(tx, organization, { kind: jobKinds.apply, subject: id })
}

/**
 * Just before the bot writes its way back everything is looked at anew: the limit must still be its own, what it goes
 * back to must still be what stands without the raise that ended, and far enough above the use. Else the revert is
 * dropped, and the ending begins again or is told.
 */
export async function checkRevert(core: Core, revert: Raise): Promise<Check> {
  const facts = await freshFactsIfReachable(core)
  if (facts?.limit === undefined || facts.use === undefined) return { kind: 'later' }
  const { limit, use } = facts
  const db = core.db.query<Tables>()
  const intended = await findIntendedLimit(db, core.organization)
  const running = await findTemporaries(db, core.organization)
  const isOwn = intended?.written !== undefined && isSameLimit(intended.written, limit)
  const returnsTo = intended && limitWithout(revert.endsRaiseId ?? '', intended.permanent, running)
  const canWrite = core.limitWrites !== undefined && isWritable(revert.target)
  const isMoot = !isOwn || !canWrite || returnsTo === undefined || !isSameLimit(returnsTo, revert.target)
  if (!isMoot && !wouldCutOff(revert.target, facts)) return { kind: 'go', limit, use }
  await core.db.transaction<Tables, void>((tx) => dropRevert(tx, core, revert))
  core.wakeScheduler()
  return { kind: 'dropped' }
}

/** Ending it begins anew, from what is there now: that finds out what to do, and tells it. */
async function dropRevert(tx: Tx, core: Core, revert: Raise): Promise<void> {
  const dropped = await moveRaise(tx, revert, 'expire')
  if (!dropped) return
  await trail(tx, core, dropped, { action: 'limit.expired', actorId: null, outcome: 'refused' })
  await scheduleJob(tx, core.organization, { kind: jobKinds.end, subject: revert.endsRaiseId ?? '' })
}
