import type { Core } from '../../../chatops/context.ts'
import { findDeciders } from '../../../chatops/people/deciders.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { approvalsNeeded, maySelfApprove } from '../../../domain/limit/raise.ts'
import { isSamePerson, policyOf } from '../decision/who.ts'
import { findFollowers, findLiveRaise, type Tables } from '../store/store.ts'
import type { LimitFacts, Party } from '../store/types.ts'
import { type WishedLimit, wayToJoin } from './file-request.ts'

/** A request that nobody but its own authors could decide would wait for nobody. */
export async function refuseIfTooFewDecide(core: Core, wish: WishedLimit, facts: LimitFacts): Promise<void> {
  const policy = policyOf(core)
  const deciders = await findDeciders(core)
  const maySelf = maySelfApprove(policy, wish.target, facts.use)
  const authors = await findAuthors(core, wish)
  const able = deciders.filter((decider) => maySelf || !authors.some((author) => isSamePerson(author, decider)))
  if (able.length === 0) throw new NotAllowed('nobodyDecides')
  if (able.length < approvalsNeeded(policy, wish.target, facts.use)) throw new NotAllowed('tooFewDecide')
}

/** Whoever asks now and, where that makes an open request larger, those whose request it was before. */
async function findAuthors(core: Core, wish: WishedLimit): Promise<Pick<Party, 'slackId' | 'mistralId'>[]> {
  const { profile, member } = wish.asker
  const asker = { slackId: profile.id, mistralId: member?.id ?? null }
  const db = core.db.query<Tables>()
  const open = await findLiveRaise(db, core.organization)
  if (!open || wayToJoin(open, wish) !== 'amend') return [asker]
  const followers = await findFollowers(db, open)
  return [asker, ...(open.requester ? [open.requester] : []), ...followers.filter(({ hasAsked }) => hasAsked)]
}
