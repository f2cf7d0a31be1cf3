import type { ReadContext } from '../../chatops/context.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import {
  dailyAmounts,
  forecastAgainst,
  holdAgainst,
  type LimitUse,
  type MonthForecast,
  monthsForForecast,
} from '../../domain/forecast/month-forecast.ts'
import type { Workspace } from '../../domain/limit/limit.ts'
import { type LimitValue, limitStated } from '../../domain/limit/limit-value.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { type Currency, inCurrency, isComparable, type Money } from '../../domain/money/money.ts'
import { dayOf, firstDayOf, monthOf } from '../../domain/time/time.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { computeSpend, confirms, groupSpend, isComplete } from '../../domain/usage/spend.ts'
import type { Month, UsageMonth } from '../../domain/usage/usage.ts'
import type { LimitFacts, Raise } from './store/types.ts'

/**
 * Where the Organization stands. The limit and its use are what decisions rest on: `fresh` asks for them anew, and
 * without them this throws. All else helps to decide, and may be missing. The driver takes a question for each Workspace,
 * so only who shows it asks for it.
 */
export async function gatherFacts(
  { mistral, clock }: Pick<ReadContext, 'mistral' | 'clock'>,
  { fresh = false, withDriver = false }: { fresh?: boolean; withDriver?: boolean } = {},
): Promise<LimitFacts> {
  const now = clock.now()
  const month = monthOf(dayOf(now))
  const [stated, months, workspaces] = await Promise.all([
    mistral.spendLimit({ fresh }),
    orMissing(Promise.all(monthsForForecast(dayOf(now)).map((wanted) => mistral.usage({ month: wanted })))),
    orMissing(mistral.workspaces()),
  ])
  const usage = months?.map(({ value }) => value)
  const { value: limit, fetchedAt } = stated
  const present = usage?.filter((known) => known.month === month)
  const spend = computeSpend(present ?? [], { from: firstDayOf(month), to: dayOf(now), isRunning: true })
  const spent = present
    ? inCurrency(spend.total, spend.currency)
    : inCurrency(limit.use ?? Decimal.zero, limit.currency)
  const used = comparableUse(spent, limit, limitStated(limit))
  // Whoever drives the spend could be the one whose usage has no price.
  const isCounted =
    present !== undefined && (isComplete(spend) || (used.use !== undefined && confirms(used.use, used.spent)))
  return {
    now,
    fetchedAt,
    limit: limitStated(limit),
    use: limit.use ?? undefined,
    currency: limit.currency,
    isReached: limit.isReached,
    spent,
    daily: dailyAmounts(present ?? []),
    forecast: usage && forecastAgainst(usage, used, now),
    driver:
      withDriver && isCounted ? await orMissing(findDriver(mistral, month, workspaces?.value ?? [], spent)) : undefined,
    caps: (workspaces?.value ?? []).flatMap(({ name, cap, capCurrency }) =>
      cap ? [{ workspace: name, cap: inCurrency(cap, capCurrency) }] : [],
    ),
  }
}

/** What a forecast is held against: nothing that is known to be in another currency. */
function comparableUse(
  spent: Money,
  { use, currency }: { readonly use?: Decimal | null | undefined; readonly currency: Currency },
  limit: LimitValue | undefined,
): LimitUse {
  const isOne = isComparable(spent.currency, currency)
  return {
    spent: spent.amount.toNumber(),
    use: isOne ? use?.toNumber() : undefined,
    limit: isOne ? limit : undefined,
  }
}

/** The same future under the limit that is asked for. */
export function forecastUnder(facts: LimitFacts, target: Raise['target']): MonthForecast | undefined {
  const { forecast, spent, now } = facts
  return forecast && holdAgainst(forecast, comparableUse(spent, facts, target), now)
}

/** The Workspace that spends most this month, and the model it spends most on. */
async function findDriver(
  mistral: ReadContext['mistral'],
  month: Month,
  workspaces: readonly Workspace[],
  spent: Money,
): Promise<LimitFacts['driver']> {
  const asked = await mapAtMost(workspacesAtOnce, workspaces, async ({ id, name }) => ({
    name,
    spend: spendOf((await mistral.usage({ month, workspaceId: id })).value, month),
  }))
  const [first] = asked.toSorted((a, b) => b.spend.total.compare(a.spend.total))
  if (!first || first.spend.total.isZero || spent.amount.isZero || first.spend.currency !== spent.currency)
    return undefined
  const [model] = groupSpend(first.spend.lines, (line) => modelName(line.model))
  return {
    name: model ? `${first.name}, ${model.name}` : first.name,
    share: first.spend.total.toNumber() / spent.amount.toNumber(),
  }
}

const spendOf = (usage: UsageMonth, month: Month) =>
  computeSpend([usage], { from: firstDayOf(month), to: `${month}-31`, isRunning: true })
