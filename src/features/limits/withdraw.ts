import { mayRead } from '../../chatops/authorize.ts'
import type { Click } from '../../chatops/workflow.ts'
import { NotAllowed } from '../../domain/errors.ts'
import { followUp, trail } from './follow-up.ts'
import { findOnCard, findSubject, settledMessage } from './on-card.ts'
import { findRaise, moveRaise, type Tables } from './store.ts'
import type { Raise } from './types.ts'

/** By who asked; too late once the write has begun. */
export const withdrawClick: Click = {
  access: 'member',
  subject: findSubject,
  async act(core, { asker, view, input }) {
    const raise = await findOnCard(core, input)
    const { requester } = raise
    if (!requester || requester.slackId !== asker.profile.id) throw new NotAllowed('notYourRequest')
    const withdrawn = await core.db.transaction<Tables, Raise | undefined>(async (tx) => {
      const moved = await moveRaise(tx, raise, 'withdraw')
      if (!moved) return undefined
      await trail(tx, core, moved, { action: 'limit.withdrawn', actorId: requester.personId, outcome: 'done' })
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
