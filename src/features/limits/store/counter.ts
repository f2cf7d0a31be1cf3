import { isOldCounter, type SeenCounter } from '../../../domain/limit/counter.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import { dayOf, monthOf } from '../../../domain/time/time.ts'
import type { Month } from '../../../domain/usage/usage.ts'
import type { Tx } from './store.ts'

/** Remembers what the counter says, and of which month; the row must be there. */
export async function observeUse(tx: Tx, organization: string, use: Decimal, now: Date): Promise<void> {
  const month = monthOf(dayOf(now))
  const isOldMonth = isOldCounter(await findSeenCounter(tx, organization), month, { use, now })
  await tx
    .updateTable('standing_limits')
    .set({ seen_use: use.toString(), ...(isOldMonth ? {} : { seen_month: month }) })
    .where('organization', '=', organization)
    .execute()
}

async function findSeenCounter(tx: Tx, organization: string): Promise<SeenCounter | undefined> {
  const row = await tx
    .selectFrom('standing_limits')
    .select(['seen_use', 'seen_month'])
    .where('organization', '=', organization)
    .executeTakeFirst()
  if (row?.seen_month == null) return undefined
  return { month: row.seen_month as Month, use: Decimal.of(row.seen_use ?? 0) }
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
