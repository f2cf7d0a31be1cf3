import { type Currency, formatMoneyChange, formatShare, inCurrency } from '../../domain/money/money.ts'
import { formatDay, formatDays, nameOfPeriod } from '../../domain/time/dates.ts'
import type { Comparison, Period } from '../../domain/time/period.ts'
import type { AmountChange, SpendChange } from '../../domain/usage/compare-spend.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { spendReportWords } from './spend-words.ts'

interface Compared {
  readonly period: Period
  readonly now: Date
  readonly currency: Currency
}

/** "+8% (+€1,990) on 1–17 Oct, whole days", or why there is no comparison; empty where none was asked for. */
export function saySpendChange(change: SpendChange | 'missing' | undefined, compared: Compared, view: View): string {
  if (!change || change === 'missing') return ''
  const words = spendReportWords(view)
  const against = nameCompared(change, compared, view)
  if (!change.hasData) return words.noDataBefore(against)
  if (change.beginsOn) {
    const day = formatDay(change.beginsOn, view.locale, compared.now.toISOString().slice(0, 4))
    return coreWords(view).report.beginsLater(against, day)
  }
  if (change.coverage === 'otherCurrency') return words.otherCurrencyBefore(against)
  if (change.coverage === 'noDays') return words.notByDay(against)
  if (change.coverage === 'none') return words.notComparable(against)
  const isPart = change.coverage === 'part'
  if (change.before.isZero) return isPart ? words.notComparable(against) : words.nothingBefore(against)
  if (change.difference.isZero) return words.noChange(against, isPart)
  const { share, difference } = formatChange(change, compared.currency, view)
  return words.change(share, difference, against, { isWholeDays: compared.period.isRunning, isPart })
}

/** "October" where whole months are compared, "1–17 Oct" otherwise. */
export function nameCompared(
  { against, isWhole }: Pick<Comparison, 'against' | 'isWhole'>,
  { period, now }: Pick<Compared, 'period' | 'now'>,
  view: View,
): string {
  const thisYear = now.toISOString().slice(0, 4)
  return isWhole
    ? nameOfPeriod({ ...against, kind: period.kind }, view.locale, thisYear)
    : formatDays(against.from, against.to, view.locale, thisYear)
}

/** "+8%" and "+€1,990"; no share of nothing. */
export function formatChange(
  { before, difference }: AmountChange,
  currency: Currency,
  view: View,
): { share: string | undefined; difference: string } {
  const share = formatShare(difference.toNumber(), before.toNumber(), view.locale)
  return {
    share: share === undefined || difference.isNegative || difference.isZero ? share : `+${share}`,
    difference: formatMoneyChange(inCurrency(difference, currency), view.locale),
  }
}
