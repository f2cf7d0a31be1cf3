import type { Core } from '../../../chatops/context.ts'
import { listAssignments } from '../../../chatops/report/assignments.ts'
import { partsOf, readParts } from '../../../chatops/report/budget-usage.ts'
import { type Budget, shareOfBudget } from '../../../chatops/report/budgets.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { sourceOf } from '../../../chatops/report/sources.ts'
import { mapAtMost } from '../../../domain/at-most.ts'
import { forecastAgainst, monthsForForecast } from '../../../domain/forecast/month-forecast.ts'
import { inCurrency, type Money } from '../../../domain/money/money.ts'
import { dayOf, firstDayOf, monthOf } from '../../../domain/time/time.ts'
import { computeSpend, isComplete } from '../../../domain/usage/spend.ts'
import type { ReadOptions } from '../../../mistral/index.ts'

export interface BudgetUse {
  readonly budget: Budget
  /** The Workspaces that it is about; the Organization's is about the whole. */
  readonly parts: readonly string[]
  readonly spent: Money
  /** 0.6 for 60 %. */
  readonly share: number
  /** When it is used up at this pace; undefined: not this month, or nobody can say yet. */
  readonly exceededAt: Date | undefined
  /** Some usage has no price, or could not be read. */
  readonly isAtLeast: boolean
  readonly fetchedAt: Date
}

/** How much of a budget is used, and whether it lasts; undefined: it cannot be held against the usage's currency. */
export async function measureBudget(
  { mistral, clock, db, organization }: Pick<Core, 'mistral' | 'clock' | 'db' | 'organization'>,
  budget: Budget,
  options?: ReadOptions,
): Promise<BudgetUse | undefined> {
  const now = clock.now()
  const month = monthOf(dayOf(now))
  const parts = partsOf(budget.scope, await listAssignments(db, organization), month)
  const { usage: present, answers } = await readParts(mistral, parts, month, options)
  if (!present) return undefined
  const spend = computeSpend([present], { from: firstDayOf(month), to: dayOf(now), isRunning: true })
  const spent = inCurrency(spend.total, spend.currency)
  const share = shareOfBudget(budget, spent)
  if (share === undefined) return undefined
  // What is to come is spent by the Workspaces of today, so it is their past that tells how it goes on.
  const earlier = monthsForForecast(dayOf(now)).filter((other) => other !== month)
  const read = await orMissing(mapAtMost(1, earlier, (other) => readParts(mistral, parts, other)))
  const months = read && [...read.flatMap(({ usage }) => usage ?? []), present]
  const standing = { spent: spend.total.toNumber(), use: undefined, limit: budget.amount }
  const exceededAt = share < 1 && months ? forecastAgainst(months, standing, now)?.reachesLimitAt : undefined
  const fetchedAt = answers.length > 0 ? sourceOf(answers).fetchedAt : now
  return { budget, parts, spent, share, exceededAt, isAtLeast: !isComplete(spend), fetchedAt }
}
