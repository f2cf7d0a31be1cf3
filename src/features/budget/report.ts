import {
  type Budget,
  type BudgetPlace,
  placeOf,
  type SpentOfBudget,
  shareOfBudget,
  spentOfBudget,
} from '../../chatops/report/budgets.ts'
import type { Source } from '../../chatops/report/sources.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { inCurrency, type Money } from '../../domain/money/money.ts'
import { dayOf, firstDayOf, lastDayOf, monthOf } from '../../domain/time/time.ts'
import { computeSpend, isComplete } from '../../domain/usage/spend.ts'
import type { Month, UsageMonth } from '../../domain/usage/usage.ts'

export interface BudgetRow {
  readonly budget: Budget
  readonly place: BudgetPlace
  /** undefined: its usage could not be read, or is mixed. */
  readonly spent: Money | undefined
  /** Its Workspaces are billed in several currencies, which are never added up. */
  readonly isMixed: boolean
  /** The same in the currency of the budget; undefined: it cannot be compared with it. */
  readonly converted?: SpentOfBudget | undefined
  /** 0.6 for 60%. */
  readonly share: number | undefined
}

export interface BudgetReport extends Source {
  readonly now: Date
  readonly month: Month
  /** The Organization's first, then the one that is used most. */
  readonly rows: readonly BudgetRow[]
  /** Some usage has no price, or could not be read: more may be used than is said. */
  readonly isIncomplete: boolean
  readonly exchange: Exchange | undefined
}

export interface BudgetSources extends Source {
  readonly budgets: readonly Budget[]
  readonly workspaces: readonly { readonly id: string; readonly name: string }[]
  /** By scope; one that is missing gave no answer, and one in several currencies is `mixed`. */
  readonly usage: ReadonlyMap<string, UsageMonth | 'mixed'>
  readonly month: Month
  readonly now: Date
  readonly exchange?: Exchange | undefined
}

/** Pure: budgets and one month of usage in, a row for each out. */
export function reportBudgets({
  budgets,
  workspaces,
  usage,
  month,
  now,
  exchange,
  ...source
}: BudgetSources): BudgetReport {
  const isRunning = month === monthOf(dayOf(now))
  const range = { from: firstDayOf(month), to: isRunning ? dayOf(now) : lastDayOf(month), isRunning }
  const spends = new Map(
    [...usage].flatMap(([scope, of]) => (of === 'mixed' ? [] : [[scope, computeSpend([of], range)] as const])),
  )
  const rows = budgets.map((budget): BudgetRow => {
    const spend = spends.get(budget.scope)
    const spent = spend && inCurrency(spend.total, spend.currency)
    const converted = spent && spentOfBudget(budget, spent, month, exchange)
    return {
      budget,
      place: placeOf(budget.scope, workspaces),
      spent,
      isMixed: usage.get(budget.scope) === 'mixed',
      converted,
      share: converted && shareOfBudget(budget, converted.spent),
    }
  })
  return {
    now,
    ...{ fetchedAt: source.fetchedAt, kept: source.kept, origin: source.origin, origins: source.origins },
    month,
    exchange,
    rows: rows.toSorted(
      (one, other) =>
        Number(isWhole(other)) - Number(isWhole(one)) ||
        (other.share ?? -1) - (one.share ?? -1) ||
        (one.budget.scope < other.budget.scope ? -1 : 1),
    ),
    isIncomplete: [...spends.values()].some((spend) => !isComplete(spend)),
  }
}

export const isWhole = ({ place }: Pick<BudgetRow, 'place'>): boolean => place.kind === 'organization'
