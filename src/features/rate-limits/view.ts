import { panelUrl } from '../../chatops/admin-panel.ts'
import { actions, context, linkButton, section } from '../../chatops/blocks.ts'
import { saySource } from '../../chatops/report/source.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { formatCount, formatShare, shortCount } from '../../domain/money/money.ts'
import { dayOf } from '../../domain/time/time.ts'
import type { Message } from '../../slack/message.ts'
import type { RateLimits } from './gather.ts'
import type { ModelRow, RateLimitsReport } from './report.ts'
import { rateLimitsWords } from './words.ts'

const shownModels = 12
/** From here on a model's row carries a warning. */
const nearShare = 0.8

export function renderRateLimits(report: RateLimits, view: View): Message {
  const words = rateLimitsWords(view)
  const panel = actions(linkButton('rate-limits.panel', words.panel, panelUrl('rateLimits')))
  if (report === 'notOffered')
    return { text: words.notOffered, blocks: [section(`*${words.notOffered}*\n${words.notOfferedHint}`), panel] }
  const title = sayFinding(report, view)
  const rows = listModels(report, view)
  const remarks = listRemarks(report, view)
  return {
    text: title,
    blocks: [
      section([`*${escapeMrkdwn(title, 200)}*`, sayRequests(report, view), sayCount(report, view)].join('\n')),
      ...(rows.length > 0 ? [section(rows.join('\n'))] : []),
      ...(remarks.length > 0 ? [section(remarks.join('\n'))] : []),
      context(`_${words.source(saySource({ ...report, period: { to: dayOf(report.now), isRunning: true } }, view))}_`),
      panel,
    ],
  }
}

export const listRemarks = ({ isUsageMissing, unreadable }: RateLimitsReport, view: View): string[] => [
  ...(isUsageMissing ? [rateLimitsWords(view).usageMissing] : []),
  ...(unreadable > 0 ? [coreWords(view).report.unreadable(unreadable)] : []),
]

/** What is nearest to its limit; without use to tell of, how many limits there are. */
export function sayFinding({ rows, total }: RateLimitsReport, view: View): string {
  const words = rateLimitsWords(view)
  const [first] = rows
  if (first?.share === undefined || first.share === 0) return words.limits(total)
  if (first.share >= 1) return words.reached(first.model)
  return words.finding(first.model, formatShare(first.share, 1, view.locale) ?? '')
}

function sayRequests({ requestsPerSecond }: RateLimitsReport, view: View): string {
  const words = rateLimitsWords(view)
  return requestsPerSecond === null
    ? words.unknownRequests
    : words.requests(formatCount(requestsPerSecond, view.locale))
}

function sayCount({ rows, total, search }: RateLimitsReport, view: View): string {
  const words = rateLimitsWords(view)
  if (total === 0) return words.noModels
  return search ? words.found(rows.length, total, escapeMrkdwn(search, 40)) : words.total(total)
}

function listModels({ rows }: RateLimitsReport, view: View): string[] {
  const rest = rows.slice(shownModels)
  const example = `${view.slash} rate-limits large`
  return [
    ...rows.slice(0, shownModels).map((row) => sayModel(row, view)),
    ...(rest.length > 0 ? [rateLimitsWords(view).others(rest.length, example)] : []),
  ]
}

function sayModel(row: ModelRow, view: View): string {
  const words = rateLimitsWords(view)
  const warning = (row.share ?? 0) >= nearShare ? '⚠ ' : ''
  const minute =
    row.tokensPerMinute === null ? words.unknownMinute : words.minute(shortCount(row.tokensPerMinute, view.locale))
  const name = `*${escapeMrkdwn(row.model, 50)}*`
  return `• ${warning}${coreWords(view).labelled(name, `${sayMonth(row, view)} · ${minute}`)}`
}

function sayMonth({ tokensPerMonth, used, share }: ModelRow, view: View): string {
  const words = rateLimitsWords(view)
  if (tokensPerMonth === null) return words.unknownMonth
  const limit = shortCount(tokensPerMonth, view.locale)
  if (used === undefined) return `${words.month(limit)}, ${words.notUsed}`
  const part = share === undefined ? undefined : formatShare(share, 1, view.locale)
  return part ? words.ofMonth(shortCount(used, view.locale), limit, part) : words.month(limit)
}
