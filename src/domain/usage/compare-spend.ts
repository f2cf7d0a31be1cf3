import { Decimal } from '../money/decimal.ts'
import type { Comparison } from '../time/period.ts'
import { computeSpend, gapsBetween, isOutside, type Spend, type SpendLine } from './spend.ts'
import type { UsageMonth } from './usage.ts'

export interface SpendChange {
  readonly against: Comparison['against']
  readonly isWhole: boolean
  readonly hasData: boolean
  /** Whether all of both sides is compared, what has a price on both, or nothing, since too much has none. */
  readonly coverage: 'all' | 'part' | 'none'
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
  // Amounts without a day can be compared by whole months only.
  const linesOf = ({ lines }: Spend) => lines.filter(isOutside(gaps)).filter(({ day }) => isWhole || day !== null)
  const before = linesOf(then)
  const present = linesOf(now)
  const sum = (lines: readonly SpendLine[]) => Decimal.sum(lines.map(({ amount }) => amount))
  // Data that begins half-way through the earlier days would make any growth look enormous.
  const first = months.find(({ month }) => against.from.startsWith(month))
  return {
    against,
    isWhole,
    hasData: first !== undefined && first.entries.length > 0,
    coverage: gaps.size === 0 ? 'all' : before.length > 0 && present.length > 0 ? 'part' : 'none',
    before: sum(before),
    difference: sum(present).minus(sum(before)),
  }
}

const overlaps =
  ({ from, to }: Comparison['of']) =>
  ({ month }: UsageMonth): boolean =>
    month >= from.slice(0, 7) && month <= to.slice(0, 7)
