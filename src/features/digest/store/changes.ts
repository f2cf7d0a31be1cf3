import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Core } from '../../../chatops/context.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { removeSchedule, setSchedule } from '../../../scheduler/occurrences.ts'
import { appendAudit } from '../../../storage/audit/append.ts'
import type { AuditFigures } from '../../../storage/audit/entry.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { cronOf } from '../when.ts'
import type { Tables } from './schema.ts'
import {
  hasAnySubscription,
  type PauseReason,
  type Subscription,
  type WantedDigest,
  writeWanted,
} from './subscriptions.ts'

/** Each change of a subscription with its schedule and its trace in the trail: all of it, or nothing. */

type Tx = Transaction<Tables>
type Storage = Pick<Core, 'db' | 'organization'>

export const digestKinds = { post: 'digest.post', tell: 'digest.tell' } as const

/** What is told to the one who made it, or to the admins. */
export type Notice = 'paused' | 'passed'

/** The settings' own subscription: the same id on every instance, so that it is made once. */
const firstId = 'settings'

/** True where it was made: only an empty database gets it, and whoever ended it is not asked again. */
export async function makeFirst({ db, organization }: Storage, wanted: WantedDigest): Promise<boolean> {
  const now = await db.now()
  return db.transaction<Tables, boolean>(async (tx) => {
    if (await hasAnySubscription(tx, organization)) return false
    const made = await insert(tx, organization, { id: firstId, wanted, makerId: null, now })
    if (made)
      await record(tx, organization, 'digest.subscribed', { actorId: null, id: firstId, after: sayWanted(wanted) })
    return made
  })
}

export async function subscribe({ db, organization }: Storage, asker: Asker, wanted: WantedDigest): Promise<string> {
  const id = randomUUID()
  const now = await db.now()
  await db.transaction<Tables, void>(async (tx) => {
    const actorId = await personOf(tx, organization, asker)
    if (!(await insert(tx, organization, { id, wanted, makerId: actorId, now }))) throw new NotAllowed('digestExists')
    await record(tx, organization, 'digest.subscribed', { actorId, id, after: sayWanted(wanted) })
  })
  return id
}

/** A subscription that was paused for its channel's sake is active again with the new one. */
export async function edit(
  { db, organization }: Storage,
  asker: Asker,
  old: Subscription,
  wanted: WantedDigest,
): Promise<void> {
  const now = await db.now()
  await db.transaction<Tables, void>(async (tx) => {
    // What happened since the form was read, a pause or its end, stands.
    const present = await tx
      .selectFrom('digest_subscriptions')
      .select(['state', 'paused_why', 'channel'])
      .where('organization', '=', organization)
      .where('id', '=', old.id)
      .where('live', '=', 'live')
      .executeTakeFirst()
    if (!present) throw new NotAllowed('digestGone')
    const { state, channel } = present
    const isActive = state === 'active' || (present.paused_why !== 'person' && channel !== wanted.channel)
    const twin = await tx
      .selectFrom('digest_subscriptions')
      .select('id')
      .where('organization', '=', organization)
      .where('channel', '=', wanted.channel)
      .where('rhythm', '=', wanted.when.rhythm)
      .where('workspaces', '=', writeWanted(wanted).workspaces)
      .where('live', '=', 'live')
      .where('id', '!=', old.id)
      .executeTakeFirst()
    if (twin) throw new NotAllowed('digestExists')
    const active = isActive ? { state: 'active', paused_why: null } : {}
    const edited = await tx
      .updateTable('digest_subscriptions')
      .set({ ...writeWanted(wanted), ...active, silent_since: null, silence_told_at: null })
      .where('organization', '=', organization)
      .where('id', '=', old.id)
      .where('live', '=', 'live')
      .where('state', '=', state)
      .returning('id')
      .executeTakeFirst()
    if (!edited) throw new Error('somebody else changed the same subscription at this moment')
    if (isActive) await plan(tx, organization, old.id, wanted, now)
    const actorId = await personOf(tx, organization, asker)
    await record(tx, organization, 'digest.changed', {
      ...{ actorId, id: old.id },
      ...{ before: sayWanted(old), after: sayWanted(wanted) },
    })
  })
}

/** By a person, or by the bot, which then tells whose it is. False: it was not active any more. */
export async function pause(
  { db, organization }: Storage,
  asker: Asker | undefined,
  id: string,
  why: PauseReason,
): Promise<boolean> {
  return db.transaction<Tables, boolean>(async (tx) => {
    const paused = await tx
      .updateTable('digest_subscriptions')
      .set({ state: 'paused', paused_why: why })
      .where('organization', '=', organization)
      .where('id', '=', id)
      .where('state', '=', 'active')
      .returning('id')
      .executeTakeFirst()
    if (!paused) return false
    await removeSchedule(tx, organization, { kind: digestKinds.post, subject: id })
    const actorId = asker ? await personOf(tx, organization, asker) : null
    await record(tx, organization, 'digest.paused', { actorId, id, after: { why } })
    if (!asker) await tell(tx, organization, 'paused', id)
    return true
  })
}

