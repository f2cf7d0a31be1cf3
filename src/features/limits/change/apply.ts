import { randomUUID } from 'node:crypto'
import type { Core } from '../../../chatops/context.ts'
import { identifyPerson } from '../../../chatops/people/identify-person.ts'
import { NotAllowed, UpstreamError } from '../../../domain/errors.ts'
import { isSameLimit, isWritable, type LimitValue, limitStated, writeLimit } from '../../../domain/limit/limit-value.ts'
import { approvalsNeeded, isReachedBy, objectionTo, suspends } from '../../../domain/limit/raise.ts'
import type { Job } from '../../../scheduler/jobs.ts'
import { databaseNow } from '../../../storage/columns.ts'
import { policyOf, refuseDecision } from '../decision/who.ts'
import { checkRevert } from '../ending/revert.ts'
import { observeUse } from '../store/counter.ts'
import { followUp, trail } from '../store/follow-up.ts'
import { findIntendedLimit, type IntendedLimit, lockIntendedLimit } from '../store/intended-limit.ts'
import { databaseTime, findApprovals, findFollowers, findRaise, moveRaise, type Tables } from '../store/store.ts'
import { freshDecisionMs, leaseMs, retryMs } from '../store/timing.ts'
import type { Approval, Attempt, Check, Raise } from '../store/types.ts'
import { settleWrite } from './settle.ts'
import { backToCard, closeAsThere, handOver, move } from './transitions.ts'
import { writeAndProve } from './write.ts'

/**
 * From a decision to a limit that stands. Each run looks at where the request is and takes it one step on, so it can
 * begin again after a crash at any point. A number asks to be called again after so many milliseconds.
 */
export async function applyRaise(core: Core, job: Pick<Job, 'subject'>): Promise<number | undefined> {
  const raise = await findRaise(core.db.query<Tables>(), core.organization, job.subject)
  if (raise?.state === 'approved') return applyApproved(core, raise)
  if (raise?.state === 'applying' || raise?.state === 'unknown') return settleWrite(core, raise)
  return undefined
}

async function applyApproved(core: Core, raise: Raise): Promise<number | undefined> {
  const approvals = await findApprovals(core.db.query<Tables>(), raise)
  const now = await core.db.now()
  if (raise.change !== 'revert') {
    if (raise.expiresAt <= now) return move(core, raise, 'expire', { action: 'limit.expired', outcome: 'done' })
    if (isTooOld(approvals, now)) return backToCard(core, raise, 'tooOld')
    if (!core.limitWrites) return backToCard(core, raise, 'writesOff')
    if (!isWritable(raise.target)) return handOver(core, raise)
  }
  // The one time that all instances share: one whose clock is behind would take what came before for somebody else's.
  const look = { at: now, intended: await findIntendedLimit(core.db.query<Tables>(), core.organization) }
  const check = raise.change === 'revert' ? await checkRevert(core, raise) : await checkAgain(core, raise, approvals)
  if (check.kind === 'later') return retryMs
  if (check.kind === 'back') return backToCard(core, raise, check.why)
  if (check.kind === 'there') return closeAsThere(core, raise, check.limit)
  if (check.kind === 'dropped') return undefined
  const claimed = await claim(core, raise, check, look)
  // Another write of this Organization's limit is under way, or was: wait for it to end, and look again.
  return claimed ? writeAndProve(core, claimed.raise, claimed.attempt) : retryMs
}

function isTooOld(approvals: readonly Approval[], now: Date): boolean {
  const last = Math.max(...approvals.map(({ at }) => at.getTime()))
  return now.getTime() - last > freshDecisionMs
}

