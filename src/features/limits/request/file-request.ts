import { randomUUID } from 'node:crypto'
import type { Core } from '../../../chatops/context.ts'
import { isDecider } from '../../../chatops/people/authorize.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { compareLimits, isSameLimit, type LimitValue, writeLimit } from '../../../domain/limit/limit-value.ts'
import type { Change, Term } from '../../../domain/limit/raise.ts'
import type { Currency } from '../../../domain/money/money.ts'
import { endOfMonth } from '../../../domain/time/time.ts'
import { expiryOf } from '../../../domain/time/working-days.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { databaseNow } from '../../../storage/columns.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { isSamePerson } from '../decision/who.ts'
import { followUp, jobKinds, trail } from '../store/follow-up.ts'
import { writeTerm } from '../store/rows.ts'
import {
  databaseTime,
  findRaise,
  lapseApprovals,
  lockLiveRaise,
  moveRaise,
  type Tables,
  type Tx,
} from '../store/store.ts'
import type { LimitFacts, Party, Raise, RaiseRemark } from '../store/types.ts'
import { consumeDraft } from './drafts.ts'

export interface WishedLimit {
  readonly change: Change
  readonly target: LimitValue
  readonly term: Term
  readonly reason: string
  readonly asker: Asker
  readonly before: LimitValue
  readonly currency: Currency
  /** A temporary limit is to stay: the amount is the present one, and only how long it stands changes. */
  readonly isKeeping?: boolean
  /** The form that it came from, which asks once. */
  readonly draftId?: string
  /** Who may act alone makes the open request their own, whatever it asked for. */
  readonly takesOver?: boolean
}

/**
 * How a wish was taken: a request of its own, one more voice for the open one, a larger wish that stands beside it, or
 * that one made larger.
 */
export type Filed = 'sent' | 'joined' | 'noted' | 'amended' | 'alreadyThere' | 'busy'

/** One open request an Organization: who comes later joins it, or raises its amount. */
export async function fileRequest(
  core: Core,
  wish: WishedLimit,
  facts: LimitFacts,
  /** What stands or falls with the request. */
  also?: (tx: Tx) => Promise<void>,
): Promise<Filed> {
  const isThere = facts.limit !== undefined && isSameLimit(wish.target, facts.limit)
  if (isThere && !wish.isKeeping) return 'alreadyThere'
  const now = await core.db.now()
  const filed = await core.db.transaction<Tables, Filed>(async (tx) => {
    if (wish.draftId !== undefined) await consumeDraft(tx, core.organization, wish.draftId)
    const personId = await personIdFor(tx, core.organization, {
      slackId: wish.asker.profile.id,
      name: wish.asker.profile.name,
    })
    const outcome = await insertOrJoin(tx, core, wish, personId, now)
    await also?.(tx)
    return outcome
  })
  core.wakeScheduler()
  return filed
}

async function insertOrJoin(tx: Tx, core: Core, wish: WishedLimit, personId: string, now: Date): Promise<Filed> {
  for (;;) {
    if (await insertRequest(tx, core, wish, personId, now)) return 'sent'
    // Where the one that stood in the way has just ended, the way is free.
    const open = await lockLiveRaise(tx, core.organization)
    if (open) return joinRequest(tx, core, open, wish, personId)
  }
}

async function insertRequest(tx: Tx, core: Core, wish: WishedLimit, personId: string, now: Date): Promise<boolean> {
  const { organization, config } = core
  const id = randomUUID()
  const expiresAt = endOfRequest(wish.term, expiryOf(now, config.policy.requestTtlMs, config.timeZone), now)
  const inserted = await tx
    .insertInto('raises')
    .values({
      id,
      organization,
      version: 1,
      state: 'open',
      change: wish.change,
      target: writeLimit(wish.target),
      limit_before: writeLimit(wish.before),
      currency: wish.currency,
      ...writeTerm(wish.term),
      reason: wish.reason,
      requester_id: personId,
      requester_mistral_id: wish.asker.member?.id ?? null,
      is_break_glass: 0,
      created_at: now.getTime(),
      expires_at: expiresAt.getTime(),
      closed_at: null,
      why: null,
      proof: null,
      attempt_id: null,
      attempt_from: null,
      lease_until: null,
      ends_raise_id: null,
      live: 'live',
    })
    .onConflict((conflict) => conflict.columns(['organization', 'live']).doNothing())
    .returning('id')
    .executeTakeFirst()
  const raise = inserted && (await findRaise(tx, organization, inserted.id))
  if (!raise) return false
  await trail(tx, core, raise, { action: 'limit.requested', actorId: personId, outcome: 'done', text: wish.reason })
  const halfTime = new Date((now.getTime() + expiresAt.getTime()) / 2)
  await scheduleJob(tx, organization, { kind: jobKinds.expire, subject: id, dueAt: expiresAt })
  await scheduleJob(tx, organization, { kind: jobKinds.remind, subject: id, dueAt: halfTime })
  await followUp(tx, core, raise)
  return true
}

