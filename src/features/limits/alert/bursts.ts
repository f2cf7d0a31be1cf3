import type { Updateable } from 'kysely'
import { cancelJob, scheduleJob } from '../../../scheduler/jobs.ts'
import { slackIdOf } from '../../../storage/people/slack-id-of.ts'
import { jobKinds } from '../store/follow-up.ts'
import { dateOrNull } from '../store/rows.ts'
import type { LimitReads, Tables, Tx } from '../store/store.ts'
import type { LimitFacts } from '../store/types.ts'

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
  /** What the last look found, in short. */
  readonly shown: string | null
  /** Who drives it, as far as that was asked. */
  readonly driver: { readonly is: LimitFacts['driver']; readonly at: Date } | undefined
}

/** Who is on it; their Slack id is null once they were erased. */
export interface Taken {
  readonly slackId: string | null
  readonly at: Date
}

export const selectBursts = (db: LimitReads, organization: string) =>
  db
    .selectFrom('limit_bursts')
    .selectAll()
    .select(slackIdOf('limit_bursts.taken_by', 'limit_bursts.organization').as('slack_id'))
    .where('organization', '=', organization)

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof selectBursts>['executeTakeFirst']>>>

export const readBurst = (row: Row): Burst => {
  const at = dateOrNull(row.taken_at)
  return {
    id: row.id,
    limit: row.limit_amount,
    isSuspended: row.is_suspended === 1,
    isOver: row.over_at !== null,
    taken: at ? { slackId: row.slack_id, at } : undefined,
    shown: row.shown,
    driver: row.driver_at === null ? undefined : { is: readDriver(row), at: new Date(row.driver_at) },
  }
}

const readDriver = ({ driver_name: name, driver_share, driver_workspace }: Row): LimitFacts['driver'] =>
  name === null
    ? undefined
    : { name, share: Number(driver_share), ...(driver_workspace ? { workspaceId: driver_workspace } : {}) }

export async function findBurst(db: LimitReads, organization: string, id: string): Promise<Burst | undefined> {
  const row = await selectBursts(db, organization).where('id', '=', id).executeTakeFirst()
  return row && readBurst(row)
}

export async function findOpenBurst(db: LimitReads, organization: string): Promise<Burst | undefined> {
  const row = await selectBursts(db, organization).where('over_at', 'is', null).executeTakeFirst()
  return row && readBurst(row)
}

export async function changeBurst(
  tx: Pick<Tx, 'updateTable'>,
  organization: string,
  { id }: Pick<Burst, 'id'>,
  facts: Updateable<Tables['limit_bursts']>,
): Promise<void> {
  await tx
    .updateTable('limit_bursts')
    .set(facts)
    .where('organization', '=', organization)
    .where('id', '=', id)
    .execute()
}

/** For the looks of the next hour. */
export const saveDriver = (
  tx: Pick<Tx, 'updateTable'>,
  organization: string,
  burst: Pick<Burst, 'id'>,
  driver: LimitFacts['driver'],
  now: Date,
): Promise<void> =>
  changeBurst(tx, organization, burst, {
    driver_name: driver?.name ?? null,
    driver_share: driver ? String(driver.share) : null,
    driver_workspace: driver?.workspaceId ?? null,
    driver_at: now.getTime(),
  })

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
