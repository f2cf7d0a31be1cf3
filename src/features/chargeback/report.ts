import { type Assignment, assignmentIn, type Owner } from '../../chatops/report/assignments.ts'
import { type Budget, scopeOfCostCenter } from '../../chatops/report/budgets.ts'
import type { Source } from '../../chatops/report/sources.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { isComparable } from '../../domain/money/money.ts'
import type { Period } from '../../domain/time/period.ts'
import { computeSpend, isComplete, type Spend } from '../../domain/usage/spend.ts'
import { hasUsage, type UsageMonth } from '../../domain/usage/usage.ts'

export interface ChargebackSources extends Source {
  readonly whole: UsageMonth
  readonly workspaces: readonly WorkspaceUsage[]
  readonly assignments: readonly Assignment[]
  readonly isClosed: boolean
  readonly budgets: readonly Budget[]
  readonly exchange?: Exchange | undefined
}

export interface WorkspaceUsage {
  readonly id: string
  readonly name: string
  /** undefined: no answer. */
  readonly usage: UsageMonth | undefined
}

export interface ChargebackReport extends Source {
  readonly period: Period
  readonly now: Date
  readonly spend: Spend
  readonly isClosed: boolean
  /** Where amounts are shown in one currency as well. */
  readonly exchange: Exchange | undefined
  /** The dearest first; what is assigned to none comes last. */
  readonly costCenters: readonly CostCenter[]
  readonly missing: readonly string[]
  /** Workspaces that are in another currency than the whole, and so in none of its parts. */
  readonly otherCurrency: readonly string[]
}

export interface CostCenter {
  /** null: not assigned. */
  readonly name: string | null
  readonly total: Decimal
  /** What the month may cost; undefined: none is set, or the month is closed. */
  readonly budget: Budget | undefined
  readonly workspaces: readonly AssignedWorkspace[]
}

export interface AssignedWorkspace {
  /** null: what is in no Workspace, or in one that gave no answer. */
  readonly name: string | null
  readonly amount: Decimal
  /** Not all of it has a price, or could be read. */
  readonly isAtLeast: boolean
  readonly owner: Owner | undefined
}

/** Pure: everything that the Organization spent is in one of the cost centres, or is told as not assigned. */
export function reportChargeback(sources: ChargebackSources, period: Period, now: Date): ChargebackReport {
  const { whole, workspaces, assignments, isClosed, budgets, fetchedAt, kept } = sources
  const month = whole.month
  const spend = computeSpend([whole], period)
  // An amount in another currency is no part of the sum.
  const isPart = (usage: UsageMonth) => !hasUsage(usage) || isComparable(usage.currency, spend.currency)
  const told = workspaces.flatMap(({ id, name, usage }) =>
    usage && isPart(usage)
      ? [{ costCenter: assignmentIn(assignments, id, month), ...measure(name, usage, period) }]
      : [],
  )
  const rest = spend.total.minus(Decimal.sum(told.map(({ amount }) => amount)))
  const rows = [
    ...told.map(({ costCenter, ...row }) => ({
      costCenter: costCenter?.costCenter ?? null,
      ...row,
      owner: costCenter?.owner,
    })),
    ...(rest.isZero ? [] : [{ costCenter: null, name: null, amount: rest, isAtLeast: false, owner: undefined }]),
  ].filter(({ amount, isAtLeast }) => !amount.isZero || isAtLeast)
  // What is closed does not move, and a budget of today would move it.
  const budgetOf = (name: string | null) =>
    isClosed || name === null ? undefined : budgets.find(({ scope }) => scope === scopeOfCostCenter(name))
  return {
    ...{ period, now, spend, isClosed, fetchedAt, kept, origin: sources.origin, exchange: sources.exchange },
    costCenters: [...Map.groupBy(rows, ({ costCenter }) => costCenter)]
      .map(([name, same]) => ({
        name,
        total: Decimal.sum(same.map(({ amount }) => amount)),
        budget: budgetOf(name),
        workspaces: same
          .map(({ costCenter: _, ...row }) => row)
          .toSorted((one, other) => other.amount.compare(one.amount)),
      }))
      .toSorted(
        (one, other) => Number(one.name === null) - Number(other.name === null) || other.total.compare(one.total),
      ),
    missing: workspaces.filter(({ usage }) => !usage).map(({ name }) => name),
    otherCurrency: workspaces.filter(({ usage }) => usage && !isPart(usage)).map(({ name }) => name),
  }
}

function measure(name: string, usage: UsageMonth, period: Period) {
  const spend = computeSpend([usage], period)
  return { name, amount: spend.total, isAtLeast: !isComplete(spend) }
}