/** What is asked for this month alone is moot when the month is over. */
const endOfRequest = (term: Term, lapsesAt: Date, askedAt: Date): Date =>
  term.kind === 'month' ? new Date(Math.min(lapsesAt.getTime(), endOfMonth(askedAt).getTime())) : lapsesAt

/** A larger amount replaces the open one, and who approved the smaller has to look again. */
async function joinRequest(tx: Tx, core: Core, open: Raise, wish: WishedLimit, personId: string): Promise<Filed> {
  if (open.state !== 'open') return 'busy'
  const way = wish.takesOver ? 'amend' : wayToJoin(open, wish)
  if (way === 'none') return 'busy'
  const asker = { personId, mistralId: wish.asker.member?.id ?? null }
  await follow(tx, core, open, asker, wish, way === 'amend')
  if (way !== 'amend') {
    await trail(tx, core, open, { action: 'limit.joined', actorId: personId, outcome: 'done', text: wish.reason })
    await followUp(tx, core, open)
    return way === 'join' ? 'joined' : 'noted'
  }
  if (!wish.takesOver) await refuseIfOftenAmended(tx, core, open, personId)
  // Whose request it was is still behind it: their wish and reason stay on the card.
  if (open.requester && open.requester.personId !== personId)
    await follow(tx, core, open, open.requester, { ...open, reason: open.reason ?? '' }, true)
  const by = { id: personId, mistralId: asker.mistralId }
  const amended = await amend(tx, core, open, { ...wish, by }, 'amended')
  if (!amended) return 'busy'
  await trail(tx, core, amended, { action: 'limit.amended', actorId: personId, outcome: 'done', text: wish.reason })
  await followUp(tx, core, amended)
  return 'amended'
}

/** The request asks for something else from now on: a new version, which everybody has to look at anew. */
export async function amend(
  tx: Tx,
  core: Core,
  open: Raise,
  wish: Pick<WishedLimit, 'change' | 'target' | 'term'> & {
    readonly reason: string | null
    readonly by: { readonly id: string; readonly mistralId: string | null }
  },
  why: RaiseRemark,
): Promise<Raise | undefined> {
  const expiresAt = endOfRequest(wish.term, open.expiresAt, open.createdAt)
  const amended = await moveRaise(tx, open, 'amend', {
    version: open.version + 1,
    change: wish.change,
    target: writeLimit(wish.target),
    why,
    requester_id: wish.by.id,
    requester_mistral_id: wish.by.mistralId,
    reason: wish.reason,
    ...writeTerm(wish.term),
    expires_at: expiresAt.getTime(),
  })
  if (!amended) return undefined
  await scheduleJob(tx, core.organization, { kind: jobKinds.expire, subject: open.id, dueAt: expiresAt })
  await lapseApprovals(tx, open)
  return amended
}

/**
 * A raise covers every smaller one. A larger amount is for those whose request it is and for those who decide: anybody
 * else's would make approvers look again for ever, so it stands beside the first one. Any other change covers the same.
 */
export function wayToJoin(
  open: Pick<Raise, 'change' | 'target' | 'requester'>,
  wish: Pick<WishedLimit, 'change' | 'target' | 'asker'>,
): 'amend' | 'join' | 'note' | 'none' {
  const order = compareLimits(wish.target, open.target)
  if (open.change !== 'raise' || wish.change !== 'raise') return order === 0 ? 'join' : 'none'
  if (order <= 0) return 'join'
  return isDecider(wish.asker.role) || isSamePerson(open.requester, wish.asker) ? 'amend' : 'note'
}

const mostAmendments = 3
const hourMs = 3_600_000

/** Each amendment sends approvers back to the start. */
async function refuseIfOftenAmended(tx: Tx, { organization }: Core, raise: Raise, personId: string): Promise<void> {
  const since = (await databaseTime(tx)) - hourMs
  const lately = await tx
    .selectFrom('audit_entries')
    .select('sequence')
    .where('organization', '=', organization)
    .where('action', '=', 'limit.amended')
    .where('subject', '=', raise.id)
    .where('actor_id', '=', personId)
    .where('at', '>=', since)
    .execute()
  if (lately.length >= mostAmendments) throw new NotAllowed('amendedOften')
}

async function follow(
  tx: Tx,
  { organization }: Core,
  raise: Raise,
  who: Omit<Party, 'slackId'>,
  wish: Pick<WishedLimit, 'target' | 'term' | 'reason'>,
  hasAsked: boolean,
): Promise<void> {
  const wanted = {
    target: writeLimit(wish.target),
    ...writeTerm(wish.term),
    reason: wish.reason,
    asked_at: databaseNow,
  }
  await tx
    .insertInto('raise_followers')
    .values({
      organization,
      raise_id: raise.id,
      person_id: who.personId,
      mistral_id: who.mistralId,
      has_asked: hasAsked ? 1 : 0,
      ...wanted,
    })
    .onConflict((conflict) =>
      conflict.columns(['raise_id', 'person_id']).doUpdateSet({ ...wanted, ...(hasAsked ? { has_asked: 1 } : {}) }),
    )
    .execute()
}
