import { type Kysely, sql, type Transaction, type UpdateObject } from 'kysely'
import { type LimitValue, readLimit } from '../../../domain/limit/limit-value.ts'
import {
  isFinal,
  liveStates,
  type RaiseEvent,
  type RaiseState,
  statesFor,
  type Term,
  transitions,
} from '../../../domain/limit/raise.ts'
import type { JobTables } from '../../../scheduler/schema.ts'
import type { AuditTables } from '../../../storage/audit/schema.ts'
import { databaseNow } from '../../../storage/columns.ts'
import type { FigureTables } from '../../../storage/figures/schema.ts'
import type { PeopleTables } from '../../../storage/people/schema.ts'
import { slackIdOf } from '../../../storage/people/slack-id-of.ts'
import type { DriftTables } from '../drift/schema.ts'
import { readApproval, readDenial, readRaise, readTerm } from './rows.ts'
import type { LimitTables } from './schema.ts'
import type { Approval, Denial, Party, Raise } from './types.ts'

/** Everything that one step of a request may touch: they stand or fall together. */
export type Tables = LimitTables & DriftTables & PeopleTables & AuditTables & JobTables & FigureTables
export type Tx = Transaction<Tables>
/** Looking takes no more than this, so that reports can use it. */
export type LimitReads = Pick<Kysely<Tables>, 'selectFrom'>

function selectRaises(db: LimitReads, organization: string) {
  return db
    .selectFrom('raises')
    .selectAll()
    .select(slackIdOf('raises.requester_id', 'raises.organization').as('requester_slack_id'))
    .where('raises.organization', '=', organization)
}

export async function findRaise(db: LimitReads, organization: string, id: string): Promise<Raise | undefined> {
  const row = await selectRaises(db, organization).where('raises.id', '=', id).executeTakeFirst()
  return row && readRaise(row)
}

/** Found, and held until the transaction ends: what is decided on it is decided one after the other. */
export async function lockRaise(tx: Tx, organization: string, id: string): Promise<Raise | undefined> {
  await tx
    .updateTable('raises')
    .set((row) => ({ state: row.ref('state') }))
    .where('id', '=', id)
    .execute()
  return findRaise(tx, organization, id)
}

/** The request that people can still act on; there is at most one. */
export async function findLiveRaise(db: LimitReads, organization: string): Promise<Raise | undefined> {
  const row = await selectRaises(db, organization).where('raises.live', '=', 'live').executeTakeFirst()
  return row && readRaise(row)
}

/** The same, held until the transaction ends: who comes with another wish sees what became of the one before. */
export async function lockLiveRaise(tx: Tx, organization: string): Promise<Raise | undefined> {
  const held = await tx
    .updateTable('raises')
    .set((row) => ({ state: row.ref('state') }))
    .where('organization', '=', organization)
    .where('live', '=', 'live')
    .returning('id')
    .executeTakeFirst()
  return held && findRaise(tx, organization, held.id)
}

/** What is over and was theirs, asked or decided, the latest first. */
export async function findPastRaises(
  db: LimitReads,
  organization: string,
  { slackId, since, most }: { readonly slackId: string; readonly since: number; readonly most: number },
): Promise<Raise[]> {
  const rows = await selectRaises(db, organization)
    .where('raises.live', 'is', null)
    .where('raises.closed_at', '>=', since)
    .where((where) =>
      where.or([
        where(slackIdOf('raises.requester_id', 'raises.organization'), '=', slackId),
        where(
          'raises.id',
          'in',
          where
            .selectFrom('raise_decisions')
            .innerJoin('people as decider', 'decider.person_id', 'raise_decisions.person_id')
            .select('raise_decisions.raise_id')
            .where('decider.organization', '=', organization)
            .where('decider.slack_id', '=', slackId),
        ),
      ]),
    )
    .orderBy('raises.closed_at', 'desc')
    .limit(most)
    .execute()
  return rows.map(readRaise)
}

export async function findRaises(
  db: LimitReads,
  organization: string,
  states: readonly RaiseState[],
): Promise<Raise[]> {
  const rows = await selectRaises(db, organization).where('raises.state', 'in', states).execute()
  return rows.map(readRaise)
}

/** What stands beside the state when it moves. */
export type RaiseFacts = UpdateObject<LimitTables, 'raises'>

/**
 * Claim, then act: moves a request only if it stands where that event can happen, and tells whether it did. Two clicks,
 * two instances, an event that comes too late: exactly one of them gets true.
 */
