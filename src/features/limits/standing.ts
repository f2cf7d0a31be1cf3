import { Decimal } from '../../domain/decimal.ts'
import { highestLimit, type LimitValue, readLimit, writeLimit } from '../../domain/limit-value.ts'
import type { Month } from '../../domain/usage.ts'
import type { Reader, Tx } from './store.ts'
import type { Raise } from './types.ts'

/** What the limit is meant to be, as far as the bot has a hand in it. */
export interface Standing {
  /** The last limit that was meant to stay. */
  readonly permanent: LimitValue
  /** The last value that the bot wrote; only this one is ever replaced without a person. */
  readonly written: LimitValue | undefined
}

export interface Temporary {
  readonly raiseId: string
  readonly amount: LimitValue
  /** Set for "this month only": it ends when the counter was seen to start anew. */
  readonly month: Month | null
  readonly endsAt: Date | null
}

export async function findStanding(db: Reader, organization: string): Promise<Standing | undefined> {
  const row = await db
    .selectFrom('standing_limits')
    .select(['permanent', 'written'])
    .where('organization', '=', organization)
    .executeTakeFirst()
  return (
    row && { permanent: readLimit(row.permanent), written: row.written === null ? undefined : readLimit(row.written) }
  )
}

export async function findTemporaries(db: Reader, organization: string): Promise<Temporary[]> {
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
export function standingWithout(raiseId: string, permanent: LimitValue, running: readonly Temporary[]): LimitValue {
  const others = running.filter((temporary) => temporary.raiseId !== raiseId).map(({ amount }) => amount)
  return highestLimit([permanent, ...others]) ?? permanent
}

/** The row that all writes of the limit wait for, made when it is missing: one write at a time an Organization. */
export async function lockStanding(tx: Tx, organization: string, present: LimitValue): Promise<void> {
  await tx
    .insertInto('standing_limits')
    .values({ organization, permanent: writeLimit(present), written: null, highest_use: null, use_month: null })
    .onConflict((conflict) => conflict.column('organization').doUpdateSet({ organization }))
    .execute()
}

/** After a write: what stands for good, what the bot wrote, and what has to end again. */
export async function recordApplied(tx: Tx, organization: string, raise: Raise, month: Month): Promise<void> {
  const running = await findTemporaries(tx, organization)
  const isPermanent = raise.term.kind === 'permanent'
  await tx
    .updateTable('standing_limits')
    .set({ written: writeLimit(raise.target) })
    .$if(isPermanent && raise.change !== 'revert', (update) => update.set({ permanent: writeLimit(raise.target) }))
    // What somebody set by hand before is what a temporary raise returns to, unless another one runs on top of it.
    .$if(!isPermanent && running.length === 0, (update) => update.set({ permanent: writeLimit(raise.before) }))
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
      month: raise.term.kind === 'month' ? month : null,
      ends_at: raise.term.kind === 'date' ? raise.term.endsAt.getTime() : null,
      state: 'running',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** "ended": the limit went back; "kept": a person wants it to stay; "left": somebody changed the limit meanwhile. */
export async function endTemporary(tx: Tx, raiseId: string, state: 'ended' | 'kept' | 'left'): Promise<void> {
  await tx.updateTable('temporary_limits').set({ state }).where('raise_id', '=', raiseId).execute()
}

/**
 * Remembers the highest use of a month. A use below it in a later month means that Mistral's counter started anew: the
 * calendar alone does not say so, since the counter may lag.
 */
export async function sawReset(tx: Tx, organization: string, use: Decimal, month: Month): Promise<boolean> {
  const row = await tx
    .selectFrom('standing_limits')
    .select(['highest_use', 'use_month'])
    .where('organization', '=', organization)
    .executeTakeFirst()
  const highest = row?.highest_use ? Decimal.of(row.highest_use) : undefined
  const isLater = row?.use_month !== null && row !== undefined && month > (row.use_month ?? '')
  if (isLater && highest && use.compare(highest) < 0) {
    await tx
      .updateTable('standing_limits')
      .set({ highest_use: use.toString(), use_month: month })
      .where('organization', '=', organization)
      .execute()
    return true
  }
  if (!isLater && (!highest || use.compare(highest) > 0)) {
    await tx
      .updateTable('standing_limits')
      .set({ highest_use: use.toString(), use_month: month })
      .where('organization', '=', organization)
      .execute()
  }
  return false
}
