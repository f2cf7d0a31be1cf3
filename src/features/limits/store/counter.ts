import { Decimal } from '../../../domain/money/decimal.ts'
import { dayOf, monthOf } from '../../../domain/time/time.ts'
import type { Month } from '../../../domain/usage/usage.ts'
import type { Tx } from './store.ts'

/** Mistral's counter of use starts anew with the month, but not on the minute: what it says is watched, not the calendar. */

/** The counter may still show the old month for hours, not for days. */
const longestLagDays = 2

/** Remembers what the counter says, and of which month; the row must be there. */
export async function observeUse(tx: Tx, organization: string, use: Decimal, now: Date): Promise<void> {
  const day = dayOf(now)
  const month = monthOf(day)
  const row = await tx
    .selectFrom('standing_limits')
    .select(['seen_use', 'seen_month'])
    .where('organization', '=', organization)
    .executeTakeFirst()
  const mayLag = Number(day.slice(8)) <= longestLagDays
  const hasFallen = use.isZero || (row?.seen_use != null && use.compare(Decimal.of(row.seen_use)) < 0)
  const isOldMonth = mayLag && !hasFallen && row?.seen_month != null && row.seen_month < month
  await tx
    .updateTable('standing_limits')
    .set({ seen_use: use.toString(), ...(isOldMonth ? {} : { seen_month: month }) })
    .where('organization', '=', organization)
    .execute()
}

/** Whether the counter was seen to count a later month than that one. */
export async function sawReset(tx: Tx, organization: string, since: Month): Promise<boolean> {
  const row = await tx
    .selectFrom('standing_limits')
    .select('seen_month')
    .where('organization', '=', organization)
    .executeTakeFirst()
  return (row?.seen_month ?? '') > since
}
