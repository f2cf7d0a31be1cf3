import type { Core } from '../../../chatops/context.ts'
import { isSameLimit } from '../../../domain/limit/limit-value.ts'
import { findApprovals, type Tables } from '../store/store.ts'
import { freshDecisionMs, lookPauseMs, retryMs } from '../store/timing.ts'
import type { Raise } from '../store/types.ts'
import { limitsWrittenSince, readLimitNow } from './limit-now.ts'
import { backToCard, confirm, contradict, move } from './transitions.ts'

/**
 * A write may have gone out and nobody knows how it ended: its answer got lost, or whoever claimed it is gone. Mistral is
 * asked at once. A limit that is there settles it; one that is not may still come while the lease lasts.
 */
export async function settleWrite(core: Core, raise: Raise): Promise<number | undefined> {
  const { attempt } = raise
  if (!attempt) return contradict(core, raise, 'thirdValue')
  const left = attempt.leaseUntil.getTime() - (await core.db.now()).getTime()
  const stated = await readLimitNow(core)
  const isThere = stated !== undefined && isSameLimit(stated.limit, raise.target)
  if (left > 0 && !isThere) return Math.min(left + 100, lookPauseMs)
  if (raise.state === 'applying' && !isThere) {
    await move(core, raise, 'loseAnswer', { action: 'limit.lease-expired', outcome: 'unknown' })
    return 0
  }
  if (stated === undefined) return retryMs
  const written = await limitsWrittenSince(core, attempt.lookedAt)
  if (written.some((limit) => !isSameLimit(limit, raise.target))) return contradict(core, raise, 'foreignChange')
  if (isThere) return confirm(core, raise, 'readBack', stated.use)
  if (!isSameLimit(stated.limit, attempt.from)) return contradict(core, raise, 'thirdValue')
  // Mistral's log has our write, and what it states lags behind: a second one would be one too many.
  if (written.length > 0) return retryMs
  const approvals = await findApprovals(core.db.query<Tables>(), raise)
  const decidedAt = Math.max(0, ...approvals.map(({ at }) => at.getTime()))
  const isFresh = (await core.db.now()).getTime() - decidedAt <= freshDecisionMs
  if (raise.change !== 'revert' && !isFresh) return backToCard(core, raise, 'tooOld')
  // The old value stands: nothing was written. Back to "approved", where everything is checked before the next write.
  await move(core, raise, 'retry', { action: 'limit.not-written', outcome: 'failed' })
  return 0
}
