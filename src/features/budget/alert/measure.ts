import type { ReadContext } from '../../../chatops/context.ts'
import { type Budget, shareOfBudget } from '../../../chatops/report/budgets.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { forecastAgainst, monthsForForecast } from '../../../domain/forecast/month-forecast.ts'
import { inCurrency, type Money } from '../../../domain/money/money.ts'
import { dayOf, firstDayOf, monthOf } from '../../../domain/time/time.ts'
import { computeSpend, isComplete } from '../../../domain/usage/spend.ts'
import { organizationScope } from '../../../domain/usage/usage.ts'

export interface BudgetUse {
  readonly budget: Budget
  readonly spent: Money
  /** 0.6 for 60 %. */
  readonly share: number
  /** When it is used up at this pace; undefined: not this month, or nobody can say yet. */
  readonly exceededAt: Date | undefined
  /** Some usage has no price, or could not be read. */
  readonly isAtLeast: boolean
  readonly fetchedAt: Date
}

/** How much of a budget is used, and whether it lasts; undefined: it is in another currency than the usage. */
export async function measureBudget(
  { mistral, clock }: Pick<ReadContext, 'mistral' | 'clock'>,
  budget: Budget,
): Promise<BudgetUse | undefined> {
  const now = clock.now()
  const month = monthOf(dayOf(now))
  const of = budget.scope === organizationScope ? {} : { workspaceId: budget.scope }
  const { value: present, fetchedAt } = await mistral.usage({ month, ...of })
  const spend = computeSpend([present], { from: firstDayOf(month), to: dayOf(now), isRunning: true })
  const spent = inCurrency(spend.total, spend.currency)
  const share = shareOfBudget(budget, spent)
  if (share === undefined) return undefined
  const earlier = monthsForForecast(dayOf(now)).filter((other) => other !== month)
  const read = await orMissing(Promise.all(earlier.map((other) => mistral.usage({ month: other, ...of }))))
  const months = read && [...read.map(({ value }) => value), present]
  const standing = { spent: spend.total.toNumber(), use: undefined, limit: budget.amount }
  const exceededAt = share < 1 && months ? forecastAgainst(months, standing, now)?.reachesLimitAt : undefined
  return { budget, spent, share, exceededAt, isAtLeast: !isComplete(spend), fetchedAt }
}
