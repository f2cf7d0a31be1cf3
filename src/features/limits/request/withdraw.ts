import type { Core } from '../../../chatops/context.ts'
import type { Click } from '../../../chatops/contract.ts'
import { mayRead } from '../../../chatops/people/authorize.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import type { Change } from '../../../domain/limit/raise.ts'
import { findOnCard, findSubject, settledMessage } from '../decision/on-card.ts'
import { followUp, trail } from '../store/follow-up.ts'
import { type Follower, findFollowers, findRaise, moveRaise, type Tables, type Tx } from '../store/store.ts'
import type { Raise } from '../store/types.ts'
import { amend } from './file-request.ts'

/**
 * By who asked; too late once the write has begun. Others may want the limit changed as well: their wish is the request
 * then, to be looked at anew.
 */
export const withdrawClick: Click = {
  access: 'member',
  subject: findSubject,
  async act(core, { asker, view, input }) {
    const raise = await findOnCard(core, input)
    const { requester } = raise
    if (!requester || requester.slackId !== asker.profile.id) throw new NotAllowed('notYourRequest')
    const withdrawn = await core.db.transaction<Tables, Raise | undefined>(async (tx) => {
      const moved =
        (await restoreEarlier(tx, core, raise, requester.personId)) ?? (await moveRaise(tx, raise, 'withdraw'))
      if (!moved) return undefined
      await trail(tx, core, raise, { action: 'limit.withdrawn', actorId: requester.personId, outcome: 'done' })
      await followUp(tx, core, moved)
      return moved
    })
    core.wakeScheduler()
    // Their copy of the card shows it.
    if (withdrawn) return undefined
    const present = await findRaise(core.db.query<Tables>(), core.organization, raise.id)
    return settledMessage(core, present ?? raise, view, mayRead(asker, core.config.people.readAccess))
  },
}

/** Whose wish stands there next: first whose request it was, else whoever joined it with a wish of their own. */
function findWaitingWish(followers: readonly Follower[], leavingId: string): Follower | undefined {
  const waiting = followers.filter(({ target, personId }) => target !== undefined && personId !== leavingId)
  return waiting.find(({ hasAsked }) => hasAsked) ?? waiting.at(-1)
}

async function restoreEarlier(tx: Tx, core: Core, raise: Raise, personId: string): Promise<Raise | undefined> {
  if (raise.state !== 'open') return undefined
  const followers = await findFollowers(tx, raise)
  const earlier = findWaitingWish(followers, personId)
  if (!earlier?.target) return undefined
  const { target, term, reason } = earlier
  const by = { id: earlier.personId, mistralId: earlier.mistralId }
  const restored = await amend(
    tx,
    core,
    raise,
    { change: raise.change as Change, target, term, reason, by },
    'takenBack',
  )
  if (!restored) return undefined
  await tx.deleteFrom('raise_followers').where('raise_id', '=', raise.id).where('person_id', '=', personId).execute()
  return restored
}
