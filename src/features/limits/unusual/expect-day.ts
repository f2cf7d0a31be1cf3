import { section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import type { Click, Form } from '../../../chatops/contract.ts'
import { busyModal, loadingModal, noticeModal } from '../../../chatops/modals.ts'
import type { View } from '../../../chatops/view.ts'
import { coreWords } from '../../../chatops/words/index.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { formatWeekday } from '../../../domain/time/dates.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import type { Modal } from '../../../slack/views.ts'
import { appendAudit } from '../../../storage/audit/append.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { joinLines } from '../card/wording.ts'
import { textField } from '../request/inputs.ts'
import type { Tables } from '../store/store.ts'
import { limitsWords } from '../words.ts'
import { sayDay, sayExpected } from './day-view.ts'
import { expectDay, findKeptDay, type KeptDay } from './days.ts'
import { unusualDayJob } from './tell-day.ts'

const longestReason = 200
const titleOf = (view: View): string => limitsWords(view).alert.unusual.form.title

async function findDay(core: Core, day: string): Promise<KeptDay> {
  const kept = await findKeptDay(core.db.query<Tables>(), core.organization, day)
  if (!kept) throw new NotAllowed('noSuchDay')
  return kept
}

/** "Expected, because…": whoever may read the figures may say why a day was as it was. */
export const expectedClick: Click = {
  access: 'figures',
  opening: (view) => loadingModal(view, titleOf(view)),
  failed: (message, view) => noticeModal(view, { title: titleOf(view), text: message.text }),
  subject: async (core, { value }) => (await findKeptDay(core.db.query<Tables>(), core.organization, value))?.day,
  async act(core, { view, input }) {
    const kept = await findDay(core, input.value)
    if (kept.expected) return noticeModal(view, { title: titleOf(view), text: sayExpected(kept.expected, view) })
    return expectedModal(kept, view)
  },
}

export function expectedModal(kept: KeptDay, view: View, typed?: string, note = ''): Modal {
  const { form } = limitsWords(view).alert.unusual
  return {
    callbackId: 'limits.expected',
    metadata: kept.day,
    title: form.title,
    submit: form.submit,
    close: coreWords(view).modal.cancel,
    blocks: [
      section(joinLines(note, sayDay(kept.found, view), form.meaning)),
      textField({
        ...{ id: 'because', label: form.because, hint: form.becauseHint, most: longestReason, isLong: true },
        typed,
      }),
    ],
  }
}

/** Who said it and why are kept, and the day is no measure for those that come. */
export const expectedForm: Form = {
  access: 'figures',
  busy: (view) => busyModal(view, titleOf(view)),
  subject: async (core, { metadata }) => (await findKeptDay(core.db.query<Tables>(), core.organization, metadata))?.day,
  async check(_core, { values }, view) {
    const { empty } = limitsWords(view).alert.unusual.form
    return values.because?.trim() ? undefined : { because: empty }
  },
  failed: async (message, view, { metadata, values }, core) =>
    expectedModal(await findDay(core, metadata), view, values.because ?? '', message.text),
  async act(core, { asker, view, input }) {
    const { organization, clock } = core
    const { day } = await findDay(core, input.metadata)
    const because = input.values.because?.trim() ?? ''
    const { id: slackId, name } = asker.profile
    await core.db.transaction<Tables, void>(async (tx) => {
      const personId = await personIdFor(tx, organization, { slackId, name })
      if (!(await expectDay(tx, organization, day, { personId, because, now: clock.now() }))) return
      const entry = { organization, action: 'limit.day-expected', actorId: personId, outcome: 'done' } as const
      await appendAudit(tx, { ...entry, subject: day, text: because })
      await scheduleJob(tx, organization, { kind: unusualDayJob, subject: day })
    })
    core.wakeScheduler()
    // Somebody else may have been quicker: what they said stands.
    const { expected } = await findDay(core, day)
    const { form } = limitsWords(view).alert.unusual
    const said = expected ? sayExpected(expected, view) : ''
    return noticeModal(view, {
      title: titleOf(view),
      text: joinLines(form.saved(formatWeekday(day, view.locale)), said),
    })
  },
}