/** Just before the write everything that it rests on is asked for anew; what cannot be asked is not assumed. */
async function checkAgain(core: Core, raise: Raise, approvals: readonly Approval[]): Promise<Check> {
  try {
    const { value } = await core.mistral.spendLimit({ fresh: true })
    const limit = limitStated(value)
    if (limit === undefined) return { kind: 'later' }
    const use = value.use ?? undefined
    for (const approval of approvals) await confirmApprover(core, raise, approval, use)
    if (isReachedBy(limit, raise.change, raise.target)) return { kind: 'there', limit }
    const sawAnother = approvals.some(({ sawLimit }) => !isSameLimit(sawLimit, limit))
    const policy = policyOf(core)
    const needsMore = approvalsNeeded(policy, raise.target, use) > approvals.length
    if (sawAnother || (needsMore && !raise.isBreakGlass)) return { kind: 'back', why: 'limitMoved' }
    // To suspend API access takes somebody who saw that it would.
    const isNews =
      suspends(raise.target, use) && approvals.some(({ sawUse }) => !suspends(raise.target, sawUse ?? undefined))
    if (isNews) return { kind: 'back', why: 'useRose' }
    const objection = objectionTo('set', raise.target, limit, policy)
    if (objection) return { kind: 'back', why: objection === 'aboveMaximum' ? objection : 'limitMoved' }
    return { kind: 'go', limit, use: value.use }
  } catch (error) {
    if (error instanceof NotAllowed) return { kind: 'back', why: 'roleLost' }
    // Slack or Mistral does not answer: nobody's right is confirmed, so nothing is written.
    if (error instanceof UpstreamError) return { kind: 'later' }
    throw error
  }
}

async function confirmApprover(
  core: Core,
  raise: Raise,
  approval: Approval,
  use: LimitValue | undefined,
): Promise<void> {
  if (!approval.slackId) throw new NotAllowed('noRole')
  const asker = await identifyPerson(core, await core.people.profile(approval.slackId))
  const followers = await findFollowers(core.db.query<Tables>(), raise)
  // Break-glass is one's own decision by its nature; every other right is checked the same.
  const asked = raise.isBreakGlass ? { ...raise, requester: null } : raise
  refuseDecision(core, asked, raise.isBreakGlass ? [] : followers, asker, use)
  if (raise.isBreakGlass && asker.role !== 'admin') throw new NotAllowed('needsDecider')
}

/** The claim comes before the write: from here on, a crash leaves "a write may have gone out", never a second one. */
async function claim(
  core: Core,
  raise: Raise,
  { limit: from, use }: Check & { kind: 'go' },
  look: { readonly at: Date; readonly intended: IntendedLimit | undefined },
): Promise<{ raise: Raise; attempt: Attempt } | undefined> {
  const { db, organization } = core
  const id = randomUUID()
  return db.transaction<Tables, { raise: Raise; attempt: Attempt } | undefined>(async (tx) => {
    await lockIntendedLimit(tx, organization, from)
    const other = await tx
      .selectFrom('raises')
      .select('id')
      .where('organization', '=', organization)
      // Also of one that was settled by what is there: its write may still be on its way, and must not come after ours.
      .where((is) => is.or([is('state', 'in', ['applying', 'unknown']), is('lease_until', '>', databaseNow)]))
      .where('id', '<>', raise.id)
      .executeTakeFirst()
    // A write that ended since we looked made what we saw a thing of the past.
    const intended = await findIntendedLimit(tx, organization)
    if (other || intended?.written?.toString() !== look.intended?.written?.toString()) return undefined
    if (use) await observeUse(tx, organization, use, core.clock.now())
    const leaseUntil = new Date((await databaseTime(tx)) + leaseMs)
    const facts = {
      attempt_id: id,
      attempt_from: writeLimit(from),
      attempt_looked_at: look.at.getTime(),
      lease_until: leaseUntil.getTime(),
    }
    const claimed = await moveRaise(tx, raise, 'claim', facts)
    if (!claimed) return undefined
    await trail(tx, core, claimed, {
      action: 'limit.attempted',
      actorId: null,
      outcome: 'unknown',
      before: { limit: writeLimit(from) },
    })
    await followUp(tx, core, claimed)
    return { raise: claimed, attempt: { id, leaseUntil, from, lookedAt: look.at } }
  })
}
