import { context, section } from '../../chatops/blocks.ts'
import { fewestPeople, sayCountChange, sayDifference } from '../../chatops/report/activity.ts'
import { saySource } from '../../chatops/report/source.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { formatCount, formatShare } from '../../domain/money/money.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import type { Message } from '../../slack/message.ts'
import { comparedCounts, type ModelTokens, surfaces, type VibeReport } from './report.ts'
import { vibeWords } from './words.ts'

const shownModels = 4

export function renderVibe(report: VibeReport, view: View): Message {
  const words = vibeWords(view)
  const period = nameOfPeriod(report.period, view.locale, report.now.toISOString().slice(0, 4))
  const source = context(`_${saySource(report, view)}_`)
  const plain = (text: string): Message => ({ text, blocks: [section(`*${text}*`), source] })
  if (!report.sessions?.total && !report.edits?.total) return plain(words.nothing(period))
  if (report.mostUsers !== undefined && report.mostUsers < fewestPeople) return plain(words.tooFew(period))
  const title = sayFinding(report, view)
  const change = sayCountChange(report.compared, report, view)
  const details = [
    saySurfaces(report, view),
    sayPeople(report, view),
    sayTools(report, view),
    sayTokens(report.tokens ?? [], view),
    sayEdits(report, view),
  ]
  return {
    text: [title, change].filter(Boolean).join(' · '),
    blocks: [
      section([`*${title}*`, change, sayChanges(report, view)].filter(Boolean).join('\n')),
      section(details.filter(Boolean).join('\n')),
      ...(report.hiddenDays > 0 ? [section(words.hidden(report.hiddenDays))] : []),
      ...(report.unreadable > 0 ? [section(coreWords(view).report.unreadable(report.unreadable))] : []),
      source,
    ],
  }
}

export function sayFinding(report: VibeReport, view: View): string {
  const words = vibeWords(view)
  const period = nameOfPeriod(report.period, view.locale, report.now.toISOString().slice(0, 4))
  const count = (value: number) => formatCount(value, view.locale)
  const prompts = report.prompts === undefined ? undefined : count(report.prompts)
  return words.finding(period, count(report.sessions?.total ?? 0), prompts)
}

/** "Prompts +4% (+30) · Tool calls −3% (−800)", against the same days as the sessions. */
function sayChanges({ changes }: VibeReport, view: View): string {
  const { change } = vibeWords(view)
  return comparedCounts
    .map((counted) => ({ name: change[counted], difference: sayDifference(changes[counted], view) }))
    .filter(({ difference }) => difference)
    .map(({ name, difference }) => `${name} ${difference}`)
    .join(' · ')
}

function saySurfaces({ sessions }: VibeReport, view: View): string {
  if (!sessions) return ''
  const words = vibeWords(view)
  const parts = surfaces
    .filter((surface) => sessions[surface] > 0)
    .map((surface) => `${words.surface[surface]} ${formatShare(sessions[surface], sessions.total, view.locale) ?? ''}`)
  return parts.length > 0 ? words.sessions(parts.join(' · ')) : ''
}

function sayPeople({ mostUsers, hours }: VibeReport, view: View): string {
  const words = vibeWords(view)
  const count = (value: number) => formatCount(Math.round(value), view.locale)
  return [
    mostUsers === undefined ? '' : words.mostUsers(count(mostUsers)),
    hours === undefined ? '' : words.hours(count(hours)),
  ]
    .filter(Boolean)
    .join(' · ')
}

function sayTools({ toolCalls }: VibeReport, view: View): string {
  if (!toolCalls || toolCalls.total === 0) return ''
  const failed = formatShare(toolCalls.failed, toolCalls.total, view.locale) ?? ''
  return vibeWords(view).toolCalls(formatCount(toolCalls.total, view.locale), failed)
}

function sayTokens(models: readonly ModelTokens[], view: View): string {
  if (models.length === 0) return ''
  const short = new Intl.NumberFormat(view.locale, { notation: 'compact', maximumSignificantDigits: 3 })
  const rows = models
    .slice(0, shownModels)
    .map(({ model, input, output, cached }) =>
      vibeWords(view).tokens(escapeMrkdwn(model, 40), short.format(input), short.format(output), short.format(cached)),
    )
  const others = models.length - rows.length
  return [vibeWords(view).tokensTitle, ...rows, ...(others > 0 ? [coreWords(view).report.others(others)] : [])].join(
    '\n',
  )
}

function sayEdits({ edits, lines }: VibeReport, view: View): string {
  const words = vibeWords(view)
  const count = (value: number) => formatCount(value, view.locale)
  const accepted = edits && edits.total > 0 ? formatShare(edits.accepted, edits.total, view.locale) : undefined
  return [
    edits && accepted ? words.edits(count(edits.total), accepted) : '',
    lines ? words.lines(count(lines.inserted), count(lines.deleted)) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
