import { actions, context, section } from '../../chatops/blocks.ts'
import { sayCountChange, sayDifference } from '../../chatops/report/activity.ts'
import { saySource } from '../../chatops/report/source.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { formatCount } from '../../domain/money/money.ts'
import { formatDays, formatWeekday, nameOfPeriod } from '../../domain/time/dates.ts'
import { addDays, dayOf } from '../../domain/time/time.ts'
import type { Message } from '../../slack/message.ts'
import { type ActivityReport, type Bucket, fittingSteps } from './gather.ts'
import { activityWords } from './words.ts'

export function renderActivity(report: ActivityReport, view: View): Message {
  const words = activityWords(view)
  const source = context(`_${saySource(report, view)}_`)
  if (report.messages === 0) {
    const text = words.nothing(namePeriod(report, view))
    return { text, blocks: [section(`*${text}*`), source] }
  }
  const title = sayFinding(report, view)
  const change = sayCountChange(report.compared, report, view)
  return {
    text: [title, change].filter(Boolean).join(' · '),
    blocks: [
      section(
        [`*${title}*`, change, sayPeopleChange(report, view), ...sayBusiest(report, view)].filter(Boolean).join('\n'),
      ),
      ...(report.hidden > 0 ? [section(words.hidden(report.hidden))] : []),
      ...(report.unreadable > 0 ? [section(coreWords(view).report.unreadable(report.unreadable))] : []),
      source,
      ...buttons(report, view),
    ],
  }
}

export function sayFinding(report: ActivityReport, view: View): string {
  const words = activityWords(view)
  const people = report.users === undefined ? '' : formatCount(report.users, view.locale)
  return words.finding(namePeriod(report, view), people, formatCount(report.messages, view.locale))
}

const namePeriod = ({ period, now }: ActivityReport, view: View): string =>
  nameOfPeriod(period, view.locale, now.toISOString().slice(0, 4))

function sayPeopleChange({ comparedUsers }: ActivityReport, view: View): string {
  const change = sayDifference(comparedUsers, view)
  return change && activityWords(view).peopleChange(change)
}

function sayBusiest({ buckets, by, now }: ActivityReport, view: View): string[] {
  const busiest = buckets.reduce<Bucket | undefined>(
    (most, bucket) => (bucket.messages > (most?.messages ?? 0) ? bucket : most),
    undefined,
  )
  if (!busiest || buckets.length < 2) return []
  const count = (value: number) => formatCount(value, view.locale)
  return [
    activityWords(view).busiest[by](
      nameBucket(busiest.from, by, now, view),
      count(busiest.messages),
      count(busiest.users ?? 0),
    ),
  ]
}

/** Buckets are Mistral's, in UTC, and are called so. */
export function nameBucket(from: Date, by: ActivityReport['by'], now: Date, view: View): string {
  const day = dayOf(from)
  const thisYear = now.toISOString().slice(0, 4)
  if (by === 'hour') return `${from.toISOString().slice(11, 16)} UTC, ${formatWeekday(day, view.locale)}`
  if (by === 'day') return formatWeekday(day, view.locale)
  if (by === 'week') return formatDays(day, addDays(day, 6), view.locale, thisYear)
  return nameOfPeriod({ kind: 'month', from: day, to: day }, view.locale, thisYear)
}

function buttons(report: ActivityReport, view: View) {
  if (view.isShared) return []
  const days = `${report.period.from}..${report.period.to}`
  // No button leads to a refusal: five years have too many days.
  const fitting = fittingSteps(report.period)
  const others = (['day', 'week', 'month'] as const).filter((by) => by !== report.by && fitting.includes(by))
  return [
    actions(
      ...others.map((by) => runButton(activityWords(view).by[by], `activity ${days} by ${by}`)),
      runButton(activityWords(view).topUsers, `top-users ${days}`),
    ),
  ]
}
