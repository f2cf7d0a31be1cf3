import { Decimal } from '../money/decimal.ts'
import { isComparable } from '../money/money.ts'
import type { Comparison } from '../time/period.ts'
import { firstDayOf } from '../time/time.ts'
import { beginsWithin } from './beginning.ts'
import { computeSpend, gapsBetween, isOutside, type Spend } from './spend.ts'
import { type Day, hasUsage, type SpendLine, type UsageMonth } from './usage.ts'

export interface SpendChange {
  readonly against: Comparison['against']
  readonly isWhole: boolean
  readonly hasData: boolean
  /** The first day that has any data, where that lies within the earlier days: against a part of them nothing is compared. */
  readonly beginsOn: Day | undefined
  /** Whether all of both sides is compared, what has a price on both, or nothing: too much has none, or it is in another currency. */
  readonly coverage: 'all' | 'part' | 'none' | 'otherCurrency'
  readonly before: Decimal
  readonly difference: Decimal
}

/**
 * What has no price on one side would count as free there, and make any growth: such models are left out on both sides.
 * Where nothing is left to compare, nothing is.
 */
export function compareSpend(months: readonly UsageMonth[], { of, against, isWhole }: Comparison): SpendChange {
  const spendOf = (range: Comparison['of']) => computeSpend(months.filter(overlaps(range)), range)
  const [now, then] = [spendOf(of), spendOf(against)]
  const gaps = gapsBetween(now, then)
  const isOneCurrency = !now.hasMixedCurrencies && !then.hasMixedCurrencies && isComparable(now.currency, then.currency)
  // Amounts without a day can be compared by whole months only.
  const linesOf = ({ lines }: Spend) => lines.filter(isOutside(gaps)).filter(({ day }) => isWhole || day !== null)
  const before = linesOf(then)
  const present = linesOf(now)
  const sum = (lines: readonly SpendLine[]) => Decimal.sum(lines.map(({ amount }) => amount))
  return {
    against,
    isWhole,
    hasData: then.hasUsage || months.some((month) => against.from.startsWith(month.month) && hasUsage(month)),
    beginsOn: beginsWithin(findFirstDay(months), against),
    coverage: isOneCurrency ? coverageOf(gaps, before, present) : 'otherCurrency',
    before: sum(before),
    difference: sum(present).minus(sum(before)),
  }
}

function findFirstDay(months: readonly UsageMonth[]): Day | undefined {
  let first: Day | undefined
  for (const { month, lines, unpriced } of months)
    for (const used of [lines, unpriced])
      for (const { day } of used) {
        const at = day ?? firstDayOf(month)
        if (first === undefined || at < first) first = at
      }
  return first
}

function coverageOf(
  gaps: ReadonlySet<string>,
  before: readonly SpendLine[],
  present: readonly SpendLine[],
): SpendChange['coverage'] {
  if (gaps.size === 0) return 'all'
  return before.length > 0 && present.length > 0 ? 'part' : 'none'
}

const overlaps =
  ({ from, to }: Comparison['of']) =>
  ({ month }: UsageMonth): boolean =>
    month >= from.slice(0, 7) && month <= to.slice(0, 7)
