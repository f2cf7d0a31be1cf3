import { section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import type { Click } from '../../../chatops/contract.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import type { Message } from '../../../slack/message.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { refuseStatement } from '../decision/who.ts'
import { gatherFacts } from '../facts.ts'
import { refuseIfTooFewDecide } from '../request/enough-deciders.ts'
import { fileRequest, type WishedLimit } from '../request/file-request.ts'
import { findTemporaries } from '../store/intended-limit.ts'
import { findRaise, type Tables } from '../store/store.ts'
import type { Raise } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { endAfterReset } from './endings.ts'

/** Buttons of the notices about endings. They stand in the thread of the card, or in direct messages. */

async function findRunning(core: Core, raiseId: string): Promise<Raise> {
  const db = core.db.query<Tables>()
  const raise = await findRaise(db, core.organization, raiseId)
  const running = await findTemporaries(db, core.organization)
  if (!raise || !running.some((temporary) => temporary.raiseId === raiseId)) throw new NotAllowed('over')
  return raise
}

const say = (text: string): Message => ({ text, blocks: [section(text)] })

/** To let it stay is a change of its own: it was approved for a time, and takes the same approval to stay. */
export const keepClick: Click = {
  access: 'member',
  async act(core, { asker, view, input }) {
    const raise = await findRunning(core, input.value)
    const facts = await gatherFacts(core, { fresh: true })
    if (facts.limit === undefined) throw new NotAllowed('limitUnknown')
    if (asker.memberProblem) throw asker.memberProblem
    const wish: WishedLimit = {
      change: 'set',
      target: raise.target,
      term: { kind: 'permanent' },
      reason: limitsWords(view).flow.keepReason,
      asker,
      before: facts.limit,
      currency: facts.currency,
      isKeeping: true,
    }
    await refuseIfTooFewDecide(core, wish, facts)
    const filed = await fileRequest(core, wish, facts)
    return say(limitsWords(view).flow.filed[filed])
  },
}

export const tryLaterClick: Click = {
  access: 'decide',
  async act(core, { asker, view, input }) {
    const raise = await findRunning(core, input.value)
    if (asker.memberProblem) throw asker.memberProblem
    refuseStatement(core, raise, asker)
    const { id: slackId, name } = asker.profile
    const actorId = await core.db.transaction<Tables, string>((tx) =>
      personIdFor(tx, core.organization, { slackId, name }),
    )
    await endAfterReset(core, raise, actorId)
    return say(limitsWords(view).flow.decided.later)
  },
}
