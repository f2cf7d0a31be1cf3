import type { Core } from '../../../chatops/context.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { compareLimits, type LimitValue } from '../../../domain/limit/limit-value.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import { isComparable } from '../../../domain/money/money.ts'
import { dayOf } from '../../../domain/time/time.ts'
import { gatherFacts } from '../facts.ts'
import type { LimitFacts } from '../store/types.ts'

/** How far a limit that the bot sets by itself has to be above the use: it never cuts anyone off. */

/** Less than a normal day above present use is not enough; where the use is not known, nothing is. */
export const wouldCutOff = (target: LimitValue, facts: LimitFacts): boolean =>
  facts.use === undefined ||
  !isComparable(facts.currency, facts.spent.currency) ||
  compareLimits(target, facts.use.plus(normalDay(facts))) <= 0

/** What a day usually adds, of the days that the forecast expects; without one, what this month's days were. */
function normalDay({ forecast, spent, now }: LimitFacts): Decimal {
  const days = forecast?.days.slice(1) ?? []
  const expected = days.reduce((sum, { expected: amount }) => sum + amount, 0) / Math.max(1, days.length)
  const average = spent.amount.toNumber() / Number(dayOf(now).slice(8, 10))
  return Decimal.of(Math.ceil(Math.max(expected, average)))
}

/** As Mistral states it at this moment; undefined while it does not answer. */
export const freshFactsIfReachable = (core: Core): Promise<LimitFacts | undefined> =>
  orMissing(gatherFacts(core, { fresh: true }))
