import { actions, context, section } from '../../chatops/blocks.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Decimal } from '../../domain/money/decimal.ts'
import { formatMoney, formatMoneyChange, inCurrency, isComparable, type Money } from '../../domain/money/money.ts'
import { formatDay, nameOfMonth } from '../../domain/time/dates.ts'
import { dayOf, lastDayOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { Message } from '../../slack/message.ts'
import type { HistoryReport } from './gather.ts'
import { historyWords } from './words.ts'

const shownMonths = 12
const shownRevisions = 20
const shownWorkspaces = 5

export function renderHistory(report: HistoryReport, view: View): Message {
  const words = historyWords(view)
  const [first] = report.months
  const last = report.months.at(-1)
  if (!first || !last)
    return { text: words.none, blocks: [section([`*${words.none}*`, words.noneHint(report.isOff)].join('\n'))] }
  const finding = words.finding(
    sayMonth(first.month, report.now, view),
    formatDay(last.through, view.locale, thisYear(report)),
    report.months.length,
  )
  return {
    text: finding,
    blocks: [
      section(
        [`*${finding}*`, sayClosed(report, view), ...sayDifferences(report, view), ...sayGaps(report, view)].join('\n'),
      ),
      section(report.asked ? listRevisions(report, view) : listMonths(report, view)),
      context(`_${words.source}_`),
      ...offerClosing(report, view),
    ],
  }
}

export const sayMonth = (month: Month, now: Date, view: View): string => nameOfMonth(month, view.locale, now)

const thisYear = ({ now }: HistoryReport): string => now.toISOString().slice(0, 4)

function sayClosed({ closings, now }: HistoryReport, view: View): string {
  const words = historyWords(view)
  const last = closings.at(-1)
  return last ? words.closedUpTo(sayMonth(last.month, now, view)) : words.noneClosed
}

/** Each month's: the Organization first, then the Workspaces, of many the largest differences. */
export function sayDifferences({ differences, now }: Pick<HistoryReport, 'differences' | 'now'>, view: View): string[] {
  const words = historyWords(view)
  return [...Map.groupBy(differences, ({ month }) => month)].flatMap(([month, same]) => {
    const name = sayMonth(month, now, view)
    const said = ({ kept, total }: (typeof same)[number]) =>
      [cents(kept, view), cents(total, view), sayChange(kept, total, view)] as const
    const whole = same.find((one) => one.name === null)
    const workspaces = same.flatMap((one) => (one.name === null ? [] : [{ ...one, name: one.name }])).toSorted(bySize)
    const shown = workspaces.slice(0, shownWorkspaces)
    const others = workspaces.length - shown.length
    return [
      whole ? words.difference(name, ...said(whole)) : words.differenceWithin(name),
      ...shown.map((one) => words.differenceOf(escapeMrkdwn(one.name, 40), ...said(one))),
      ...(others > 0 ? [coreWords(view).report.others(others)] : []),
    ]
  })
}

type Difference = HistoryReport['differences'][number]

const bySize = (one: Difference, other: Difference): number => sizeOf(other) - sizeOf(one)
const sizeOf = ({ kept, total }: Difference): number => Math.abs(total.amount.minus(kept.amount).toNumber())

function sayGaps({ gaps, isOff }: HistoryReport, view: View): string[] {
  const words = historyWords(view)
  if (isOff || gaps === 0) return []
  return [gaps === undefined ? words.missingWorkspaces : words.gaps(gaps)]
}

function listMonths(report: HistoryReport, view: View): string {
  const words = historyWords(view)
  const closed = new Set(report.closings.map(({ month }) => month))
  const rows = report.months.slice(-shownMonths).toReversed()
  return [
    `*${words.months}*`,
    ...rows.map(({ month, through, total }) => {
      const isOver = through === lastDayOf(month)
      const open = isOver ? words.provisional : words.running(formatDay(through, view.locale, thisYear(report)))
      const state = closed.has(month) ? words.closed : open
      return words.row(sayMonth(month, report.now, view), cents(total, view), state)
    }),
  ].join('\n')
}

/** Each sum that was known, until something else came. */
function listRevisions({ asked, now }: HistoryReport, view: View): string {
  const words = historyWords(view)
  if (!asked) return ''
  const day = (at: Date) => formatDay(dayOf(at), view.locale, now.toISOString().slice(0, 4))
  const revisions = asked.revisions.slice(-shownRevisions)
  const steps = revisions.map(({ at, before, isCorrection }, index) => {
    const change = sayChange(before, revisions[index + 1]?.before ?? asked.total, view)
    return words.knownUntil(
      day(at),
      cents(before, view),
      isCorrection ? words.corrected(change) : words.moreDays(change),
    )
  })
  const present = cents(asked.total, view)
  const last = revisions.at(-1)
  return [
    `*${words.corrections(sayMonth(asked.month, now, view))}*`,
    ...steps,
    last ? words.knownNow(day(last.at), present) : words.knownOnly(day(asked.firstAt), present),
  ].join('\n')
}

/** An admin or billing manager closes in a form; what is shown to others has no such button. */
function offerClosing({ closable, asked, closings, now }: HistoryReport, view: View) {
  const isOpen = asked && !closings.some(({ month }) => month === asked.month)
  const month = asked ? (isOpen ? asked.month : undefined) : closable
  if (view.isShared || !view.isDecider || !month) return []
  return [actions(runButton(historyWords(view).closeButton(sayMonth(month, now, view)), `history close ${month}`))]
}

export const cents = (money: Money, view: View): string => formatMoney(money, view.locale, 'cents')

function sayChange(before: Money, after: Money, view: View): string {
  if (!isComparable(before.currency, after.currency)) return cents(after, view)
  const difference: Decimal = after.amount.minus(before.amount)
  return formatMoneyChange(inCurrency(difference, after.currency), view.locale)
}
