import type { ReadContext } from '../../chatops/context.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { knownAt } from '../../domain/fetched.ts'
import {
  dailyAmounts,
  forecastAgainst,
  holdAgainst,
  type MonthForecast,
  monthsForForecast,
  type UseAndLimit,
} from '../../domain/forecast/month-forecast.ts'
import { type LimitValue, limitStated } from '../../domain/limit/limit-value.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { type Currency, inCurrency, isComparable, type Money } from '../../domain/money/money.ts'
import { dayOf, firstDayOf, monthOf } from '../../domain/time/time.ts'
import { computeSpend, confirms, isComplete } from '../../domain/usage/spend.ts'
import { askWorkspaces, findDriver, listCaps } from './driver.ts'
import type { LimitFacts, Raise } from './store/types.ts'

/**
 * Where the Organization stands. The limit and its use are what decisions rest on: `fresh` asks for them anew, and
 * without them this throws. All else helps to decide, and may be missing. The driver and the use of caps take a question
 * for each Workspace, so only who shows them asks for them.
 */
export async function gatherFacts(
  context: Pick<ReadContext, 'mistral' | 'clock'> & Partial<Pick<ReadContext, 'progress'>>,
  { fresh = false, withDriver = false }: { fresh?: boolean; withDriver?: boolean } = {},
): Promise<LimitFacts> {
  const { mistral, clock } = context
  const now = clock.now()
  const month = monthOf(dayOf(now))
  const [stated, months, workspaces] = await Promise.all([
    mistral.spendLimit({ fresh }),
    orMissing(Promise.all(monthsForForecast(dayOf(now)).map((wanted) => mistral.usage({ month: wanted })))),
    orMissing(mistral.workspaces()),
  ])
  const usage = months?.map(({ value }) => value)
  const { value: limit, fetchedAt, origin } = stated
  const known = knownAt(origin, now)
  const present = usage?.filter((known) => known.month === month)
  const spend = computeSpend(present ?? [], { from: firstDayOf(month), to: dayOf(now), isRunning: true })
  const spent = present
    ? inCurrency(spend.total, spend.currency)
    : inCurrency(limit.use ?? Decimal.zero, limit.currency)
  const used = comparableUse(spent, limit, limitStated(limit))
  // Whoever drives the spend could be the one whose usage has no price.
  const isCounted =
    present !== undefined && (isComplete(spend) || (used.use !== undefined && confirms(used.use, used.spent)))
  const listed = workspaces?.value ?? []
  const isWorthAsking = isCounted || listed.some(({ cap }) => cap)
  const asked = withDriver && isWorthAsking ? await askWorkspaces(context, month, listed) : []
  return {
    now,
    fetchedAt,
    origin,
    limit: limitStated(limit),
    use: limit.use ?? undefined,
    currency: limit.currency,
    isReached: limit.isReached,
    hasPaymentFailed: limit.lastPaymentFailed,
    spent,
    daily: dailyAmounts(present ?? []),
    forecast: usage && known && forecastAgainst(usage, used, known),
    driver: isCounted ? findDriver(asked, spent) : undefined,
    caps: listCaps(listed, asked),
    // What people brought is one sum: there is no counter beside it.
    ...(present && !origin ? { computed: { spent, isAtLeast: !isComplete(spend) } } : {}),
  }
}

/** What a forecast is held against: nothing that is known to be in another currency. */
function comparableUse(
  spent: Money,
  { use, currency }: { readonly use?: Decimal | null | undefined; readonly currency: Currency },
  limit: LimitValue | undefined,
): UseAndLimit {
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
