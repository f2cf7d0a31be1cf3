import type { Origin } from '../../domain/fetched.ts'
import { formatMoney } from '../../domain/money/money.ts'
import { formatDay, nameOfPeriod } from '../../domain/time/dates.ts'
import type { Period } from '../../domain/time/period.ts'
import { firstDayOf, lastDayOf, monthOf } from '../../domain/time/time.ts'
import { type MonthOrigin, monthsWithoutFigures } from '../../domain/usage/known-comparison.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { Block } from '../../slack/message.ts'
import { actions, section } from '../blocks.ts'
import { runBesideButton } from '../routing/stored-buttons.ts'
import { escapeMrkdwn } from '../text.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'

/** After a day without a new figure nobody watches the limit any more. */
const freshMs = 24 * 3_600_000

interface Aged {
  readonly origin?: Origin | undefined
  readonly origins?: readonly MonthOrigin[] | undefined
  readonly period: Pick<Period, 'to' | 'isRunning'>
  readonly now: Date
}

/** Without the Admin API: how far the figures reach, and what that means. Nothing where they are of today. */
export function sayFiguresAge(aged: Aged, view: View): string {
  return [sayLastMonth(aged, view), sayHoles(aged, view)].filter(Boolean).join('\n')
}

const shownMonths = 4

/** Months before the last one that nobody brought figures of: without a word, they would look as if they were free. */
function sayHoles({ origins = [], period, now }: Aged, view: View): string {
  const { list, report } = coreWords(view)
  const holes = monthsWithoutFigures(origins).filter((month) => month < monthOf(period.to))
  if (holes.length === 0) return ''
  const named = holes.slice(0, shownMonths).map((month) => nameMonth(month, now, view))
  const rest = holes.length - named.length
  return report.figures.holes(list(rest > 0 ? [...named, report.others(rest)] : named))
}

function nameMonth(month: Month, now: Date, view: View): string {
  const days = { from: firstDayOf(month), to: lastDayOf(month) }
  return nameOfPeriod({ kind: 'month', ...days }, view.locale, now.toISOString().slice(0, 4))
}

function sayLastMonth({ origin, period, now }: Aged, view: View): string {
  if (!origin) return ''
  const { figures } = coreWords(view).report
  const { locale } = view
  const thisYear = now.toISOString().slice(0, 4)
  const name = nameMonth(monthOf(period.to), now, view)
  if (origin.kind === 'nothing') return period.isRunning ? figures.nothingYet(name) : figures.nothingThen(name)
  if (!period.isRunning)
    return origin.net
      ? figures.net(name, formatMoney(origin.net, locale, 'cents'), escapeMrkdwn(origin.name ?? ''))
      : ''
  const isOld = now.getTime() - origin.asOf.getTime() > freshMs
  return isOld && origin.through ? figures.nothingSince(name, formatDay(origin.through, locale, thisYear)) : ''
}

/** The same with the ways to bring figures, for those who may. */
export function figuresAge(aged: Aged, view: View): Block[] {
  const text = sayFiguresAge(aged, view)
  if (!text) return []
  const { figures } = coreWords(view).report
  const isMissing = aged.origin?.kind === 'nothing' || aged.period.isRunning || sayHoles(aged, view) !== ''
  if (!isMissing || view.isShared || !view.isDecider) return [section(text)]
  const enter = aged.period.isRunning ? [runBesideButton(figures.enter, 'import figure')] : []
  return [section(text), actions(...enter, runBesideButton(figures.import, 'import file'))]
}
