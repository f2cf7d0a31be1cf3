import { context, section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import type { Schedule } from '../../../chatops/contract.ts'
import { clockTime, escapeMrkdwn } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import { formatMoneyChange, formatShare, inCurrency } from '../../../domain/money/money.ts'
import { formatWeekday } from '../../../domain/time/dates.ts'
import { addDays, dayOf } from '../../../domain/time/time.ts'
import type { Explanation } from '../../../domain/usage/anomaly.ts'
import type { Message } from '../../../slack/message.ts'
import { sayEstimate } from '../card/situation.ts'
import { joinLines, sayAmount, toText } from '../card/wording.ts'
import type { Tables } from '../store/store.ts'
import { limitsWords } from '../words.ts'
import { findSettings, isMuted } from './settings.ts'
import { tellChannel } from './tell-alert.ts'
import { findUnusualDay, type UnusualDay } from './unusual-day.ts'
import { isAsking } from './watching.ts'

/** In the morning the UTC day before is over, and Mistral has counted it. */
export const unusualDaySchedule: Schedule = {
  name: 'limits.unusual-day',
  cron: (core) => (isAsking(core) ? '0 8 * * *' : undefined),
  zone: ({ config }) => config.timeZone,
  // What was unusual a week ago is in the digest.
  catchUp: 'latest',
  async run(core: Core, { dueAt }) {
    const settings = await findSettings(core.db.query<Tables>(), core.organization)
    if (isMuted(settings, core.clock.now())) return
    const day = addDays(dayOf(dueAt), -1)
    const found = await findUnusualDay(core, day)
    if (found) await tellChannel(core, `limits.unusual-day:${day}`, (view) => renderUnusualDay(found, view))
  },
}

export function renderUnusualDay(
  { anomaly, spent, model, workspace, isAtLeast, fetchedAt }: UnusualDay,
  view: View,
): Message {
  const { alert, situation } = limitsWords(view)
  const words = alert.unusual
  const headline = words[anomaly.difference > 0 ? 'more' : 'less'](
    formatWeekday(anomaly.day, view.locale),
    sayAmount(spent.amount, spent.currency, view),
    sayEstimate(anomaly.usual, spent.currency, view),
    formatShare(anomaly.amount, anomaly.usual, view.locale) ?? '',
  )
  const sayPart = ({ name, difference }: Explanation) =>
    `${escapeMrkdwn(name, 60)} ${formatMoneyChange(inCurrency(Decimal.of(Math.round(difference)), spent.currency), view.locale)}`
  const parts = [workspace, model].flatMap((part) => (part ? [sayPart(part)] : []))
  return {
    text: toText(headline, parts.join(' · ')),
    blocks: [
      section(
        joinLines(
          headline,
          parts.length > 0 ? words.explained(parts.join(' · ')) : words.unexplained,
          isAtLeast ? words.atLeast : '',
        ),
      ),
      context(`_${situation.source(clockTime(fetchedAt))}, ${words.source(anomaly.weeks)}_`),
    ],
  }
}
