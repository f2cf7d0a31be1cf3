import type { Core } from '../../chatops/context.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { isSameLimit, type LimitValue, limitStated } from '../../domain/limit-value.ts'
import { limitChangedEvent, readLimitChange } from '../../domain/mistral-log.ts'
import { confirm, contradict, move, refuse } from './outcomes.ts'
import { readBackMs, readBackPauseMs, settleAfterMs } from './timing.ts'
import type { Attempt, Raise } from './types.ts'

/** Sends the one write of this attempt, and finds out how it ended. */
export async function writeAndProve(
  core: Core,
  raise: Raise,
  attempt: Attempt,
  firstLookAt: Date,
): Promise<number | undefined | 'again'> {
  // A pause of the whole machine between the claim and here: the lease decides, not our memory of it.
  if (attempt.leaseUntil <= (await core.db.now())) return 0
  const sent = await send(core, raise.target)
  if (sent.kind === 'refused') return refuse(core, raise, sent.why)
  if (sent.kind === 'notSent') {
    await move(core, raise, 'retry', { action: 'limit.not-sent', outcome: 'failed' })
    return 'again'
  }
  if (sent.kind === 'lost') {
    await move(core, raise, 'loseAnswer', { action: 'limit.answer-lost', outcome: 'unknown' })
    return settleAfterMs
  }
  const readBack = await pollUntil(core, raise.target)
  if (readBack.kind === 'stands') {
    if (await changedByOthers(core, raise, firstLookAt)) return contradict(core, raise, 'foreignChange')
    return confirm(core, raise, 'readBack', readBack.use)
  }
  // The answer itself carried the new limit, and a read-back that lags proves nothing against it.
  const isLagging = readBack.limit === undefined || isSameLimit(readBack.limit, attempt.from)
  if (sent.isProof && isLagging) return confirm(core, raise, 'answered', undefined)
  if (!isLagging) return contradict(core, raise, 'thirdValue')
  await move(core, raise, 'loseAnswer', { action: 'limit.answer-lost', outcome: 'unknown' })
  return settleAfterMs
}

type Sent =
  | { readonly kind: 'answered'; readonly isProof: boolean }
  | { readonly kind: 'refused'; readonly why: 'keyRefused' | 'mistralRefused' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'notSent' }

async function send(core: Core, target: LimitValue): Promise<Sent> {
  if (!core.limitWrites) return { kind: 'notSent' }
  try {
    const change = target === 'unlimited' ? target : { amount: target.toNumber() }
    const { value } = await core.limitWrites.setSpendLimit(change)
    const stated = limitStated(value)
    return { kind: 'answered', isProof: stated !== undefined && isSameLimit(stated, target) }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    if (error.outcomeUnknown) return { kind: 'lost' }
    if (error.reason === 'keyRefused' || error.reason === 'notEnterprise') return { kind: 'refused', why: 'keyRefused' }
    if (error.reason === 'rateLimited' || error.reason === 'down') return { kind: 'notSent' }
    return { kind: 'refused', why: 'mistralRefused' }
  }
}

type ReadBack =
  | { readonly kind: 'stands'; readonly use: string | undefined }
  | { readonly kind: 'differs'; readonly limit: LimitValue | undefined }

async function pollUntil(core: Core, target: LimitValue): Promise<ReadBack> {
  let limit: LimitValue | undefined
  for (let waitedMs = 0; ; waitedMs += readBackPauseMs) {
    try {
      const { value } = await core.mistral.spendLimit({ fresh: true })
      limit = limitStated(value)
      if (limit !== undefined && isSameLimit(limit, target)) return { kind: 'stands', use: value.use?.toString() }
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
    }
    if (waitedMs >= readBackMs) return { kind: 'differs', limit }
    await core.clock.sleep(readBackPauseMs)
  }
}

/** Mistral's own log, where it can be read: an entry between our first look and now that is not our write. */
export async function changedByOthers(core: Core, raise: Raise, since: Date): Promise<boolean> {
  try {
    const { value } = await core.mistral.auditLog({ from: since, eventType: limitChangedEvent }, { fresh: true })
    const written = value.entries.flatMap((entry) => readLimitChange(entry)?.after ?? [])
    return written.some((after) => !isSameLimit(after, raise.target))
  } catch (error) {
    if (error instanceof UpstreamError) return false
    throw error
  }
}
