import { formatChange, nameCompared } from '../../chatops/report/spend-change.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { nearlyUsed } from '../../domain/limit/nearly-used.ts'
import { formatShare } from '../../domain/money/money.ts'
import { formatMoment } from '../../domain/time/dates.ts'
import type { WorkspaceRow, WorkspacesReport } from './report.ts'
import { workspacesWords } from './words.ts'

const mostNamed = 3
const shownMovers = 3

/** What needs somebody: caps that are used up or nearly so, else the first that will be. */
export function sayCaps({ rows, period, missing }: WorkspacesReport, view: View): string[] {
  const words = workspacesWords(view)
  const capped = rows.filter(({ cap }) => cap?.share !== undefined)
  if (period.kind !== 'month') return []
  // One that gave no answer may have a cap, and may be near it.
  const areAllKnown = missing.length === 0
  if (areAllKnown && !rows.some(({ cap }) => cap)) return [words.noCaps]
  if (capped.length === 0) return []
  const most = formatShare(nearlyUsed, 1, view.locale) ?? ''
  const used = (from: number, below: number) =>
    capped.filter(({ cap }) => (cap?.share ?? 0) >= from && (cap?.share ?? 0) < below)
  const reached = used(1, Number.POSITIVE_INFINITY)
  const near = used(nearlyUsed, 1)
  const found = [
    ...(reached.length > 0 ? [words.reached(nameAll(reached, view), reached.length)] : []),
    ...(near.length > 0 ? [words.near(nameAll(near, view), near.length, most)] : []),
  ]
  if (found.length > 0) return found
  const [next, ...later] = capped
    .filter(({ cap }) => cap?.reachedAt)
    .toSorted((a, b) => (a.cap?.reachedAt?.getTime() ?? 0) - (b.cap?.reachedAt?.getTime() ?? 0))
  if (!next?.cap?.reachedAt) return areAllKnown ? [words.allHold(most)] : []
  const when = formatMoment(next.cap.reachedAt, view.locale, view.timeZone)
  return [words.willReach(escapeMrkdwn(next.name, 40), when, later.length)]
}

function nameAll(rows: readonly WorkspaceRow[], view: View): string {
  const { list, report } = coreWords(view)
  const named = rows.slice(0, mostNamed).map(({ name }) => escapeMrkdwn(name, 40))
  const others = rows.length - named.length
  return list(others > 0 ? [...named, report.others(others)] : named)
}

/** Which Workspaces explain that the whole costs more or less than before, by amount. */
export function sayMovers(report: WorkspacesReport, view: View): string {
  const words = workspacesWords(view)
  const { comparison, period } = report
  const moved = report.rows
    .flatMap(({ name, spent, change }) => (change && !change.difference.isZero ? [{ name, spent, change }] : []))
    .toSorted((a, b) => Math.abs(b.change.difference.toNumber()) - Math.abs(a.change.difference.toNumber()))
    .slice(0, shownMovers)
  if (!comparison || moved.length === 0) return ''
  const rows = moved.map(({ name, spent, change }) => {
    const { difference, share } = formatChange(change, spent.currency, view)
    return words.mover(escapeMrkdwn(name, 40), difference, share, change.difference.isNegative)
  })
  return words.movers(rows.join(' · '), nameCompared(comparison, report, view), period.isRunning)
}
