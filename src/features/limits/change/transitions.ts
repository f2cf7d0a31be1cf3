import type { Core } from '../../../chatops/context.ts'
import { compareLimits, isSameLimit, type LimitValue, writeLimit } from '../../../domain/limit/limit-value.ts'
import type { RaiseEvent } from '../../../domain/limit/raise.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import { endOfMonth } from '../../../domain/time/time.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import type { NewAuditEntry } from '../../../storage/audit/append.ts'
import { observeUse } from '../store/counter.ts'
import { followUp, jobKinds, trail } from '../store/follow-up.ts'
import { endTemporary, findTemporaries, lockIntendedLimit, recordApplied } from '../store/intended-limit.ts'
import { lapseApprovals, moveRaise, type RaiseFacts, type Tables, type Tx } from '../store/store.ts'
import type { Raise, RaiseRemark } from '../store/types.ts'

/** How a step can end: each in one transaction with its link of the trail and what has to follow. */

type Entry = Pick<NewAuditEntry, 'action' | 'outcome'>

export async function move(
  core: Core,
  raise: Raise,
  event: RaiseEvent,
  entry: Entry,
  facts: RaiseFacts = {},
  also?: (tx: Tx, moved: Raise) => Promise<void>,
): Promise<undefined> {
  await core.db.transaction<Tables, void>(async (tx) => {
    const moved = await moveRaise(tx, raise, event, facts)
    // Somebody was quicker: what they did stands, and what follows from it is theirs as well.
    if (!moved) return
    await also?.(tx, moved)
    await trail(tx, core, moved, { ...entry, actorId: null })
    await followUp(tx, core, moved)
  })
  core.wakeScheduler()
  return undefined
}

/** Nobody's approval counts any more, and the card says why it asks again. */
export const backToCard = (core: Core, raise: Raise, why: RaiseRemark): Promise<undefined> =>
  move(core, raise, 'lapse', { action: 'limit.lapsed', outcome: 'refused' }, { why }, (tx) => lapseApprovals(tx, raise))

export const refuse = (core: Core, raise: Raise, why: RaiseRemark): Promise<undefined> =>
  move(core, raise, 'refuse', { action: 'limit.refused-by-mistral', outcome: 'failed' }, { why })

/** Mistral takes whole units alone: what was decided is done in the Admin Panel. */
export const handOver = (core: Core, raise: Raise): Promise<undefined> =>
  move(core, raise, 'handOver', { action: 'limit.handed-over', outcome: 'refused' }, { why: 'notWritable' })

export const contradict = (core: Core, raise: Raise, why: RaiseRemark): Promise<undefined> =>
  move(core, raise, 'contradict', { action: 'limit.contradicted', outcome: 'unknown' }, { why })

/** The limit is there already. Keeping a temporary one comes to this as well: then it is meant to stay from now on. */
export const closeAsThere = (core: Core, raise: Raise, limit: LimitValue): Promise<undefined> =>
  move(core, raise, 'reach', { action: 'limit.already-there', outcome: 'done' }, {}, async (tx) => {
    if (raise.term.kind !== 'permanent' || !isSameLimit(limit, raise.target)) return
    await tx
      .updateTable('standing_limits')
      .set({ permanent: writeLimit(raise.target) })
      .where('organization', '=', core.organization)
      .execute()
    for (const temporary of await findTemporaries(tx, core.organization))
      if (compareLimits(temporary.amount, raise.target) <= 0) await endTemporary(tx, temporary.raiseId, 'kept')
  })

/** The limit stands as approved: proved, remembered, and given its end where it has one. */
export const confirm = (
  core: Core,
  raise: Raise,
  proof: 'readBack' | 'answered',
  use: string | undefined,
  also?: (tx: Tx) => Promise<void>,
): Promise<undefined> =>
  move(
    core,
    raise,
    'confirm',
    { action: 'limit.applied', outcome: 'done' },
    { proof, why: null },
    async (tx, applied) => {
      await also?.(tx)
      await recordStanding(tx, core, applied)
      if (use !== undefined) await observeUse(tx, core.organization, Decimal.of(use), core.clock.now())
    },
  )

/** What stands now, and when it ends. */
export async function recordStanding(tx: Tx, { organization, clock }: Core, applied: Raise): Promise<void> {
  await lockIntendedLimit(tx, organization, applied.before)
  await recordApplied(tx, organization, applied)
  const { term } = applied
  if (applied.change === 'revert' || term.kind === 'permanent') return
  const endsAt = term.kind === 'date' ? term.endsAt : endOfMonth(applied.createdAt)
  const aDayBefore = new Date(endsAt.getTime() - 24 * 3_600_000)
  await scheduleJob(tx, organization, { kind: jobKinds.end, subject: applied.id, dueAt: endsAt })
  if (aDayBefore > clock.now())
    await scheduleJob(tx, organization, { kind: jobKinds.remindEnd, subject: applied.id, dueAt: aDayBefore })
}
