import type { Selectable } from 'kysely'
import { type LimitValue, readLimit, writeLimit } from '../../../domain/limit/limit-value.ts'
import type { Currency } from '../../../domain/money/money.ts'
import { slackIdOf } from '../../../storage/people/slack-id-of.ts'
import type { LimitReads, Tx } from '../store/store.ts'
import type { OwnChange, Seen } from './judge.ts'
import type { DriftTables } from './schema.ts'

/** A change of the limit that came from outside. */
export interface Drift {
  readonly id: string
  readonly from: LimitValue
  readonly to: LimitValue
  readonly currency: Currency
  readonly noticedAt: Date
  /** Where Mistral's log tells who it was. */
  readonly logged: { readonly id: string; readonly at: Date } | undefined
  readonly state: 'open' | 'kept' | 'over'
  /** Who keeps it, by their Slack id; null: erased. undefined: nobody yet. */
  readonly keptBy: string | null | undefined
}

export async function findSeenLimit(db: LimitReads, organization: string): Promise<Seen | undefined> {
  const row = await db.selectFrom('limit_seen').selectAll().where('organization', '=', organization).executeTakeFirst()
  return row && { limit: readLimit(row.limit_amount), at: new Date(row.seen_at) }
}

/** False where another instance was quicker: then what follows from it is theirs as well. */
export async function moveSeen(tx: Tx, organization: string, before: Seen | undefined, now: Seen): Promise<boolean> {
  const row = { limit_amount: writeLimit(now.limit), seen_at: now.at.getTime() }
  const moved = before
    ? await tx
        .updateTable('limit_seen')
        .set(row)
        .where('organization', '=', organization)
        .where('limit_amount', '=', writeLimit(before.limit))
        .where('seen_at', '=', before.at.getTime())
        .returning('organization')
        .executeTakeFirst()
    : await tx
        .insertInto('limit_seen')
        .values({ organization, ...row })
        .onConflict((conflict) => conflict.doNothing())
        .returning('organization')
        .executeTakeFirst()
  return moved !== undefined
}

/** A database that was restored from a copy has not seen what happened since. */
export async function forgetSeen(tx: Tx, organization: string): Promise<void> {
  await tx.deleteFrom('limit_seen').where('organization', '=', organization).execute()
}

/** Requests that a write was begun for, or that are done by hand; those that ended before `since` explain nothing. */
export async function findOwnChanges(
  db: LimitReads,
  organization: string,
  { since, now }: { readonly since: Date | undefined; readonly now: Date },
): Promise<OwnChange[]> {
  const rows = await db
    .selectFrom('raises')
    .select(['state', 'target', 'attempt_from', 'attempt_looked_at', 'lease_until', 'created_at', 'closed_at'])
    .where('organization', '=', organization)
    .where((is) => is.or([is('attempt_id', 'is not', null), is('state', 'in', ['applied', 'byHand'])]))
    .where((is) => is.or([is('closed_at', 'is', null), is('closed_at', '>=', since?.getTime() ?? 0)]))
    .execute()
  return rows.map((row) => ({
    target: readLimit(row.target),
    from: row.attempt_from === null ? undefined : readLimit(row.attempt_from),
    isUnderWay: row.state === 'applying' || row.state === 'unknown' || (row.lease_until ?? 0) > now.getTime(),
    isApplied: row.state === 'applied',
    beganAt: new Date(row.attempt_looked_at ?? row.created_at),
    closedAt: row.closed_at === null ? undefined : new Date(row.closed_at),
  }))
}

export async function addDrift(
  tx: Tx,
  organization: string,
  drift: Pick<Drift, 'id' | 'from' | 'to' | 'currency' | 'noticedAt' | 'logged'>,
): Promise<void> {
  await tx
    .insertInto('limit_drifts')
    .values({
      organization,
      id: drift.id,
      limit_from: writeLimit(drift.from),
      limit_to: writeLimit(drift.to),
      currency: drift.currency,
      noticed_at: drift.noticedAt.getTime(),
      log_id: drift.logged?.id ?? null,
      logged_at: drift.logged?.at.getTime() ?? null,
      state: 'open',
      kept_by: null,
    })
    .execute()
}

/** The limit is another one by now; resolves to the ids of what was still open. */
export async function closeOpenDrifts(tx: Tx, organization: string): Promise<string[]> {
  const closed = await tx
    .updateTable('limit_drifts')
    .set({ state: 'over' })
    .where('organization', '=', organization)
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  return closed.map(({ id }) => id)
}

/** Claim, then act: undefined for everybody but the first. */
export async function keepDrift(tx: Tx, organization: string, id: string, personId: string): Promise<boolean> {
  const kept = await tx
    .updateTable('limit_drifts')
    .set({ state: 'kept', kept_by: personId })
    .where('organization', '=', organization)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}

export async function findDrift(db: LimitReads, organization: string, id: string): Promise<Drift | undefined> {
  const row = await db
    .selectFrom('limit_drifts')
    .selectAll()
    .select(slackIdOf('limit_drifts.kept_by', 'limit_drifts.organization').as('slack_id'))
    .where('organization', '=', organization)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && readDrift(row)
}

const readDrift = (row: Selectable<DriftTables['limit_drifts']> & { readonly slack_id: string | null }): Drift => ({
  id: row.id,
  from: readLimit(row.limit_from),
  to: readLimit(row.limit_to),
  currency: row.currency,
  noticedAt: new Date(row.noticed_at),
  logged: row.log_id === null || row.logged_at === null ? undefined : { id: row.log_id, at: new Date(row.logged_at) },
  state: row.state as Drift['state'],
  keptBy: row.kept_by === null ? undefined : row.slack_id,
})
