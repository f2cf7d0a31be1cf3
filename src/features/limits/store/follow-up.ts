import type { Core } from '../../../chatops/context.ts'
import { writeLimit } from '../../../domain/limit/limit-value.ts'
import { isFinal } from '../../../domain/limit/raise.ts'
import { cancelJob, scheduleJob } from '../../../scheduler/jobs.ts'
import type { NewAuditEntry } from '../../../storage/audit/append.ts'
import { appendAudit } from '../../../storage/audit/append.ts'
import { sealRequest } from './seals.ts'
import type { Tx } from './store.ts'
import type { Raise } from './types.ts'

export const jobKinds = {
  cards: 'limits.cards',
  apply: 'limits.apply',
  expire: 'limits.expire',
  remind: 'limits.remind',
  tell: 'limits.tell',
  end: 'limits.end',
  remindEnd: 'limits.remind-end',
  tellEnd: 'limits.tell-end',
  lookBack: 'limits.look-back',
  restored: 'limits.restored',
  watch: 'limits.watch',
  alert: 'limits.alert',
  stale: 'limits.stale',
  watchCaps: 'limits.watch-caps',
  capAlert: 'limits.cap-alert',
  burst: 'limits.burst',
  burstAgain: 'limits.burst-again',
} as const

/** After each step, in its own transaction: the cards are redrawn, and what has an end no longer expires or reminds. */
export async function followUp(tx: Tx, { organization }: Pick<Core, 'organization'>, raise: Raise): Promise<void> {
  await scheduleJob(tx, organization, { kind: jobKinds.cards, subject: raise.id })
  if (raise.state !== 'open') await cancelJob(tx, organization, { kind: jobKinds.remind, subject: raise.id })
  if (!isFinal(raise.state) && raise.state !== 'byHand') return
  // What nobody does by hand in its time expires too: it must not keep others from asking.
  if (isFinal(raise.state)) await cancelJob(tx, organization, { kind: jobKinds.expire, subject: raise.id })
  await scheduleJob(tx, organization, { kind: jobKinds.tell, subject: raise.id })
}

/** One link of the trail about a request: figures in the chain, the words beside it. */
export async function trail(
  tx: Tx,
  { organization }: Pick<Core, 'organization'>,
  raise: Pick<Raise, 'id' | 'before' | 'target' | 'version'> & Partial<Pick<Raise, 'proof' | 'attempt'>>,
  entry: Pick<NewAuditEntry, 'action' | 'actorId' | 'outcome'> &
    Partial<Pick<NewAuditEntry, 'text' | 'before' | 'after'>>,
) {
  return appendAudit(tx, {
    organization,
    subject: raise.id,
    // Once a write was begun, the limit that it found; somebody may have changed it since it was asked for.
    before: { limit: writeLimit(raise.attempt?.from ?? raise.before) },
    after: { limit: writeLimit(raise.target), version: raise.version, ...(raise.proof ? { proof: raise.proof } : {}) },
    seals: await sealRequest(tx, raise.id),
    ...entry,
  })
}
