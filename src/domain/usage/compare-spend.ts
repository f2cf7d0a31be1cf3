import { Decimal } from '../money/decimal.ts'
import { isComparable } from '../money/money.ts'
import type { Comparison } from '../time/period.ts'
import { firstDayOf } from '../time/time.ts'
import { beginsWithin } from './beginning.ts'
import { modelName } from './model-name.ts'
import { computeSpend, dailySpend, gapsBetween, isOutside, type Spend } from './spend.ts'
import { type Day, hasUsage, type SpendLine, type UsageMonth } from './usage.ts'

/** What something came to, and by how much that has changed since. */
export interface AmountChange {
  readonly before: Decimal
  readonly difference: Decimal
}

export interface SpendChange extends AmountChange {
  readonly against: Comparison['against']
  readonly isWhole: boolean
  readonly hasData: boolean
  /** The first day that has any data, where that lies within the earlier days: against a part of them nothing is compared. */
  readonly beginsOn: Day | undefined
  /** Whether all of both sides is compared, what has a price on both, or nothing: too much has none, or no day, or it is in another currency. */
  readonly coverage: 'all' | 'part' | 'none' | 'noDays' | 'otherCurrency'
}

/**
 * What has no price on one side would count as free there, and make any growth: such models are left out on both sides.
 * Where nothing is left to compare, nothing is.
 */
export function compareSpend(months: readonly UsageMonth[], comparison: Comparison): SpendChange {
  const { against, isWhole } = comparison
  const { now, before, present, then, coverage } = holdTogether(months, comparison)
  const was = sumOf(before, then)
  return {
    against,
    isWhole,
    hasData: then.hasUsage || months.some((month) => against.from.startsWith(month.month) && hasUsage(month)),
    beginsOn: beginsWithin(findFirstDay(months), against),
    coverage,
    before: was,
    difference: sumOf(present, now).minus(was),
  }
}

/** Mostly nothing is left out, and a large month takes long to add up. */
const sumOf = (lines: readonly SpendLine[], from: Spend): Decimal =>
  lines.length === from.lines.length ? from.total : sum(lines)

const findFirstDay = (months: readonly UsageMonth[]): Day | undefined =>
  months
    .flatMap((month) => [...dailySpend(month).keys()].map((day) => day ?? firstDayOf(month.month)))
    .toSorted()
    .at(0)

/**
 * The same for each group of lines. A group of which something was left out is not in the answer: what is left of it is
 * not what it costs.
 */
export function compareGroups(
  months: readonly UsageMonth[],
  comparison: Comparison,
  nameOf: (line: Pick<SpendLine, 'category' | 'model'>) => string,
): ReadonlyMap<string, AmountChange> {
  const { before, present, coverage, leftOut } = holdTogether(months, comparison)
  const changes = new Map<string, AmountChange>()
  if (coverage !== 'all' && coverage !== 'part') return changes
  const [earlier, now] = [before, present].map((lines) => Map.groupBy(lines, nameOf))
  const incomplete = new Set(leftOut.map(nameOf))
  for (const name of new Set([...(earlier?.keys() ?? []), ...(now?.keys() ?? [])])) {
    if (incomplete.has(name)) continue
    const was = sum(earlier?.get(name) ?? [])
    changes.set(name, { before: was, difference: sum(now?.get(name) ?? []).minus(was) })
  }
  return changes
}

interface HeldTogether {
  readonly now: Spend
  readonly then: Spend
  readonly before: readonly SpendLine[]
  readonly present: readonly SpendLine[]
  readonly leftOut: readonly SpendLine[]
  readonly coverage: SpendChange['coverage']
}

/** The lines of both sides that can be compared. */
function holdTogether(months: readonly UsageMonth[], { of, against, isWhole }: Comparison): HeldTogether {
  const spendOf = (range: Comparison['of']) => computeSpend(months, range)
  const [now, then] = [spendOf(of), spendOf(against)]
  const gaps = gapsBetween(now, then)
  const isKept = isOutside(gaps)
  const isOneCurrency = !now.hasMixedCurrencies && !then.hasMixedCurrencies && isComparable(now.currency, then.currency)
  // Amounts without a day can be compared by whole months only.
  const linesOf = ({ lines }: Spend) => lines.filter((line) => (isWhole || line.day !== null) && isKept(line))
  const [before, present] = [linesOf(then), linesOf(now)]
  const undatedOf = (range: Comparison['of']) => (isWhole ? [] : findUndated(months, range))
  const isByDay =
    !hidesUse(undatedOf(against), { beside: before, other: present }) &&
    !hidesUse(undatedOf(of), { beside: present, other: before })
  return {
    now,
    then,
    before,
    present,
    leftOut: gaps.size === 0 ? [] : [...then.lines, ...now.lines].filter((line) => !isKept(line)),
    coverage: isOneCurrency ? (isByDay ? coverageOf(gaps, before, present) : 'noDays') : 'otherCurrency',
  }
}

const findUndated = (months: readonly UsageMonth[], { from, to }: Comparison['of']): readonly SpendLine[] =>
  months
    .filter(({ month }) => month >= from.slice(0, 7) && month <= to.slice(0, 7))
    .flatMap((month) => dailySpend(month).get(null)?.lines ?? [])
    .filter(({ amount }) => !amount.isZero)

/**
 * What has no day is left out of both sides where it never has one. An invoice has none at all, and what has days on the
 * other side alone would look as if it were new, or had ended.
 */
function hidesUse(
  undated: readonly SpendLine[],
  { beside, other }: { readonly beside: readonly SpendLine[]; readonly other: readonly SpendLine[] },
): boolean {
  if (undated.length === 0) return false
  if (beside.length === 0) return true
  const kindOf = ({ category, model }: SpendLine) => JSON.stringify([category, modelName(model)])
  const own = new Set(beside.map(kindOf))
  const dated = new Set(other.map(kindOf))
  return undated.some((line) => !own.has(kindOf(line)) && dated.has(kindOf(line)))
}

function coverageOf(
  gaps: ReadonlySet<string>,
  before: readonly SpendLine[],
  present: readonly SpendLine[],
): SpendChange['coverage'] {
  if (gaps.size === 0) return 'all'
  return before.length > 0 && present.length > 0 ? 'part' : 'none'
}

const sum = (lines: readonly SpendLine[]): Decimal => Decimal.sum(lines.map(({ amount }) => amount))
