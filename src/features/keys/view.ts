import { panelUrl } from '../../chatops/admin-panel.ts'
import { actions, context, linkButton, section } from '../../chatops/blocks.ts'
import { saySource } from '../../chatops/report/source.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { soonDays, unusedDays } from '../../domain/key/api-key.ts'
import { formatDay } from '../../domain/time/dates.ts'
import { dayOf } from '../../domain/time/time.ts'
import type { Block, Message } from '../../slack/message.ts'
import type { Keys } from './gather.ts'
import { type Concern, concerns, type KeyRow, type KeysReport } from './report.ts'
import { keysWords } from './words.ts'

/** A first look names the most urgent; whoever asks for one kind gets more of it. */
const shownAtFirst = 10
const shownOfOneKind = 40
const rowsASection = 10
const shownWorkspaces = 10

/**
 * Without a chart: what matters here is which key, where and until when, and that is the list itself. A line of dates
 * would show the same few points without the names.
 */
export function renderKeys(report: Keys, view: View): Message {
  const words = keysWords(view)
  if (report === 'notOffered')
    return {
      text: words.notOffered,
      blocks: [section(`*${words.notOffered}*\n${words.notOfferedHint}`), actions(panelButton(view))],
    }
  const title = sayTitle(report, view)
  const about = report.rows.length > 0 ? sayRest(report, view) : ''
  return {
    text: title,
    blocks: [
      section([`*${title}*`, about].filter(Boolean).join('\n')),
      ...(seesKeys(view) ? listKeys(report, view) : listWorkspaces(report, view)),
      ...(report.unreadable > 0 ? [section(coreWords(view).report.unreadable(report.unreadable))] : []),
      context(`_${words.source(saySource({ ...report, period: { to: dayOf(report.now), isRunning: false } }, view))}_`),
      ...buttons(report, view),
    ],
  }
}

/** People name keys after themselves: the names of keys go to those who may see names, and to those who look after keys. */
export const seesKeys = (view: View): boolean => view.isDecider || view.seesNames

/** What cannot wait; without it, what can. A lock screen has room for no more. */
const urgent: readonly Concern[] = ['expiring', 'left']
const canWait = concerns.filter((concern) => !urgent.includes(concern))

function sayTitle(report: KeysReport, view: View): string {
  const words = keysWords(view)
  const finding = report.only
    ? sayFinding(report, view, [report.only])
    : sayUrgent(report, view) || sayFinding(report, view, canWait)
  if (finding) return finding
  if (report.total === 0) return words.none
  return report.only ? words.noneOfKind(report.total) : words.inOrder(report.total)
}

function sayRest(report: KeysReport, view: View): string {
  const isSaid = report.only !== undefined || sayUrgent(report, view) === ''
  const rest = isSaid ? '' : sayFinding(report, view, canWait)
  return [rest, keysWords(view).total(report.total)].filter(Boolean).join(' · ')
}

/** For the Home and the digest as well. */
export const sayUrgent = (report: Pick<KeysReport, 'counts'>, view: View): string => sayFinding(report, view, urgent)

/** "2 API keys expire within 30 days, 1 was made by somebody who left"; empty where there is nothing to do. */
function sayFinding({ counts }: Pick<KeysReport, 'counts'>, view: View, of: readonly Concern[]): string {
  const found = of.map((concern) => ({ concern, count: counts[concern], days: daysOf[concern] }))
  return keysWords(view).finding(found.filter(({ count }) => count > 0))
}

const daysOf: Record<Concern, number> = { expiring: soonDays, expired: soonDays, left: 0, unused: unusedDays }

function listKeys({ rows, only, now }: KeysReport, view: View): Block[] {
  const shown = only ? shownOfOneKind : shownAtFirst
  const thisYear = now.toISOString().slice(0, 4)
  const lines = rows.slice(0, shown).map((row) => sayKey(row, view, thisYear))
  const rest = rows.length - lines.length
  const all = rest > 0 ? [...lines, keysWords(view).others(rest)] : lines
  return inSections(all)
}

const inSections = (lines: readonly string[]): Block[] =>
  Array.from({ length: Math.ceil(lines.length / rowsASection) }, (_, index) =>
    section(lines.slice(index * rowsASection, (index + 1) * rowsASection).join('\n')),
  )

function sayKey({ key, endsIn, endedAgo, isOrphaned, isUnused, maker }: KeyRow, view: View, thisYear: string): string {
  const words = keysWords(view)
  const day = (of: NonNullable<typeof key.expiresOn>) => formatDay(of, view.locale, thisYear)
  const facts = [
    endsIn !== undefined && key.expiresOn ? words.expires(day(key.expiresOn), endsIn) : '',
    endedAgo !== undefined && key.expiresOn ? words.expired(day(key.expiresOn)) : '',
    isOrphaned ? words.left : '',
    isUnused ? (key.lastUsedOn ? words.unusedSince(day(key.lastUsedOn)) : words.neverUsed) : '',
    view.seesNames && maker ? words.madeBy(escapeMrkdwn(maker, 40)) : '',
  ]
  const name = key.name ? `*${escapeMrkdwn(key.name, 40)}*` : words.unnamed
  const workspace = key.workspace ? escapeMrkdwn(key.workspace, 30) : words.noWorkspace
  return `• ${coreWords(view).labelled(`${name}, ${workspace}`, facts.filter(Boolean).join(' · '))}`
}

/** Where there is something to do, without saying about which key. */
function listWorkspaces({ rows, only }: KeysReport, view: View): Block[] {
  if (rows.length === 0) return []
  const words = keysWords(view)
  const wanted = only ? [only] : concerns
  const sayCounts = (of: readonly KeyRow[]) =>
    wanted
      .map((concern) => ({ concern, count: of.filter((row) => row.concerns.includes(concern)).length }))
      .filter(({ count }) => count > 0)
      .map(({ concern, count }) => words.short[concern](count))
      .join(', ')
  const byWorkspace = [...Map.groupBy(rows, ({ key }) => key.workspace ?? '')]
  const shown = byWorkspace.slice(0, shownWorkspaces)
  const rest = byWorkspace.slice(shownWorkspaces)
  const lines = shown.map(([name, of]) =>
    words.inWorkspace(name ? escapeMrkdwn(name, 40) : words.noWorkspace, sayCounts(of)),
  )
  const others = rest.length > 0 ? [words.otherWorkspaces(rest.length, sayCounts(rest.flatMap(([, of]) => of)))] : []
  return [section([...lines, ...others].join('\n')), context(words.namesFor)]
}

const panelButton = (view: View) => linkButton('keys.panel', keysWords(view).panel, panelUrl('apiKeys'))

function buttons({ counts, only }: KeysReport, view: View): Block[] {
  if (view.isShared) return [actions(panelButton(view))]
  const words = keysWords(view)
  const others = concerns.filter((concern) => concern !== only && counts[concern] > 0)
  return [actions(panelButton(view), ...others.map((concern) => runButton(words.show[concern], `keys ${concern}`)))]
}
