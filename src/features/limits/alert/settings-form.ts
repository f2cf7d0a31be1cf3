import { section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import type { Act, Form } from '../../../chatops/contract.ts'
import { busyModal, loadingModal, noticeModal } from '../../../chatops/modals.ts'
import { parseLevels, writeLevels } from '../../../chatops/notify/alert-levels.ts'
import { type AlertSettings, findAlertSettings, isMuted } from '../../../chatops/notify/alert-settings.ts'
import type { View } from '../../../chatops/view.ts'
import { coreWords } from '../../../chatops/words/index.ts'
import { InvalidInput } from '../../../domain/errors.ts'
import { addDays, endOfMonth } from '../../../domain/time/time.ts'
import { localDay, startOfLocalDay } from '../../../domain/time/working-days.ts'
import type { SubmissionInput } from '../../../slack/interactions.ts'
import type { Modal } from '../../../slack/views.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { joinLines, sayMoment } from '../card/wording.ts'
import { choiceField, textField } from '../request/inputs.ts'
import type { Tables } from '../store/store.ts'
import { limitsWords } from '../words.ts'
import { changeSettings } from './settings.ts'
import { sayLevels } from './show-alerts-view.ts'

type Mute = 'none' | 'keep' | 'tomorrow' | 'month'

const titleOf = (view: View): string => limitsWords(view).alert.settings.title

/** "alerts settings": own levels, and quiet for a while. */
export const settingsAct: Act = {
  name: 'alerts settings',
  access: 'decide',
  opening: (view) => loadingModal(view, titleOf(view)),
  failed: (message, view) => noticeModal(view, { title: titleOf(view), text: message.text }),
  async act(core, { view, words }) {
    const rest = words.rest()
    if (rest !== '') throw new InvalidInput('option', rest, [''])
    const settings = await findAlertSettings(core.db.query<Tables>(), core.organization)
    return settingsModal(settings, core.clock.now(), view)
  },
}

/** `typed`: what was chosen before an error. */
export function settingsModal(
  settings: AlertSettings,
  now: Date,
  view: View,
  { note, typed }: { readonly note?: string; readonly typed?: SubmissionInput['values'] } = {},
): Modal {
  const { settings: words } = limitsWords(view).alert
  const { keep, ...others } = words.mutes
  const mutes = isMuted(settings, now) && settings.mutedUntil ? { keep: keep(sayPlain(settings.mutedUntil, view)) } : {}
  return {
    callbackId: 'limits.alert-settings',
    title: words.title,
    submit: words.save,
    close: coreWords(view).modal.cancel,
    blocks: [
      ...(note ? [section(note)] : []),
      textField({
        ...{ id: 'levels', label: words.levels, hint: words.levelsHint, most: 60 },
        typed: typed?.levels ?? writeLevels(settings.levels),
      }),
      choiceField({
        ...{ id: 'mute', label: words.mute, options: { ...mutes, ...others } },
        chosen: typed?.mute ?? ('keep' in mutes ? 'keep' : 'none'),
      }),
      section(words.always),
    ],
  }
}

/** Options of a field are plain text, in which Slack reads no dates. */
const sayPlain = (at: Date, view: View): string => sayMoment(at, view).replace(/^<[^|]*\|(.*)>$/, '$1')

export const settingsForm: Form = {
  access: 'decide',
  busy: (view) => busyModal(view, titleOf(view)),
  async check(_core, { values }, view) {
    const { levelsWrong } = limitsWords(view).alert.settings
    return parseLevels(values.levels ?? '') ? undefined : { levels: levelsWrong }
  },
  async failed(message, view, { values }, core) {
    const settings = await findAlertSettings(core.db.query<Tables>(), core.organization)
    return settingsModal(settings, core.clock.now(), view, { note: message.text, typed: values })
  },
  async act(core, { asker, view, input }) {
    const levels = parseLevels(input.values.levels ?? '')
    if (!levels) throw new InvalidInput('option', input.values.levels ?? '', ['80, 95, 100'])
    const { id: slackId, name } = asker.profile
    const { organization } = core
    const next = await core.db.transaction<Tables, AlertSettings>(async (tx) => {
      const personId = await personIdFor(tx, organization, { slackId, name })
      const { mutedUntil } = await findAlertSettings(tx, organization)
      const settings = { levels, mutedUntil: readMute(core, input.values.mute as Mute, mutedUntil) }
      await changeSettings(tx, organization, personId, settings)
      return settings
    })
    const { saved, savedMuted } = limitsWords(view).alert.settings
    const muted = next.mutedUntil ? savedMuted(sayMoment(next.mutedUntil, view)) : ''
    return noticeModal(view, { title: titleOf(view), text: joinLines(saved(sayLevels(levels, view)), muted) })
  },
}

function readMute(core: Core, choice: Mute, present: Date | undefined): Date | undefined {
  const { clock, config } = core
  const now = clock.now()
  if (choice === 'keep') return present
  if (choice === 'month') return endOfMonth(now)
  if (choice !== 'tomorrow') return undefined
  return startOfLocalDay(addDays(localDay(now, config.timeZone), 1), config.timeZone)
}
