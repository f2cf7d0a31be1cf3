import type { Core } from '../../../chatops/context.ts'
import type { Click } from '../../../chatops/contract.ts'
import { mayRead } from '../../../chatops/people/authorize.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { showModal } from '../../../chatops/routing/acts.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { gatherFacts } from '../facts.ts'
import { findLiveRaise, type Tables } from '../store/store.ts'
import { findDraft } from './drafts.ts'
import { outlookFor, typedIn } from './form-facts.ts'
import { requestModal } from './request-view.ts'

/**
 * A field was used: the form shows what belongs to it now (the date, what the amount leads to), with all that was typed.
 * It names the hash of the form that was used: one that was sent meanwhile, or used again, is not drawn over.
 */
export const refreshClick: Click = {
  access: 'member',
  async act(core, { asker, view, input: { from, userId } }) {
    if (from.kind !== 'view') return undefined
    const draft = await findDraftOfForm(core, { metadata: from.metadata, userId })
    if (!draft) return undefined
    const { change, currency } = draft
    const mayReadFigures = mayRead(asker, core.config.people.readAccess)
    const facts = mayReadFigures && draft.figures ? await orMissing(gatherFacts(core)) : undefined
    // The limit that was shown first is what the amount is checked against, so it goes on being shown.
    const figures = mayReadFigures && draft.figures ? { ...draft.figures, ...newsOf(facts) } : undefined
    const modal = requestModal(
      {
        draftId: from.metadata,
        change,
        figures,
        currency,
        typed: typedIn(from),
        openRaise: await findOpen(core),
        ...(facts ? outlookFor(core, figures, facts, change, from.values.amount ?? '') : {}),
      },
      view,
    )
    await showModal(core, from.viewId, modal, from.hash)
    return undefined
  },
}

type Facts = Awaited<ReturnType<typeof gatherFacts>>

const newsOf = (facts: Facts | undefined) =>
  facts ? { isReached: facts.isReached, ...(facts.forecast ? { forecast: facts.forecast } : {}) } : {}

async function findOpen(core: Core) {
  const open = await findLiveRaise(core.db.query<Tables>(), core.organization)
  return open && { target: open.target }
}

/** Where the form has expired, sending it says so. */
async function findDraftOfForm(core: Core, form: Parameters<typeof findDraft>[1]) {
  try {
    return await findDraft(core, form)
  } catch (error) {
    if (error instanceof NotAllowed) return undefined
    throw error
  }
}
