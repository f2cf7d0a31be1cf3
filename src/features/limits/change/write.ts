import { sql } from 'kysely'
import type { Core } from '../../../chatops/context.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import { isSameLimit, type LimitValue, limitStated } from '../../../domain/limit/limit-value.ts'
import { databaseNow } from '../../../storage/columns.ts'
import { trail } from '../store/follow-up.ts'
import type { Tables } from '../store/store.ts'
import { leaseMs, readBackMs, readBackPauseMs, retryMs } from '../store/timing.ts'
import type { Attempt, Raise } from '../store/types.ts'
import { limitsWrittenSince } from './limit-now.ts'
import { confirm, contradict, move, refuse } from './transitions.ts'

/** Sends the one write of this attempt, and finds out how it ended. */
export async function writeAndProve(core: Core, raise: Raise, attempt: Attempt): Promise<number | undefined> {
  // A pause of the whole machine between the claim and here: the lease decides, not our memory of it.
  if (!(await renewAttempt(core, raise, attempt))) return retryMs
  const sent = await send(core, raise.target)
  if (sent.kind === 'lost') {
    await move(core, raise, 'loseAnswer', { action: 'limit.answer-lost', outcome: 'unknown' })
    return 0
  }
  const again = await prove(core, raise, attempt, sent)
  // An error of our own may have left a write under way.
  if (sent.kind !== 'failed') await releaseAttempt(core, raise, attempt)
  return again
}

async function prove(
  core: Core,
  raise: Raise,
  attempt: Attempt,
  sent: Exclude<Sent, { kind: 'lost' }>,
): Promise<number | undefined> {
  if (sent.kind === 'refused') return refuse(core, raise, sent.why)
  if (sent.kind === 'failed') return contradict(core, raise, 'ownError')
  if (sent.kind === 'notSent') {
    await move(core, raise, 'retry', { action: 'limit.not-sent', outcome: 'failed' })
    return retryMs
  }
  // In the trail before it is proved: whatever happens from here on, the write was there.
  await core.db.transaction<Tables, unknown>((tx) =>
    trail(tx, core, raise, { action: 'limit.written', actorId: null, outcome: 'done' }),
  )
  const readBack = await pollUntil(core, raise, attempt)
  if (readBack.kind === 'stands') {
    const written = await limitsWrittenSince(core, attempt.lookedAt)
    if (written.some((limit) => !isSameLimit(limit, raise.target))) return contradict(core, raise, 'foreignChange')
    return confirm(core, raise, 'readBack', readBack.use)
  }
  // The answer itself carried the new limit, and a read-back that lags proves nothing against it.
  const isLagging = readBack.limit === undefined || isSameLimit(readBack.limit, attempt.from)
  if (sent.isProof && isLagging) return confirm(core, raise, 'answered', undefined)
  if (!isLagging) return contradict(core, raise, 'thirdValue')
  await move(core, raise, 'loseAnswer', { action: 'limit.answer-lost', outcome: 'unknown' })
  return 0
}

/** False once the lease is over, or somebody else settled the request. */
async function renewAttempt({ db }: Core, { id }: Raise, attempt: Attempt): Promise<boolean> {
  const renewed = await db
    .query<Tables>()
    .updateTable('raises')
    .set({ lease_until: sql<number>`${databaseNow} + ${leaseMs}` })
    .where('id', '=', id)
    .where('attempt_id', '=', attempt.id)
    .where('state', '=', 'applying')
    .where('lease_until', '>', databaseNow)
    .returning('id')
    .executeTakeFirst()
  return renewed !== undefined
}

/** Mistral answered, so nothing of ours is on its way: others need not wait for the lease, also where a clock goes back. */
async function releaseAttempt({ db }: Core, { id }: Raise, attempt: Attempt): Promise<void> {
  await db
    .query<Tables>()
    .updateTable('raises')
    .set({ lease_until: 0 })
    .where('id', '=', id)
    .where('attempt_id', '=', attempt.id)
    .where('state', 'not in', ['applying', 'unknown'])
    .execute()
}

type Sent =
  | { readonly kind: 'answered'; readonly isProof: boolean }
  | { readonly kind: 'refused'; readonly why: 'keyRefused' | 'mistralRefused' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'notSent' }
  /** Not Mistral, but we ourselves failed. */
  | { readonly kind: 'failed' }

async function send(core: Core, target: LimitValue): Promise<Sent> {
  if (!core.limitWrites) return { kind: 'notSent' }
  try {
    const change = target === 'unlimited' ? target : { amount: target.toNumber() }
    const { value } = await core.limitWrites.setSpendLimit(change)
    const stated = limitStated(value)
    return { kind: 'answered', isProof: stated !== undefined && isSameLimit(stated, target) }
  } catch (error) {
    if (!(error instanceof UpstreamError)) {
      // To try it again would fail again, and to throw it would say nothing to those who wait.
      core.log.error({ error }, 'the limit could not be set')
      return { kind: 'failed' }
    }
    if (error.outcomeUnknown) return { kind: 'lost' }
    if (error.reason === 'keyRefused' || error.reason === 'notEnterprise') return { kind: 'refused', why: 'keyRefused' }
    if (error.reason === 'rateLimited' || error.reason === 'down') return { kind: 'notSent' }
    return { kind: 'refused', why: 'mistralRefused' }
  }
}

type ReadBack =
  | { readonly kind: 'stands'; readonly use: string | undefined }
  | { readonly kind: 'differs'; readonly limit: LimitValue | undefined }

async function pollUntil(core: Core, raise: Raise, attempt: Attempt): Promise<ReadBack> {
  const { target } = raise
  let limit: LimitValue | undefined
  const until = core.clock.now().getTime() + readBackMs
  for (;;) {
    try {
      const { value } = await core.mistral.spendLimit({ fresh: true })
      limit = limitStated(value)
      if (limit !== undefined && isSameLimit(limit, target)) return { kind: 'stands', use: value.use?.toString() }
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
    }
    if (core.clock.now().getTime() >= until) return { kind: 'differs', limit }
    await core.clock.sleep(readBackPauseMs)
    // Who was settled by another meanwhile looks on in vain, and changes nothing.
    await renewAttempt(core, raise, attempt)
  }
}
