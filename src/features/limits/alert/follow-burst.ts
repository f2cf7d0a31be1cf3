import { randomUUID } from 'node:crypto'
import { cancelJob, scheduleJob } from '../../../scheduler/jobs.ts'
import { jobKinds } from '../store/follow-up.ts'
import type { Tx } from '../store/store.ts'
import { type Burst, changeBurst, findOpenBurst, readBurst, selectBursts } from './bursts.ts'
import type { Judgement } from './signals.ts'

/** Until then somebody has said that they are on it, or everybody who decides is told again. */
const againMs = 30 * 60_000

/** Begins, goes on with or ends a burst; true where it is what tells people of this look. */
export async function followBurst(tx: Tx, organization: string, judgement: Judgement, now: Date): Promise<boolean> {
  const { signals, hasNews, told } = judgement
  const { isUrgent, isSuspended } = signals
  const isOn = isUrgent || isSuspended
  // A suspension that people were told of, and that was lifted for a moment, is the same one.
  const open =
    (await findOpenBurst(tx, organization)) ??
    (isSuspended && !hasNews ? await reopen(tx, organization, told.limit) : undefined)
  if (open && open.limit === told.limit && (isOn || told.isUrgent)) {
    await goOn(tx, organization, open, judgement)
    // Once it has calmed down, what is new is told by itself: a message that is edited notifies nobody.
    return isOn
  }
  if (open) await end(tx, organization, open, now)
  if (!isOn || !hasNews) return false
  return begin(tx, organization, judgement, now)
}

/** Its messages are looked at only where they rest on something else by now. */
async function goOn(tx: Tx, organization: string, open: Burst, judgement: Judgement): Promise<void> {
  const shown = describeLook(judgement)
  if (shown === open.shown) return
  const { isSuspended } = judgement.signals
  await changeBurst(tx, organization, open, { shown, ...(isSuspended ? { is_suspended: 1 } : {}) })
  // That access has stopped is news; else it is the same burst with other figures.
  const isRepeated = open.isSuspended || !isSuspended
  await scheduleJob(tx, organization, { kind: jobKinds.burst, subject: open.id, isRepeated })
}

const tenMinutesMs = 600_000

/** Nobody looks again because access stops a minute later than was said. */
function describeLook({ signals, told }: Judgement): string {
  const { isUrgent, isSuspended, stopsAt } = signals
  const stops = stopsAt ? Math.round(stopsAt.getTime() / tenMinutesMs) : null
  return JSON.stringify([told.use.toString(), isUrgent, isSuspended, stops, told.hasPaymentFailed ?? false])
}

/** False where another instance has begun one: there is one at a time. */
async function begin(tx: Tx, organization: string, judgement: Judgement, now: Date): Promise<boolean> {
  const id = randomUUID()
  const { signals, told } = judgement
  const begun = await tx
    .insertInto('limit_bursts')
    .values({
      ...{ organization, id, limit_amount: told.limit, began_at: now.getTime() },
      ...{ is_suspended: signals.isSuspended ? 1 : 0, shown: describeLook(judgement) },
      ...{ over_at: null, taken_by: null, taken_at: null },
      ...{ driver_name: null, driver_share: null, driver_workspace: null, driver_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!begun) return false
  await scheduleJob(tx, organization, { kind: jobKinds.burst, subject: id })
  const dueAt = new Date(now.getTime() + againMs)
  await scheduleJob(tx, organization, { kind: jobKinds.burstAgain, subject: id, dueAt })
  return true
}

async function end(tx: Tx, organization: string, burst: Burst, now: Date): Promise<void> {
  await changeBurst(tx, organization, burst, { over_at: now.getTime() })
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
  await changeBurst(tx, organization, burst, { over_at: null })
  return { ...burst, isOver: false, shown: null }
}
