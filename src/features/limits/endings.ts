import { randomUUID } from 'node:crypto'
import type { Core } from '../../chatops/context.ts'
import { Decimal } from '../../domain/decimal.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { SpendLimit } from '../../domain/limit.ts'
import { compareLimits, isSameLimit, type LimitValue, writeLimit } from '../../domain/limit-value.ts'
import { addMonths, dayOf, firstDayOf, monthOf, startOfDay } from '../../domain/time.ts'
import type { Job } from '../../scheduler/jobs.ts'
import { scheduleJob } from '../../scheduler/jobs.ts'
import { announceEnding } from './announce.ts'
import { gatherFacts } from './facts.ts'
import { jobKinds, trail } from './follow-up.ts'
import { endTemporary, findStanding, findTemporaries, lockStanding, sawReset, standingWithout } from './standing.ts'
import { findRaise, moveRaise, type Tables, type Tx } from './store.ts'
import { resetPollMs, retryMs } from './timing.ts'
import type { LimitFacts, Raise } from './types.ts'

/**
 * The time of a temporary raise is over. Three things keep the limit where it is: the counter has not started anew yet,
 * somebody changed the limit since, or going back would stop API access within a day. Otherwise the bot writes what now
 * stands, by the same way as any change.
 */
export async function endRaise(core: Core, job: Pick<Job, 'subject'>): Promise<number | undefined> {
  const { organization, clock } = core
  const db = core.db.query<Tables>()
  const raise = await findRaise(db, organization, job.subject)
  const running = await findTemporaries(db, organization)
  const temporary = running.find(({ raiseId }) => raiseId === job.subject)
  if (!raise || !temporary) return undefined
  const facts = await factsIfReachable(core)
  if (facts?.limit === undefined || facts.use === undefined) return retryMs
  const { limit, use } = facts
  const month = monthOf(dayOf(clock.now()))
  if (temporary.month !== null && !(await counterStartedAnew(core, temporary.month, use, month))) return resetPollMs
  const standing = await findStanding(db, organization)
  if (!standing?.written || !isSameLimit(standing.written, limit)) return leaveAlone(core, raise, facts)
  const target = standingWithout(raise.id, standing.permanent, running)
  if (compareLimits(target, limit) >= 0) return endWithoutWrite(core, raise, facts, target)
  if (wouldCutOff(target, use, normalDay(facts))) {
    await announceEnding(core, { raise, kind: 'stays', standing: facts, from: limit, returnsTo: target })
    return undefined
  }
  await core.db.transaction<Tables, void>((tx) => insertRevert(tx, core, raise, limit, target))
  core.wakeScheduler()
  return undefined
}

/** The bot never cuts anyone off: less than a normal day above present use is not enough. */
const wouldCutOff = (target: LimitValue, use: Decimal, day: Decimal): boolean =>
  compareLimits(target, use.plus(day)) <= 0

/** What a day usually adds, of the days that the forecast expects; without one, what this month's days were. */
function normalDay({ outlook, spent, now }: LimitFacts): Decimal {
  const days = outlook?.days.slice(1) ?? []
  const expected = days.reduce((sum, { expected: amount }) => sum + amount, 0) / Math.max(1, days.length)
  const average = spent.toNumber() / Number(dayOf(now).slice(8, 10))
  return Decimal.of(Math.ceil(Math.max(expected, average)))
}

async function counterStartedAnew(
  core: Core,
  since: string,
  use: Decimal,
  month: ReturnType<typeof monthOf>,
): Promise<boolean> {
  return core.db.transaction<Tables, boolean>(async (tx) => {
    if (await sawReset(tx, core.organization, use, month)) return true
    const row = await tx
      .selectFrom('standing_limits')
      .select('use_month')
      .where('organization', '=', core.organization)
      .executeTakeFirst()
    // Seen already, for another raise that ended with the same month.
    return (row?.use_month ?? '') > since
  })
}

async function leaveAlone(core: Core, raise: Raise, facts: LimitFacts): Promise<undefined> {
  await core.db.transaction<Tables, void>(async (tx) => {
    await endTemporary(tx, raise.id, 'left')
    await trail(tx, core, raise, { action: 'limit.left-alone', actorId: null, outcome: 'refused' })
  })
  const limit = facts.limit ?? raise.target
  await announceEnding(core, { raise, kind: 'left', standing: facts, from: limit, returnsTo: limit })
  return undefined
}

