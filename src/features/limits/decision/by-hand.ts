import type { Core } from '../../../chatops/context.ts'
import type { Click } from '../../../chatops/contract.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { isSameLimit } from '../../../domain/limit/limit-value.ts'
import { saveTypedLimit } from '../../../storage/figures/typed.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { readLimitNow } from '../change/limit-now.ts'
import { confirm, move, recordStanding } from '../change/transitions.ts'
import { trail } from '../store/follow-up.ts'
import type { Tx } from '../store/store.ts'
import type { Raise } from '../store/types.ts'
import { insertDecision } from './decisions.ts'
import { findOnCard, findSubject, settledMessage } from './on-card.ts'
import { refuseStatement } from './who.ts'

/**
 * Done: somebody set the limit in the Admin Panel. Where Mistral can be asked, it says whether that is so; elsewhere it
 * is their word, and recorded as that.
 */
export const doneClick: Click = {
  access: 'decide',
  subject: findSubject,
  async act(core, { asker, view, input }) {
    const raise = await findOnCard(core, input)
    if (raise.state !== 'byHand') return settledMessage(core, raise, view, true)
    refuseStatement(core, raise, asker)
    const stated = await readLimitNow(core)
    if (stated && !isSameLimit(stated.limit, raise.target)) throw new NotAllowed('notThereYet')
    const record = (tx: Tx) => recordStatement(tx, core, raise, asker)
    if (stated) return confirm(core, raise, 'readBack', stated.use, record)
    const entry = { action: 'limit.stated', outcome: 'done' } as const
    return move(core, raise, 'state', entry, { proof: 'stated' }, async (tx, moved) => {
      await record(tx)
      await recordStanding(tx, core, moved)
    })
  },
}

async function recordStatement(tx: Tx, core: Core, raise: Raise, asker: Asker): Promise<void> {
  const { id: slackId, name } = asker.profile
  const personId = await personIdFor(tx, core.organization, { slackId, name })
  await insertDecision(tx, core, raise, { personId, asker, verdict: 'stated' })
  await trail(tx, core, raise, { action: 'limit.done-by-hand', actorId: personId, outcome: 'done' })
  // Without an Admin API this is how the limit is known from now on.
  if (core.config.mistral.key === undefined)
    await saveTypedLimit(tx, core.organization, {
      limit: raise.target,
      currency: raise.currency,
      at: core.clock.now(),
    })
}