export async function resume({ db, organization }: Storage, asker: Asker, old: Subscription): Promise<boolean> {
  const now = await db.now()
  return db.transaction<Tables, boolean>(async (tx) => {
    const resumed = await tx
      .updateTable('digest_subscriptions')
      .set({ state: 'active', paused_why: null })
      .where('organization', '=', organization)
      .where('id', '=', old.id)
      .where('state', '=', 'paused')
      .returning('id')
      .executeTakeFirst()
    if (!resumed) return false
    await plan(tx, organization, old.id, old, now)
    await record(tx, organization, 'digest.resumed', { actorId: await personOf(tx, organization, asker), id: old.id })
    return true
  })
}

/** The row stays: the settings do not make another one where somebody wanted none. Of two at once, one ends it. */
export async function end({ db, organization }: Storage, asker: Asker, id: string): Promise<void> {
  await db.transaction<Tables, void>(async (tx) => {
    const ended = await tx
      .updateTable('digest_subscriptions')
      .set({ state: 'ended', live: null })
      .where('organization', '=', organization)
      .where('id', '=', id)
      .where('live', '=', 'live')
      .returning('id')
      .executeTakeFirst()
    if (!ended) return
    await removeSchedule(tx, organization, { kind: digestKinds.post, subject: id })
    await record(tx, organization, 'digest.unsubscribed', { actorId: await personOf(tx, organization, asker), id })
  })
}

/** Its maker left, or may not have it any more: from now on it is the admins'. */
export async function passToAdmins({ db, organization }: Storage, { id, maker }: Subscription): Promise<void> {
  await db.transaction<Tables, void>(async (tx) => {
    const passed = await tx
      .updateTable('digest_subscriptions')
      .set({ maker_id: null })
      .where('organization', '=', organization)
      .where('id', '=', id)
      .where('maker_id', '=', maker?.personId ?? '')
      .returning('id')
      .executeTakeFirst()
    if (!passed) return
    await record(tx, organization, 'digest.passed', { actorId: null, id })
    await tell(tx, organization, 'passed', id)
  })
}

interface Made {
  readonly id: string
  readonly wanted: WantedDigest
  readonly makerId: string | null
  readonly now: Date
}

/** False: the channel has that digest already. */
async function insert(tx: Tx, organization: string, { id, wanted, makerId, now }: Made): Promise<boolean> {
  const fresh = { state: 'active', paused_why: null, silent_since: null, live: 'live', made_at: now.getTime() }
  const inserted = await tx
    .insertInto('digest_subscriptions')
    .values({ organization, id, maker_id: makerId, ...fresh, ...writeWanted(wanted) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  await plan(tx, organization, id, wanted, now)
  return true
}

/** Of a standstill, the last one alone: two weeks are one post about the last week, not two about the past. */
const plan = (tx: Tx, organization: string, id: string, { when }: WantedDigest, now: Date): Promise<void> =>
  setSchedule(
    tx,
    organization,
    { kind: digestKinds.post, subject: id, cron: cronOf(when), zone: when.zone, catchUp: 'latest' },
    now,
  )

const personOf = (tx: Tx, organization: string, { profile }: Asker): Promise<string> =>
  personIdFor(tx, organization, { slackId: profile.id, name: profile.name })

const tell = (tx: Tx, organization: string, notice: Notice, id: string): Promise<void> =>
  scheduleJob(tx, organization, { kind: digestKinds.tell, subject: `${notice}:${id}` })

interface Trace {
  readonly actorId: string | null
  readonly id: string
  readonly before?: AuditFigures
  readonly after?: AuditFigures
}

type DigestAction = `digest.${'subscribed' | 'changed' | 'paused' | 'resumed' | 'unsubscribed' | 'passed'}`

async function record(tx: Tx, organization: string, action: DigestAction, trace: Trace): Promise<void> {
  const { id: subject, ...rest } = trace
  await appendAudit(tx, { organization, action, subject, outcome: 'done', ...rest })
}

const sayWanted = ({ channel, when, workspaces, language, leftOut }: WantedDigest): AuditFigures => ({
  ...{ channel, language, ...when },
  ...{ workspaces: workspaces.length, sectionsLeftOut: leftOut.length },
})
