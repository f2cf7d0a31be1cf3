import { randomUUID } from 'node:crypto'
import { cancelJob, scheduleJob } from '../../../scheduler/jobs.ts'
import { jobKinds } from '../store/follow-up.ts'
import { dateOrNull } from '../store/rows.ts'
import type { LimitReads, Tx } from '../store/store.ts'
import type { Judgement } from './signals.ts'

/**
 * A burst is the time in which access stops soon, or is suspended, under one limit. Everything that is told in it is one
 * message in the channel, so that a night's alerts do not become a wall.
 */
export interface Burst {
  readonly id: string
  readonly limit: string
  readonly isSuspended: boolean
  readonly isOver: boolean
  readonly taken: Taken | undefined
}

/** Who is on it; their Slack id is null once they were erased. */
export interface Taken {
  readonly slackId: string | null
  readonly at: Date
}

/** Until then somebody has said that they are on it, or everybody who decides is told again. */
const againMs = 30 * 60_000

function selectBursts(db: LimitReads, organization: string) {
  return db
    .selectFrom('limit_bursts')
    .leftJoin('people', (join) =>
      join
        .onRef('people.person_id', '=', 'limit_bursts.taken_by')
        .onRef('people.organization', '=', 'limit_bursts.organization'),
    )
    .selectAll('limit_bursts')
    .select('people.slack_id as slack_id')
    .where('limit_bursts.organization', '=', organization)
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof selectBursts>['executeTakeFirst']>>>

const readBurst = (row: Row): Burst => {
  const at = dateOrNull(row.taken_at)
  return {
    id: row.id,
    limit: row.limit_amount,
    isSuspended: row.is_suspended === 1,
    isOver: row.over_at !== null,
    taken: at ? { slackId: row.slack_id, at } : undefined,
  }
}

export async function findBurst(db: LimitReads, organization: string, id: string): Promise<Burst | undefined> {
  const row = await selectBursts(db, organization).where('limit_bursts.id', '=', id).executeTakeFirst()
  return row && readBurst(row)
}

export async function findOpenBurst(db: LimitReads, organization: string): Promise<Burst | undefined> {
  const row = await selectBursts(db, organization).where('over_at', 'is', null).executeTakeFirst()
  return row && readBurst(row)
}

/** Begins, goes on with or ends a burst; true where it is what tells people of this look. */
export async function followBurst(
  tx: Tx,
  organization: string,
  { signals, hasNews, told }: Judgement,
  now: Date,
): Promise<boolean> {
  const { isUrgent, isSuspended } = signals
  const isOn = isUrgent || isSuspended
  // A suspension that people were told of, and that was lifted for a moment, is the same one.
  const open =
    (await findOpenBurst(tx, organization)) ??
    (isSuspended && !hasNews ? await reopen(tx, organization, told.limit) : undefined)
  if (open && open.limit === told.limit && (isOn || told.isUrgent)) {
    if (isSuspended && !open.isSuspended) await change(tx, organization, open, { is_suspended: 1 })
    await scheduleJob(tx, organization, { kind: jobKinds.burst, subject: open.id })
    // Once it has calmed down, what is new is told by itself: a message that is edited notifies nobody.
    return isOn
  }
  if (open) await end(tx, organization, open, now)
  if (!isOn || !hasNews) return false
  await begin(tx, organization, { limit: told.limit, isSuspended }, now)
  return true
}

async function begin(
  tx: Tx,
  organization: string,
  { limit, isSuspended }: Pick<Burst, 'limit' | 'isSuspended'>,
  now: Date,
): Promise<void> {
  const id = randomUUID()
  await tx
    .insertInto('limit_bursts')
    .values({
      ...{ organization, id, limit_amount: limit, began_at: now.getTime(), is_suspended: isSuspended ? 1 : 0 },
      ...{ over_at: null, taken_by: null, taken_at: null },
    })
    .execute()
  await scheduleJob(tx, organization, { kind: jobKinds.burst, subject: id })
  const dueAt = new Date(now.getTime() + againMs)
  await scheduleJob(tx, organization, { kind: jobKinds.burstAgain, subject: id, dueAt })
}

async function end(tx: Tx, organization: string, burst: Burst, now: Date): Promise<void> {
  await change(tx, organization, burst, { over_at: now.getTime() })
  await cancelJob(tx, organization, { kind: jobKinds.burstAgain, subject: burst.id })
  await scheduleJob(tx, organization, { kind: jobKinds.burst, subject: burst.id })
}

async function reopen(tx: Tx, organization: string, limit: string): Promise<Burst | undefined> {
  const row = await selectBursts(tx, organization)
    .where('limit_amount', '=', limit)
    .where('is_suspended', '=', 1)
    .orderBy('began_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const burst = readBurst(row)
  await change(tx, organization, burst, { over_at: null })
  return { ...burst, isOver: false }
}

async function change(
  tx: Tx,
  organization: string,
  { id }: Burst,
  facts: { is_suspended?: number; over_at?: number | null },
): Promise<void> {
  await tx
    .updateTable('limit_bursts')
    .set(facts)
    .where('organization', '=', organization)
    .where('id', '=', id)
    .execute()
}

/** The first who says so is on it; false for everybody after them. */
export async function takeBurst(
  tx: Tx,
  organization: string,
  id: string,
  { personId, now }: { readonly personId: string; readonly now: Date },
): Promise<boolean> {
  const taken = await tx
    .updateTable('limit_bursts')
    .set({ taken_by: personId, taken_at: now.getTime() })
    .where('organization', '=', organization)
    .where('id', '=', id)
    .where('taken_at', 'is', null)
    .where('over_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!taken) return false
  await cancelJob(tx, organization, { kind: jobKinds.burstAgain, subject: id })
  await scheduleJob(tx, organization, { kind: jobKinds.burst, subject: id })
  return true
}
