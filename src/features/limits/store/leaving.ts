import { defineLeaving, type LimitChoice, type UnderWay } from '../../../chatops/leaving/leaving.ts'
import { writeLimit } from '../../../domain/limit/limit-value.ts'
import { liveStates, type RaiseEvent, type RaiseState } from '../../../domain/limit/raise.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { databaseNow } from '../../../storage/columns.ts'
import { followUp, jobKinds, trail } from './follow-up.ts'
import { endTemporary, findIntendedLimit, findTemporaries, limitWithout } from './intended-limit.ts'
import { findRaise, findRaises, lapseApprovals, moveRaise, type Tables, type Tx } from './store.ts'

/** What still waits for people is over. A write that is on its way ends by itself, while the bot runs. */
const closing: Partial<Record<RaiseState, RaiseEvent>> = { open: 'expire', approved: 'expire', byHand: 'expire' }

/** Open requests, and limits that run for a time: nobody would be there to decide on them, or to take them back. */
export const limitsLeaving = defineLeaving<Tables>({
  async underWay(db, organization) {
    const raises = await findRaises(db, organization, liveStates)
    const requests = raises.map(
      ({ id, before, target, state }): UnderWay => ({
        line: `Request ${id}: ${writeLimit(before)} → ${writeLimit(target)}, ${state}`,
        isBotsOwn: closing[state] === undefined,
      }),
    )
    const running = await findTemporaries(db, organization)
    const intended = await findIntendedLimit(db, organization)
    const limits = running.map(({ raiseId, amount, endsAt, month }): UnderWay => {
      const back = intended ? writeLimit(limitWithout(raiseId, intended.permanent, running)) : 'unknown'
      const end = endsAt ? endsAt.toISOString() : `the end of ${month}`
      return { line: `Limit of ${writeLimit(amount)} until ${end}, then back to ${back}`, isBotsOwn: false }
    })
    return [...requests, ...limits]
  },
  async settle(tx, organization, choice) {
    for (const raise of await findRaises(tx, organization, liveStates)) {
      const event = closing[raise.state]
      const closed = event && (await moveRaise(tx, raise, event))
      if (!closed) continue
      await lapseApprovals(tx, closed)
      await trail(tx, { organization }, closed, { action: 'limit.expired', actorId: null, outcome: 'done' })
      await followUp(tx, { organization }, closed)
    }
    for (const { raiseId } of await findTemporaries(tx, organization))
      await settleTemporary(tx, organization, raiseId, choice)
  },
})

async function settleTemporary(tx: Tx, organization: string, raiseId: string, choice: LimitChoice): Promise<void> {
  const raise = await findRaise(tx, organization, raiseId)
  if (choice === 'keep') {
    await endTemporary(tx, raiseId, 'kept')
    if (raise) await trail(tx, { organization }, raise, { action: 'limit.left-alone', actorId: null, outcome: 'done' })
    return
  }
  // Its end is now: the bot returns it by the way that was approved, with all of its checks.
  await tx
    .updateTable('temporary_limits')
    .set({ month: null, ends_at: databaseNow })
    .where('raise_id', '=', raiseId)
    .where('state', '=', 'running')
    .execute()
  await scheduleJob(tx, organization, { kind: jobKinds.end, subject: raiseId, dueAt: new Date(0) })
}
