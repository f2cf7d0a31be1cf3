import { Decimal } from '../../../domain/money/decimal.ts'
import type { Day, Month } from '../../../domain/usage/usage.ts'
import { dateOrNull } from '../store/rows.ts'
import type { LimitReads, Tx } from '../store/store.ts'
import type { Poll, Told } from './signals.ts'

/** The counter's readings of the last day, and what people were told of it. */

/** As it is remembered: the version says whether another instance has looked since it was read. */
export interface Remembered {
  readonly told: Told
  readonly version: number
}

const keptMs = 24 * 3_600_000

export async function findPolls(db: LimitReads, organization: string): Promise<Poll[]> {
  const rows = await db
    .selectFrom('limit_polls')
    .select(['at', 'use'])
    .where('organization', '=', organization)
    .orderBy('at')
    .execute()
  return rows.map(({ at, use }) => ({ at: new Date(at), use: Decimal.of(use) }))
}

export async function savePoll(tx: Tx, organization: string, { at, use }: Poll): Promise<void> {
  await tx
    .deleteFrom('limit_polls')
    .where('organization', '=', organization)
    .where('at', '<', at.getTime() - keptMs)
    .execute()
  await tx
    .insertInto('limit_polls')
    .values({ organization, at: at.getTime(), use: use.toString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function findRemembered(db: LimitReads, organization: string): Promise<Remembered | undefined> {
  const row = await db
    .selectFrom('limit_alerts')
    .selectAll()
    .where('organization', '=', organization)
    .executeTakeFirst()
  return (
    row && {
      version: row.version,
      told: {
        month: row.month as Month,
        limit: row.limit_amount,
        use: Decimal.of(row.use),
        currency: row.currency,
        level: row.level,
        stopsOn: row.stops_on as Day | null,
        isSuspended: row.is_suspended === 1,
        isUrgent: row.is_urgent === 1,
        hasPaymentFailed: row.has_payment_failed === 1,
        urgentAt: dateOrNull(row.urgent_at),
      },
    }
  )
}

export const findTold = async (db: LimitReads, organization: string): Promise<Told | undefined> =>
  (await findRemembered(db, organization))?.told

/** False where another instance has looked meanwhile: what that look found is told by it, and is not overwritten. */
export async function saveTold(
  tx: Tx,
  organization: string,
  before: Remembered | undefined,
  told: Told,
): Promise<boolean> {
  const row = {
    month: told.month,
    limit_amount: told.limit,
    use: told.use.toString(),
    currency: told.currency ?? null,
    level: told.level,
    stops_on: told.stopsOn,
    is_suspended: told.isSuspended ? 1 : 0,
    is_urgent: told.isUrgent ? 1 : 0,
    has_payment_failed: told.hasPaymentFailed ? 1 : 0,
    urgent_at: told.urgentAt?.getTime() ?? null,
    version: (before?.version ?? 0) + 1,
  }
  const saved = before
    ? await tx
        .updateTable('limit_alerts')
        .set(row)
        .where('organization', '=', organization)
        .where('version', '=', before.version)
        .returning('organization')
        .executeTakeFirst()
    : await tx
        .insertInto('limit_alerts')
        .values({ organization, ...row })
        .onConflict((conflict) => conflict.doNothing())
        .returning('organization')
        .executeTakeFirst()
  return saved !== undefined
}