export async function moveRaise(
  tx: Tx,
  raise: Pick<Raise, 'id' | 'version'>,
  event: RaiseEvent,
  facts: RaiseFacts = {},
): Promise<Raise | undefined> {
  for (const from of statesFor(event)) {
    const to = transitions[from][event] as RaiseState
    const moved = await tx
      .updateTable('raises')
      .set({ ...facts, state: to })
      // Who has to be asked anew decides as about any other request.
      .$if(event === 'lapse' || event === 'amend', (update) => update.set({ is_break_glass: 0 }))
      .$if(!liveStates.includes(to), (update) => update.set({ live: null }))
      .$if(isFinal(to), (update) => update.set({ closed_at: databaseNow }))
      .where('id', '=', raise.id)
      .where('version', '=', raise.version)
      .where('state', '=', from)
      .returning('organization')
      .executeTakeFirst()
    if (moved) return findRaise(tx, moved.organization, raise.id)
  }
  return undefined
}

function selectDecisions(db: LimitReads, raise: Raise) {
  return db
    .selectFrom('raise_decisions')
    .innerJoin('raises', 'raises.id', 'raise_decisions.raise_id')
    .selectAll('raise_decisions')
    .select(slackIdOf('raise_decisions.person_id', 'raises.organization').as('slack_id'))
    .where('raise_decisions.raise_id', '=', raise.id)
    .orderBy('raise_decisions.decided_at')
}

/** Those that count: for this version, and not lapsed. */
export async function findApprovals(db: LimitReads, raise: Raise): Promise<Approval[]> {
  const rows = await selectDecisions(db, raise)
    .where('raise_version', '=', raise.version)
    .where('verdict', '=', 'approve')
    .where('lapsed_at', 'is', null)
    .execute()
  return rows.map(readApproval)
}

export async function findDenial(db: LimitReads, raise: Raise): Promise<Denial | undefined> {
  const row = await selectDecisions(db, raise).where('verdict', '=', 'deny').executeTakeFirst()
  return row && readDenial(row)
}

/** The limit moved, a role was lost, two people saw different things: whoever approved has to look again. */
export async function lapseApprovals(tx: Tx, raise: Pick<Raise, 'id'>): Promise<void> {
  await tx
    .updateTable('raise_decisions')
    .set({ lapsed_at: databaseNow })
    .where('raise_id', '=', raise.id)
    .where('lapsed_at', 'is', null)
    .execute()
  await tx
    .updateTable('raise_reviews')
    .set({ used_at: databaseNow })
    .where('raise_id', '=', raise.id)
    .where('used_at', 'is', null)
    .execute()
}

export interface Follower extends Party {
  /** The amount was theirs at some time: they may not approve it. */
  readonly hasAsked: boolean
  /** What they wanted; undefined where it was not kept. */
  readonly target: LimitValue | undefined
  readonly term: Term
  readonly reason: string | null
}

/** Whoever joined last comes first. */
export async function findFollowers(db: LimitReads, raise: Pick<Raise, 'id'>): Promise<Follower[]> {
  const rows = await db
    .selectFrom('raise_followers')
    .leftJoin('people', 'people.person_id', 'raise_followers.person_id')
    .selectAll('raise_followers')
    .select('people.slack_id')
    .where('raise_id', '=', raise.id)
    .execute()
  return rows
    .toSorted((a, b) => (b.asked_at ?? 0) - (a.asked_at ?? 0))
    .map((row) => ({
      personId: row.person_id,
      slackId: row.slack_id,
      mistralId: row.mistral_id,
      hasAsked: row.has_asked === 1,
      target: row.target === null ? undefined : readLimit(row.target),
      term: readTerm(row),
      reason: row.reason,
    }))
}

/** Who said that they set the limit by hand. */
export async function findStatedBy(db: LimitReads, raise: Raise): Promise<Party | undefined> {
  const row = await selectDecisions(db, raise).where('verdict', '=', 'stated').executeTakeFirst()
  return row && { personId: row.person_id, slackId: row.slack_id, mistralId: row.mistral_id }
}

/** The database's time within a transaction, in milliseconds. */
export async function databaseTime(tx: Tx): Promise<number> {
  const { rows } = await sql<{ ms: number }>`select ${databaseNow} as ms`.execute(tx)
  return rows[0]?.ms ?? 0
}
