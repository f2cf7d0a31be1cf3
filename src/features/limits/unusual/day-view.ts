import { actions, type Button, button, context, section } from '../../../chatops/blocks.ts'
import { sayEstimate } from '../../../chatops/report/amounts.ts'
import { clockTime, escapeMrkdwn } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import { formatMoneyChange, formatShare, inCurrency } from '../../../domain/money/money.ts'
import { formatWeekday } from '../../../domain/time/dates.ts'
import type { Explanation } from '../../../domain/usage/anomaly.ts'
import type { Day } from '../../../domain/usage/usage.ts'
import type { Message } from '../../../slack/message.ts'
import { joinLines, quote, sayAmount, sayPerson, toText } from '../card/wording.ts'
import { limitsWords } from '../words.ts'
import type { Expected, KeptDay } from './days.ts'
import type { UnusualDay } from './find-day.ts'

/** A day far from its weekday, what explains it, and what people said of it. */
export function renderUnusualDay(found: UnusualDay, view: View, expected?: Expected): Message {
  const { alert, situation } = limitsWords(view)
  const words = alert.unusual
  const { anomaly, isAtLeast, fetchedAt } = found
  const headline = sayDay(found, view)
  const parts = listParts(found, view)
  const said = expected ? sayExpected(expected, view) : ''
  return {
    text: toText(headline, parts.join(' · ')),
    blocks: [
      section(
        joinLines(
          headline,
          parts.length > 0 ? words.explained(parts.join(' · ')) : words.unexplained,
          isAtLeast ? words.atLeast : '',
          said,
        ),
      ),
      ...(expected ? [] : [actions(button('limits.expected', words.button, anomaly.day))]),
      context(`_${situation.source(clockTime(fetchedAt))}, ${words.source(anomaly.weeks)}_`),
    ],
  }
}

/** What was found while alerts were muted, in one message: each with its amount, and what there is to say of it. */
export function renderMissedDays(days: readonly KeptDay[], view: View): Message {
  const words = limitsWords(view).alert.unusual
  const title = words.missed(days.length)
  const open = days.filter(({ expected }) => !expected)
  const lines = days.flatMap(({ found, expected }) => [
    sayDay(found, view),
    expected ? sayExpected(expected, view) : '',
  ])
  return {
    text: toText(title),
    blocks: [
      section(joinLines(`*${title}*`, ...lines)),
      ...(open.length > 0 ? [actions(...open.map(({ day }) => expectedButton(day, view)))] : []),
    ],
  }
}

const expectedButton = (day: Day, view: View): Button =>
  button('limits.expected', limitsWords(view).alert.unusual.buttonFor(formatWeekday(day, view.locale)), day)

/** "📈 Thu 19 Nov cost €2,413, usually €780 on that weekday (308% of it)". */
export function sayDay({ anomaly, spent }: UnusualDay, view: View): string {
  const words = limitsWords(view).alert.unusual
  return words[anomaly.difference > 0 ? 'more' : 'less'](
    formatWeekday(anomaly.day, view.locale),
    sayAmount(spent.amount, spent.currency, view),
    sayEstimate(anomaly.usual, spent.currency, view),
    formatShare(anomaly.amount, anomaly.usual, view.locale) ?? '',
  )
}

export function sayExpected({ because, by }: Expected, view: View): string {
  const { alert, erasedReason } = limitsWords(view)
  const who = sayPerson({ slackId: by }, view)
  return alert.unusual.expected(because === null ? erasedReason : quote(because, view), who)
}

function listParts({ workspace, model, spent }: UnusualDay, view: View): string[] {
  const sayPart = ({ name, difference }: Explanation) =>
    `${escapeMrkdwn(name, 60)} ${formatMoneyChange(inCurrency(Decimal.of(Math.round(difference)), spent.currency), view.locale)}`
  return [workspace, model].flatMap((part) => (part ? [sayPart(part)] : []))
}
