import { sayAmounts } from '../../chatops/report/amounts.ts'
import { sumRest } from '../../chatops/report/named-amounts.ts'
import { formatChange } from '../../chatops/report/spend-change.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { nearlyUsed } from '../../domain/limit/nearly-used.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { formatCount, formatMoney, formatShare, inCurrency } from '../../domain/money/money.ts'
import { takeTop } from '../../domain/take-top.ts'
import { formatMoment } from '../../domain/time/dates.ts'
import { sumByCurrency } from '../../domain/usage/month-lines.ts'
import type { WorkspaceRow, WorkspacesReport } from './report.ts'
import { workspacesWords } from './words.ts'

const shownCapped = 8
const shownUncapped = 6
const shownOwners = 3

/** Every cap that is worth a line; the others are said together. */
export function listCapped({ rows }: WorkspacesReport, view: View): string {
  const words = workspacesWords(view)
  const capped = rows.filter(({ cap }) => cap)
  if (capped.length === 0) return ''
  const { top, rest } = takeTop(capped, shownCapped)
  const highest = rest.flatMap(({ cap }) => (cap?.share === undefined ? [] : [cap.share])).at(0)
  const highestSaid = highest === undefined ? undefined : formatShare(Math.ceil(highest * 100), 100, view.locale)
  return [
    `*${words.capped}*`,
    ...top.map((row) => sayRow(row, sayCap(row, view), view)),
    ...(rest.length > 0
      ? [highestSaid ? words.otherCaps(rest.length, highestSaid) : coreWords(view).report.others(rest.length)]
      : []),
  ].join('\n')
}

/** What may spend without an end of its own, by what it does spend, and what lies in no Workspace. */
export function listUncapped(report: WorkspacesReport, view: View): string {
  const { rows, spend, rest: outside } = report
  const words = workspacesWords(view)
  const { top, rest } = takeTop(
    rows.filter(({ cap }) => !cap),
    shownUncapped,
  )
  // Of several currencies each by itself.
  const sayEach = (of: readonly WorkspaceRow[]) => sayAmounts(sumByCurrency(of.flatMap(({ byMonth }) => byMonth)), view)
  const sayOutside = () => {
    const named = rows.flatMap(({ byMonth }) => byMonth)
    return sayAmounts(sumRest(report.byMonth, named, ''), view)
  }
  const money = (amount: Decimal) => formatMoney(inCurrency(amount, spend.currency), view.locale)
  const lines = [
    ...top.map((row) => sayRow(row, `*${sayAmount(row, view)}*`, view)),
    ...(rest.length > 0
      ? [
          words.others(
            rest.length,
            spend.hasMixedCurrencies ? sayEach(rest) : money(Decimal.sum(rest.map((row) => row.spent.amount))),
          ),
        ]
      : []),
    ...(outside && !outside.isZero ? [words.rest(spend.hasMixedCurrencies ? sayOutside() : money(outside))] : []),
  ]
  return lines.length > 0 ? [...(top.length > 0 ? [`*${words.uncapped}*`] : []), ...lines].join('\n') : ''
}

function sayRow(row: WorkspaceRow, amount: string, view: View): string {
  const { change, spent, members } = row
  const moved = change && !change.difference.isZero ? formatChange(change, spent.currency, view) : undefined
  const people = [
    sayOwners(row, view),
    members === null ? '' : workspacesWords(view).people(formatCount(members, view.locale)),
  ]
  const head = [escapeMrkdwn(row.name, 40), amount, moved ? (moved.share ?? moved.difference) : '']
  return [head.filter(Boolean).join('  '), people.filter(Boolean).join(', ')].filter(Boolean).join(' · ')
}

function sayCap(row: WorkspaceRow, view: View): string {
  const words = workspacesWords(view)
  const { cap } = row
  if (!cap) return ''
  const amount = sayAmount(row, view)
  const limit = formatMoney(cap.cap, view.locale)
  if (cap.share === undefined) return words.capOf(amount, limit)
  const mark = cap.share >= 1 ? '🔴 ' : cap.share >= nearlyUsed || cap.reachedAt ? '⚠ ' : ''
  const when = cap.reachedAt ? `, ${words.capReachedAt(formatMoment(cap.reachedAt, view.locale, view.timeZone))}` : ''
  const share = formatShare(cap.share, 1, view.locale) ?? ''
  return `${mark}${words.ofCap(amount, limit, row.isAtLeast ? words.atLeast(share) : share)}${when}`
}

function sayAmount({ spent, isAtLeast, byMonth }: WorkspaceRow, view: View): string {
  const sums = spent.currency === null ? sumByCurrency(byMonth) : []
  const amount = sums.length > 1 ? sayAmounts(sums, view) : formatMoney(spent, view.locale)
  return isAtLeast ? workspacesWords(view).atLeast(amount) : amount
}

/** Names for those who may see names; for everybody else, how many there are. */
function sayOwners({ owners }: WorkspaceRow, view: View): string {
  const words = workspacesWords(view)
  if (!owners) return ''
  if (owners.length === 0) return words.noOwner
  if (!view.seesNames) return words.ownerCount(owners.length)
  const { list, report } = coreWords(view)
  const named = owners.slice(0, shownOwners).map(({ name, email }) => escapeMrkdwn(name ?? email ?? report.unnamed, 40))
  const more = owners.length - named.length
  return words.owners(list(more > 0 ? [...named, words.moreOwners(more)] : named), owners.length)
}
