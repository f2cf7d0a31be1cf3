import { section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import type { Click } from '../../../chatops/contract.ts'
import { loadingModal, noticeModal } from '../../../chatops/modals.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import type { ClickInput } from '../../../slack/interactions.ts'
import { appendAudit } from '../../../storage/audit/append.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { sayLimit } from '../card/wording.ts'
import { fillForm } from '../request/request.ts'
import type { Tables } from '../store/store.ts'
import { limitsWords } from '../words.ts'
import { driftJob } from './notice.ts'
import { type Drift, findDrift, keepDrift } from './store.ts'

const findSubject = async (core: Core, { value }: ClickInput): Promise<string | undefined> =>
  (await findDrift(core.db.query<Tables>(), core.organization, value))?.id

async function findOpen(core: Core, { value }: ClickInput): Promise<Drift> {
  const drift = await findDrift(core.db.query<Tables>(), core.organization, value)
  if (drift?.state !== 'open') throw new NotAllowed('changeOver')
  return drift
}

/** It is fine as it is: nothing is written at Mistral, and nobody is asked again. */
export const keepOutsideClick: Click = {
  access: 'decide',
  subject: findSubject,
  async act(core, { asker, view, input }) {
    const drift = await findOpen(core, input)
    const { organization } = core
    const { id: slackId, name } = asker.profile
    const isFirst = await core.db.transaction<Tables, boolean>(async (tx) => {
      const actorId = await personIdFor(tx, organization, { slackId, name })
      if (!(await keepDrift(tx, organization, drift.id, actorId))) return false
      await appendAudit(tx, {
        organization,
        action: 'limit.kept-outside',
        actorId,
        subject: drift.id,
        after: { limit: drift.to.toString() },
        outcome: 'done',
      })
      await scheduleJob(tx, organization, { kind: driftJob, subject: drift.id })
      return true
    })
    if (!isFirst) throw new NotAllowed('changeOver')
    core.wakeScheduler()
    const text = limitsWords(view).drift.keptNow(sayLimit(drift.to, drift.currency, view))
    return { text, blocks: [section(text)] }
  },
}

/** The ordinary request with the former limit in it: it takes the same approval as any other. */
export const changeBackClick: Click = {
  access: 'member',
  subject: findSubject,
  opening: (view) => loadingModal(view, limitsWords(view).flow.requestTitle.set),
  failed: (message, view) => noticeModal(view, { title: limitsWords(view).flow.requestTitle.set, text: message.text }),
  async act(core, { asker, view, input }) {
    const { from, to, currency } = await findOpen(core, input)
    const reason = limitsWords(view).drift.backReason(sayLimit(from, currency, view), sayLimit(to, currency, view))
    const typed = { reason, term: 'permanent' }
    return from === 'unlimited'
      ? fillForm(core, asker, view, 'remove', typed)
      : fillForm(core, asker, view, 'set', { ...typed, amount: from.toString() })
  },
}
