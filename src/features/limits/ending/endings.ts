import type { Core } from '../../../chatops/context.ts'
import { isSameLimit, isWritable } from '../../../domain/limit/limit-value.ts'
import { addMonths, dayOf, firstDayOf, monthOf, startOfDay } from '../../../domain/time/time.ts'
import { type Job, scheduleJob } from '../../../scheduler/jobs.ts'
import { observeUse, sawReset } from '../store/counter.ts'
import { jobKinds, trail } from '../store/follow-up.ts'
import {
  endTemporary,
  findIntendedLimit,
  findTemporaries,
  limitWithout,
  type TemporaryLimit,
} from '../store/intended-limit.ts'
import { findRaise, type Tables, type Tx } from '../store/store.ts'
import { resetPollMs, retryMs } from '../store/timing.ts'
import type { LimitFacts, Raise } from '../store/types.ts'
import { freshFactsIfReachable, wouldCutOff } from './cut-off.ts'
import { insertRevert } from './revert.ts'

/**
 * The time of a temporary raise is over. Three things keep the limit where it is: the counter has not started anew yet,
 * somebody changed the limit since, or going back would stop API access within a day. Otherwise the bot writes what now
 * stands, by the same way as any change.
 */
export async function endRaise(core: Core, job: Pick<Job, 'subject'>): Promise<number | undefined> {
  const { raise, temporary } = await findEnding(core, job.subject)
  if (!raise || !temporary) return undefined
  if (!core.config.mistral.key) return conclude(core, raise, 'byHand')
  const facts = await freshFactsIfReachable(core)
  if (facts?.limit === undefined || facts.use === undefined) return retryMs
  if (temporary.month !== null && !(await startedAnew(core, temporary.month, facts))) return resetPollMs
  const db = core.db.query<Tables>()
  const intended = await findIntendedLimit(db, core.organization)
  const { limit: from } = facts
  if (!intended?.written || !isSameLimit(intended.written, from)) return conclude(core, raise, 'left')
  const running = await findTemporaries(db, core.organization)
  const target = limitWithout(raise.id, intended.permanent, running)
  if (isSameLimit(target, from)) return conclude(core, raise, 'ended')
  if (wouldCutOff(target, facts)) return conclude(core, raise, 'stays')
  if (!core.limitWrites || !isWritable(target)) return conclude(core, raise, 'byHand')
  await core.db.transaction<Tables, void>((tx) => insertRevert(tx, core, raise, { from, target }))
  core.wakeScheduler()
  return undefined
}

async function findEnding(core: Core, raiseId: string): Promise<{ raise?: Raise; temporary?: TemporaryLimit }> {
  const db = core.db.query<Tables>()
  const raise = await findRaise(db, core.organization, raiseId)
  const running = await findTemporaries(db, core.organization)
  const temporary = running.find((one) => one.raiseId === raiseId)
  return { ...(raise ? { raise } : {}), ...(temporary ? { temporary } : {}) }
}

const startedAnew = (core: Core, since: TemporaryLimit['month'] & string, facts: LimitFacts): Promise<boolean> =>
  core.db.transaction<Tables, boolean>(async (tx) => {
    await observe(tx, core, facts)
    return sawReset(tx, core.organization, since)
  })

async function observe(tx: Tx, core: Core, { use }: Pick<LimitFacts, 'use'>): Promise<void> {
  if (use) await observeUse(tx, core.organization, use, core.clock.now())
}

const conclusions = {
  ended: { action: 'limit.ended', outcome: 'done' },
  left: { action: 'limit.left-alone', outcome: 'refused' },
  stays: { action: 'limit.stays', outcome: 'refused' },
  byHand: { action: 'limit.end-by-hand', outcome: 'refused' },
} as const

/** Nothing is written: what became of it stands in the trail, and is told. One that stays goes on running. */
async function conclude(core: Core, raise: Raise, how: keyof typeof conclusions): Promise<undefined> {
  await core.db.transaction<Tables, void>(async (tx) => {
    if (how !== 'stays') await endTemporary(tx, raise.id, how)
    await trail(tx, core, raise, { ...conclusions[how], actorId: null })
    await scheduleJob(tx, core.organization, { kind: jobKinds.tellEnd, subject: raise.id })
  })
  core.wakeScheduler()
  return undefined
}

/** "Try again after the reset": its end moves to where Mistral's counter starts anew. */
export async function endAfterReset(core: Core, raise: Raise, actorId: string): Promise<void> {
  const month = monthOf(dayOf(core.clock.now()))
  const facts = await freshFactsIfReachable(core)
  await core.db.transaction<Tables, void>(async (tx) => {
    const moved = await tx
      .updateTable('temporary_limits')
      .set({ month, ends_at: null })
      .where('raise_id', '=', raise.id)
      .where('state', '=', 'running')
      .returning('raise_id')
      .executeTakeFirst()
    if (!moved) return
    // The use of this month is remembered, so that the reset can be seen.
    if (facts) await observe(tx, core, facts)
    const dueAt = startOfDay(firstDayOf(addMonths(month, 1)))
    await scheduleJob(tx, core.organization, { kind: jobKinds.end, subject: raise.id, dueAt })
    await trail(tx, core, raise, { action: 'limit.end-postponed', actorId, outcome: 'done' })
  })
}
