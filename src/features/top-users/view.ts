import { actions, context, section } from '../../chatops/blocks.ts'
import { fewestPeople, sayCountChange, sayDifference } from '../../chatops/report/activity.ts'
import { saySource } from '../../chatops/report/source.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { formatCount, formatShare } from '../../domain/money/money.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import type { Message } from '../../slack/message.ts'
import { groupRanks } from './cohorts.ts'
import { countables, type PersonRow, type TopUsersReport } from './report.ts'
import { topUsersWords } from './words.ts'

export const shownPeople = 10

/** Names for those who may see them; for everybody else groups of at least five, and their own row. */
export function renderTopUsers(report: TopUsersReport, view: View): Message {
  const words = topUsersWords(view)
  const period = nameOfPeriod(report.period, view.locale, report.now.toISOString().slice(0, 4))
  const source = context(`_${saySource(report, view)}_`)
  if (report.rows.length === 0) {
    const text = words.nothing(period, words.counted[report.by])
    return { text, blocks: [section(`*${text}*`), source] }
  }
  if (!view.seesNames && report.rows.length < fewestPeople) {
    const text = words.tooFew(period)
    return { text, blocks: [section([`*${text}*`, ...sayOwn(report, view)].join('\n')), source] }
  }
  const title = sayFinding(report, view)
  const change = sayCountChange(report.compared, report, view)
  return {
    text: [title, change].filter(Boolean).join(' · '),
    blocks: [
      section([`*${escapeMrkdwn(title, 200)}*`, sayTotal(report, period, view), change].filter(Boolean).join('\n')),
      section((view.seesNames ? listPeople(report, view) : listCohorts(report, view)).join('\n')),
      ...(report.unreadable > 0 ? [section(coreWords(view).report.unreadable(report.unreadable))] : []),
      source,
      ...buttons(report, view),
    ],
  }
}

/** "Three people send 58% of all le Chat messages": how much depends on how few. */
export function sayFinding({ lead, by, rows }: TopUsersReport, view: View): string {
  const words = topUsersWords(view)
  const share = lead && formatShare(lead.share, 1, view.locale)
  // A tenth that is fewer than five people is theirs alone to know.
  const isSmall = !view.seesNames && (lead?.people ?? 0) < fewestPeople
  if (!lead || !share || isSmall) return words.people(formatCount(rows.length, view.locale), words.counted[by])
  return words.lead(lead.people, share, words.counted[by])
}

function sayTotal({ total, rows, by }: TopUsersReport, period: string, view: View): string {
  const words = topUsersWords(view)
  return words.total(period, formatCount(total, view.locale), words.counted[by], formatCount(rows.length, view.locale))
}

function listPeople(report: TopUsersReport, view: View): string[] {
  const { rows } = report
  const top = rows.slice(0, shownPeople)
  const rest = rows.slice(shownPeople)
  const own = rest.findIndex(({ isOwn }) => isOwn)
  return [
    ...top.map((row, index) => sayPerson(row, index + 1, view)),
    ...(rest.length > 0
      ? [`${coreWords(view).report.others(rest.length)}  *${formatCount(sum(rest), view.locale)}*`]
      : []),
    ...(own >= 0 && !view.isShared && rest[own] ? [sayPerson(rest[own], shownPeople + own + 1, view)] : []),
    ...sayIdle(report, view),
  ]
}

function sayPerson(row: PersonRow, rank: number, view: View): string {
  const { report } = coreWords(view)
  const name = escapeMrkdwn(row.name ?? row.email ?? report.unnamed, 60)
  const own = row.isOwn && !view.isShared ? ` (${report.you})` : ''
  const change = sayDifference(row.compared, view)
  return `${rank}. ${name}${own}  *${formatCount(row.value, view.locale)}*${change ? `  ${change}` : ''}`
}

function listCohorts(report: TopUsersReport, view: View): string[] {
  const words = topUsersWords(view)
  return [
    ...groupRanks(report.rows).map(
      ({ first, last, value }) =>
        `${words.ranks(first, last)}  *${formatCount(value, view.locale)}*  ${formatShare(value, report.total, view.locale) ?? ''}`,
    ),
    ...sayOwn(report, view),
  ]
}

/** One's own row is always there to see, and nobody else's; that there is none, too. */
function sayOwn(report: TopUsersReport, view: View): string[] {
  const { rows } = report
  const index = rows.findIndex(({ isOwn }) => isOwn)
  const own = rows[index]
  if (!own || view.isShared) return sayIdle(report, view)
  return [topUsersWords(view).own(formatCount(own.value, view.locale), index + 1, rows.length)]
}

function sayIdle({ isOwnIdle, period, now }: TopUsersReport, view: View): string[] {
  if (!isOwnIdle || view.isShared) return []
  return [topUsersWords(view).ownNone(nameOfPeriod(period, view.locale, now.toISOString().slice(0, 4)))]
}

function buttons(report: TopUsersReport, view: View) {
  if (view.isShared) return []
  const words = topUsersWords(view)
  const days = `${report.period.from}..${report.period.to}`
  const others = countables.filter((by) => by !== report.by).slice(0, 3)
  return [actions(...others.map((by) => runButton(words.by[by], `top-users ${days} by ${by}`)))]
}

const sum = (rows: readonly PersonRow[]): number => rows.reduce((total, { value }) => total + value, 0)
