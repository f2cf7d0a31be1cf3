import { highestLimit, isSameLimit, type LimitValue, readLimit, writeLimit } from '../../../domain/limit/limit-value.ts'
import { dayOf, monthOf } from '../../../domain/time/time.ts'
import type { Month } from '../../../domain/usage/usage.ts'
import type { LimitReads, Tx } from './store.ts'
import type { Raise } from './types.ts'

/** What the limit is meant to be, as far as the bot has a hand in it. */
export interface IntendedLimit {
  /** The last limit that was meant to stay. */
  readonly permanent: LimitValue
  /** The last value that the bot wrote; only this one is ever replaced without a person. */
  readonly written: LimitValue | undefined
}

export interface TemporaryLimit {
  readonly raiseId: string
  readonly amount: LimitValue
  /** Set for "this month only": it ends when the counter was seen to be reset. */
  readonly month: Month | null
  readonly endsAt: Date | null
}

export async function findIntendedLimit(db: LimitReads, organization: string): Promise<IntendedLimit | undefined> {
  const row = await db
    .selectFrom('standing_limits')
    .select(['permanent', 'written'])
    .where('organization', '=', organization)
    .executeTakeFirst()
  return (
    row && { permanent: readLimit(row.permanent), written: row.written === null ? undefined : readLimit(row.written) }
  )
}

export async function findTemporaries(db: LimitReads, organization: string): Promise<TemporaryLimit[]> {
  const rows = await db
    .selectFrom('temporary_limits')
    .selectAll()
    .where('organization', '=', organization)
    .where('state', '=', 'running')
    .execute()
  return rows.map((row) => ({
    raiseId: row.raise_id,
    amount: readLimit(row.amount),
    month: row.month as Month | null,
    endsAt: row.ends_at === null ? null : new Date(row.ends_at),
  }))
}

/** Where the limit goes when one of the temporary raises ends: the highest still running, or the permanent value. */
export function limitWithout(raiseId: string, permanent: LimitValue, running: readonly TemporaryLimit[]): LimitValue {
  const others = running.filter((temporary) => temporary.raiseId !== raiseId).map(({ amount }) => amount)
  return highestLimit([permanent, ...others]) ?? permanent
}

/** The row that all writes of the limit wait for, made when it is missing: one write at a time an Organization. */
export async function lockIntendedLimit(tx: Tx, organization: string, present: LimitValue): Promise<void> {
  await tx
    .insertInto('standing_limits')
    .values({ organization, permanent: writeLimit(present), written: null, seen_use: null, seen_month: null })
    .onConflict((conflict) => conflict.column('organization').doUpdateSet({ organization }))
    .execute()
}

/** After a write: what stands for good, what the bot wrote, and what has to end again. */
export async function recordApplied(tx: Tx, organization: string, raise: Raise): Promise<void> {
  const from = raise.attempt?.from ?? raise.before
  const intended = await findIntendedLimit(tx, organization)
  // What somebody set by hand took the place of our temporary limits: none of them is below it any more.
  if (!intended?.written || !isSameLimit(intended.written, from)) await leaveTemporaries(tx, organization)
  const running = await findTemporaries(tx, organization)
  const isPermanent = raise.term.kind === 'permanent'
  await tx
    .updateTable('standing_limits')
    .set({ written: writeLimit(raise.target) })
    .$if(isPermanent && raise.change !== 'revert', (update) => update.set({ permanent: writeLimit(raise.target) }))
    // A temporary limit returns to what it was put on, unless that is a temporary one as well.
    .$if(!isPermanent && running.length === 0, (update) => update.set({ permanent: writeLimit(from) }))
    .where('organization', '=', organization)
    .execute()
  if (raise.change === 'revert') {
    await endTemporary(tx, raise.endsRaiseId ?? '', 'ended')
    return
  }
  if (raise.term.kind === 'permanent') return
  await tx
    .insertInto('temporary_limits')
    .values({
      raise_id: raise.id,
      organization,
      amount: writeLimit(raise.target),
      // The month that was asked for, as the card names it, should its last second have passed meanwhile.
      month: raise.term.kind === 'month' ? monthOf(dayOf(raise.createdAt)) : null,
      ends_at: raise.term.kind === 'date' ? raise.term.endsAt.getTime() : null,
      state: 'running',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function leaveTemporaries(tx: Tx, organization: string): Promise<void> {
  await tx
    .updateTable('temporary_limits')
    .set({ state: 'left' })
    .where('organization', '=', organization)
    .where('state', '=', 'running')
    .execute()
}

/**
 * "ended": the limit went back; "kept": a person wants it to stay; "left": somebody changed the limit meanwhile;
 * "byHand": a person has to take it back.
 */
export async function endTemporary(
  tx: Tx,
  raiseId: string,
  state: 'ended' | 'kept' | 'left' | 'byHand',
): Promise<void> {
  await tx.updateTable('temporary_limits').set({ state }).where('raise_id', '=', raiseId).execute()
}
