import type { Core } from '../../../chatops/context.ts'
import { listAssignments } from '../../../chatops/report/assignments.ts'
import { partsOf, readParts } from '../../../chatops/report/budget-usage.ts'
import { type Budget, type SpentOfBudget, shareOfBudget, spentOfBudget } from '../../../chatops/report/budgets.ts'
import { findExchange } from '../../../chatops/report/exchange.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { isAllUnknown, type Source, sourceOf } from '../../../chatops/report/sources.ts'
import { mapAtMost } from '../../../domain/at-most.ts'
import { knownAt } from '../../../domain/fetched.ts'
import { forecastAgainst, monthsForForecast } from '../../../domain/forecast/month-forecast.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import { inCurrency, type Money } from '../../../domain/money/money.ts'
import { dayOf, firstDayOf, monthOf } from '../../../domain/time/time.ts'
import { computeSpend, isComplete } from '../../../domain/usage/spend.ts'
import type { ReadOptions } from '../../../mistral/index.ts'

export interface BudgetUse extends Source {
  readonly budget: Budget
  /** The Workspaces that it is about; the Organization's is about the whole. */
  readonly parts: readonly string[]
  readonly spent: Money
  /** The same in the currency of the budget. */
  readonly converted?: SpentOfBudget | undefined
  /** 0.6 for 60 %. */
  readonly share: number
  /** When it is used up at this pace; undefined: not this month, or nobody can say yet. */
  readonly exceededAt: Date | undefined
  /** Some usage has no price, or could not be read. */
  readonly isAtLeast: boolean
}

/** How much of a budget is used, and whether it lasts; undefined: it cannot be compared with the usage, or nobody knows that. */
export async function measureBudget(
  core: Pick<Core, 'mistral' | 'clock' | 'db' | 'organization' | 'config'>,
  budget: Budget,
  options?: ReadOptions,
): Promise<BudgetUse | undefined> {
  const { mistral, clock, db, organization } = core
  const now = clock.now()
  const month = monthOf(dayOf(now))
  const parts = partsOf(budget.scope, await listAssignments(db, organization), month)
  const { usage: present, answers } = await readParts(mistral, parts, month, options)
  if (!present) return undefined
  const spend = computeSpend([present], { from: firstDayOf(month), to: dayOf(now), isRunning: true })
  const source = answers.length > 0 ? sourceOf(answers) : { fetchedAt: now }
  if (isAllUnknown(source)) return undefined
  const spent = inCurrency(spend.total, spend.currency)
  const converted = spentOfBudget(budget, spent, month, await findExchange(core, [month]))
  const share = converted && shareOfBudget(budget, converted.spent)
  if (!converted || share === undefined) return undefined
  // What is to come is spent by the Workspaces of today, so it is their past that tells how it goes on.
  const earlier = monthsForForecast(dayOf(now)).filter((other) => other !== month)
  const read = await orMissing(mapAtMost(1, earlier, (other) => readParts(mistral, parts, other)))
  const months = read && [...read.flatMap(({ usage }) => usage ?? []), present]
  // The pace is in the currency of the usage, and so is what the budget is held against.
  const limit = converted.rates.length === 0 ? budget.amount : worthOf(share, spent)
  const standing = { spent: spend.total.toNumber(), use: undefined, limit }
  const known = knownAt(source.origin, now)
  const exceededAt = share < 1 && months && known ? forecastAgainst(months, standing, known)?.reachesLimitAt : undefined
  return { ...{ budget, parts, spent, converted, share, exceededAt }, isAtLeast: !isComplete(spend), ...source }
}

/** What the whole budget comes to in the currency of the usage; undefined: nothing is used, so nothing says. */
const worthOf = (share: number, spent: Money): Decimal | undefined =>
  share > 0 ? Decimal.of(spent.amount.toNumber() / share) : undefined
