import { actions, context, section } from '../../chatops/blocks.ts'
import { sayCountChange, sayDifference } from '../../chatops/report/activity.ts'
import { saySource } from '../../chatops/report/source.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { code } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { formatCount } from '../../domain/money/money.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import type { Message } from '../../slack/message.ts'
import { type AgentRow, type AgentsReport, agentCounts } from './report.ts'
import { agentsWords } from './words.ts'

export const shownAgents = 10

export function renderAgents(report: AgentsReport, view: View): Message {
  const words = agentsWords(view)
  const source = context(`_${coreWords(view).parts([saySource(report, view), words.idsOnly])}_`)
  const period = nameOfPeriod(report.period, view.locale, report.now.toISOString().slice(0, 4))
  if (report.rows.length + report.small.agents === 0) {
    const text = words.nothing(period)
    return { text, blocks: [section(`*${text}*`), source] }
  }
  const title = sayFinding(report, period, view)
  const change = sayCountChange(report.compared, report, view)
  const rows = listAgents(report, view)
  return {
    text: [title, change].filter(Boolean).join(' · '),
    blocks: [
      section([`*${title}*`, change].filter(Boolean).join('\n')),
      ...(rows.length > 0 ? [section(rows.join('\n'))] : []),
      ...(report.unreadable > 0 ? [section(coreWords(view).report.unreadable(report.unreadable))] : []),
      source,
      ...buttons(report, view),
    ],
  }
}

export function sayFinding({ rows, small, messages }: AgentsReport, period: string, view: View): string {
  return agentsWords(view).finding(
    period,
    formatCount(rows.length + small.agents, view.locale),
    formatCount(messages, view.locale),
  )
}

function listAgents(report: AgentsReport, view: View): string[] {
  const words = agentsWords(view)
  const rest = report.rows.slice(shownAgents)
  const count = (value: number) => formatCount(value, view.locale)
  return [
    ...report.rows.slice(0, shownAgents).map((row, index) => `${index + 1}. ${sayAgent(row, view)}`),
    ...(rest.length > 0
      ? [words.rest(count(rest.length), count(rest.reduce((sum, { messages }) => sum + messages, 0)))]
      : []),
    ...(report.small.agents > 0 ? [words.small(count(report.small.agents), count(report.small.messages))] : []),
  ]
}

function sayAgent({ id, messages, users, compared }: AgentRow, view: View): string {
  const count = (value: number) => formatCount(value, view.locale)
  const change = sayDifference(compared, view)
  return `${code(shortId(id))}  ${agentsWords(view).row(count(messages), count(users))}${change ? `  ${change}` : ''}`
}

/** Enough to find it in the Admin Panel, and short enough for a phone. */
export const shortId = (id: string): string => id.slice(0, 8)

function buttons(report: AgentsReport, view: View) {
  if (view.isShared) return []
  const { by } = agentsWords(view)
  const days = `${report.period.from}..${report.period.to}`
  const others = agentCounts.filter((choice) => choice !== report.by)
  return [actions(...others.map((choice) => runButton(by[choice], `agents ${days} by ${choice}`)))]
}
