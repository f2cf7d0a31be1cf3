import { actions, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { Schedule } from '../../chatops/contract.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { tellEach } from '../../chatops/notify/tell-each.ts'
import { panelButton } from '../../chatops/panel-button.ts'
import { findDeciders } from '../../chatops/people/deciders.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { type View, viewFor } from '../../chatops/view.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import { addMonths, firstDayOf, lastDayOf, listDays, monthOf, weekdayOf } from '../../domain/time/time.ts'
import { localDay } from '../../domain/time/working-days.ts'
import type { Day, Month } from '../../domain/usage/usage.ts'
import type { Message } from '../../slack/message.ts'
import { findImports } from '../../storage/figures/imports.ts'
import type { Tables } from './drafts.ts'
import { importWords } from './words.ts'

/** By then invoices are out. Holidays differ from place to place, so Monday to Friday count. */
const workingDay = 3

const isWorkingDay = (day: Day): boolean => ![0, 6].includes(weekdayOf(day))

export const isThirdWorkingDay = (day: Day): boolean =>
  isWorkingDay(day) && listDays(firstDayOf(monthOf(day)), day).filter(isWorkingDay).length === workingDay

/** Without an Admin API the invoice is what tells a month for good: whoever is in charge of billing is asked for it. */
export const reminderSchedule: Schedule = {
  name: 'import.ask-for-invoice',
  // The third working day is the 3rd, the 4th or the 5th.
  cron: ({ config }) => (config.mistral.key === undefined ? '0 9 3-5 * *' : undefined),
  zone: ({ config }) => config.timeZone,
  catchUp: 'latest',
  async run(core, { dueAt }) {
    const day = localDay(dueAt, core.config.timeZone)
    const month = addMonths(monthOf(day), -1)
    if (isThirdWorkingDay(day) && !(await hasInvoice(core, month))) await askForInvoice(core, month)
  },
}

async function hasInvoice({ db, organization }: Core, month: Month): Promise<boolean> {
  const imports = await findImports(db.query<Tables>(), organization)
  return imports.some(({ kind, from, to }) => kind === 'invoice' && from <= lastDayOf(month) && to >= firstDayOf(month))
}

/** Billing managers; where there are none, the admins. */
async function askForInvoice(core: Core, month: Month): Promise<void> {
  const deciders = await findDeciders(core)
  const billing = deciders.filter(({ role }) => role === 'billing')
  const asked = billing.length > 0 ? billing : deciders
  await tellEach(
    core,
    asked.map(
      (asker) => () =>
        postOnce(core, {
          key: `import.ask-for-invoice:${month}`,
          to: asker.profile.id,
          render: () => renderReminder(month, viewFor(core, asker.profile, defaultSlash, asker)),
        }),
    ),
  )
}

function renderReminder(month: Month, view: View): Message {
  const { reminder } = importWords(view)
  const name = nameOfPeriod(
    { kind: 'month', from: firstDayOf(month), to: lastDayOf(month) },
    view.locale,
    month.slice(0, 4),
  )
  const text = reminder.text(name)
  return { text, blocks: [section(`*${text}*\n${reminder.what(name)}`), actions(panelButton('billing', view))] }
}