async function endWithoutWrite(core: Core, raise: Raise, facts: LimitFacts, target: LimitValue): Promise<undefined> {
  await core.db.transaction<Tables, void>(async (tx) => {
    await endTemporary(tx, raise.id, 'ended')
    await trail(tx, core, raise, { action: 'limit.ended', actorId: null, outcome: 'done' })
  })
  await announceEnding(core, { raise, kind: 'ended', standing: facts, from: target, returnsTo: target })
  return undefined
}

/** The way back is a change like any other, decided when the raise was approved for a time. */
async function insertRevert(tx: Tx, core: Core, ended: Raise, from: LimitValue, target: LimitValue): Promise<void> {
  const { organization } = core
  const now = (await core.clock.now()).getTime()
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
      ends_at: null,
      reason: null,
      requester_id: null,
      requester_mistral_id: null,
      is_break_glass: 0,
      created_at: now,
      expires_at: now,
      closed_at: null,
      why: null,
      proof: null,
      attempt_id: null,
      attempt_from: null,
      lease_until: null,
      ends_raise_id: ended.id,
      live: null,
    })
    .execute()
  await trail(
    tx,
    core,
    { id, before: from, target, version: 1 },
    { action: 'limit.ending', actorId: null, outcome: 'done' },
  )
  await scheduleJob(tx, organization, { kind: jobKinds.apply, subject: id })
}

/** Just before the bot writes its way back: the limit must still be its own, and far enough above the use. */
export async function checkRevert(core: Core, revert: Raise, stated: SpendLimit, limit: LimitValue) {
  const db = core.db.query<Tables>()
  const standing = await findStanding(db, core.organization)
  const ended = await findRaise(db, core.organization, revert.endsRaiseId ?? '')
  if (isSameLimit(limit, revert.target)) return { kind: 'there', limit } as const
  const isOwn = standing?.written !== undefined && isSameLimit(standing.written, limit)
  const cutsOff = stated.use === null || compareLimits(revert.target, stated.use) <= 0
  if (isOwn && !cutsOff) return { kind: 'go', limit } as const
  await core.db.transaction<Tables, void>(async (tx) => {
    const dropped = await moveRaise(tx, revert, 'expire', { why: 'foreignChange' })
    if (dropped && ended && !isOwn) await endTemporary(tx, ended.id, 'left')
    if (dropped) await trail(tx, core, dropped, { action: 'limit.left-alone', actorId: null, outcome: 'refused' })
  })
  const facts = await factsIfReachable(core)
  if (ended && facts) {
    const kind = isOwn ? 'stays' : 'left'
    await announceEnding(core, { raise: ended, kind, standing: facts, from: limit, returnsTo: revert.target })
  }
  return { kind: 'dropped' } as const
}

/** A day before: who wants to keep it can still ask. */
export async function remindOfEnd(core: Core, job: Pick<Job, 'subject'>): Promise<number | undefined> {
  const db = core.db.query<Tables>()
  const raise = await findRaise(db, core.organization, job.subject)
  const running = await findTemporaries(db, core.organization)
  const standing = await findStanding(db, core.organization)
  if (!raise || !standing || !running.some(({ raiseId }) => raiseId === raise.id)) return undefined
  const facts = await factsIfReachable(core)
  if (!facts) return retryMs
  const returnsTo = standingWithout(raise.id, standing.permanent, running)
  await announceEnding(core, { raise, kind: 'soon', standing: facts, from: facts.limit ?? raise.target, returnsTo })
  return undefined
}

/** "Try again after the reset": its end moves to where Mistral's counter starts anew. */
export async function endAfterReset(core: Core, raise: Raise): Promise<void> {
  const month = monthOf(dayOf(core.clock.now()))
  await core.db.transaction<Tables, void>(async (tx) => {
    await lockStanding(tx, core.organization, raise.before)
    await tx
      .updateTable('temporary_limits')
      .set({ month, ends_at: null })
      .where('raise_id', '=', raise.id)
      .where('state', '=', 'running')
      .execute()
    const dueAt = startOfDay(firstDayOf(addMonths(month, 1)))
    await scheduleJob(tx, core.organization, { kind: jobKinds.end, subject: raise.id, dueAt })
    await trail(tx, core, raise, { action: 'limit.end-postponed', actorId: null, outcome: 'done' })
  })
  // The use of this month is remembered, so that the reset can be seen.
  const facts = await factsIfReachable(core)
  const { use } = facts ?? {}
  if (use) await core.db.transaction<Tables, boolean>((tx) => sawReset(tx, core.organization, use, month))
}

async function factsIfReachable(core: Core): Promise<LimitFacts | undefined> {
  try {
    return await gatherFacts(core, { fresh: true })
  } catch (error) {
    if (error instanceof UpstreamError) return undefined
    throw error
  }
}
