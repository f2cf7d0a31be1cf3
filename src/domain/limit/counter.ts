import type { Decimal } from '../money/decimal.ts'
import { dayOf } from '../time/time.ts'
import type { Month } from '../usage/usage.ts'

/** Mistral's counter of use starts anew with the month, but not on the minute: what it says is watched, not the calendar. */

/** What the counter said at the last look, and of which month. */
export interface SeenCounter {
  readonly month: Month
  readonly use: Decimal
}

/** It may still show the old month for hours, not for days. */
const longestLagDays = 2

/** Whether what it says in the first days of a month is the use of the month before. */
export const isOldCounter = (
  seen: SeenCounter | undefined,
  month: Month,
  { use, now }: { readonly use: Decimal | undefined; readonly now: Date },
): boolean =>
  seen !== undefined &&
  seen.month < month &&
  Number(dayOf(now).slice(8)) <= longestLagDays &&
  // What is not stated has not fallen.
  (use === undefined || (!use.isZero && use.compare(seen.use) >= 0))
