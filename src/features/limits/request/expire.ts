import type { Core } from '../../../chatops/context.ts'
import { isFinal, statesFor } from '../../../domain/limit/raise.ts'
import type { Job } from '../../../scheduler/jobs.ts'
import { move } from '../change/transitions.ts'
import { findRaise, type Tables } from '../store/store.ts'
import { retryMs } from '../store/timing.ts'

/** Nobody decided in time, or did by hand what was decided. A write that is under way is not touched: it ends by itself, or comes back to the card. */
export async function expireRaise(core: Core, job: Pick<Job, 'subject'>): Promise<number | undefined> {
  const raise = await findRaise(core.db.query<Tables>(), core.organization, job.subject)
  if (!raise || isFinal(raise.state)) return undefined
  const left = raise.expiresAt.getTime() - (await core.db.now()).getTime()
  if (left > 0) return left
  if (!statesFor('expire').includes(raise.state)) return retryMs
  return move(core, raise, 'expire', { action: 'limit.expired', outcome: 'done' })
}
