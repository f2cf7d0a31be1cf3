import type { Kysely, Transaction } from 'kysely'
import { Decimal } from '../../domain/money/decimal.ts'
import { oldestRateDays, type RateDay } from '../../domain/money/exchange.ts'
import { addDays } from '../../domain/time/time.ts'
import type { Day } from '../../domain/usage/usage.ts'
import type { RateTables } from './schema.ts'

type Reads = Pick<Kysely<RateTables>, 'selectFrom'>

/** SQLite binds some 32,000 values in one statement. */
const rowsAtOnce = 1000

/**
 * Keeps rates. What was fetched never replaces a day that is known, so that a conversion stays as it was shown; the file
 * that the operator gives does, since they may have corrected it.
 */
export async function keepRates(
  tx: Transaction<RateTables>,
  organization: string,
  rates: readonly RateDay[],
  { isGiven }: { readonly isGiven: boolean },
): Promise<void> {
  for (let start = 0; start < rates.length; start += rowsAtOnce) {
    const rows = rates.slice(start, start + rowsAtOnce).map(({ day, perEuro, source }) => ({
      organization,
      day,
      rates: JSON.stringify(perEuro),
      source,
      is_given: isGiven ? 1 : 0,
    }))
    await tx
      .insertInto('exchange_rates')
      .values(rows)
      .onConflict((conflict) => {
        const key = conflict.columns(['organization', 'day'])
        if (!isGiven) return key.doNothing()
        return key.doUpdateSet(({ ref }) => ({
          rates: ref('excluded.rates'),
          source: ref('excluded.source'),
          is_given: ref('excluded.is_given'),
        }))
      })
      .execute()
  }
}

/** The newest day that has rates. */
export async function findNewestRate(db: Reads, organization: string): Promise<Day | undefined> {
  const row = await db
    .selectFrom('exchange_rates')
    .select('day')
    .where('organization', '=', organization)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.day as Day | undefined
}

/** The rates that may count on these days: theirs, and those of the days before them. */
export async function findRates(db: Reads, organization: string, days: readonly Day[]): Promise<RateDay[]> {
  const wanted = [...new Set(days)]
  if (wanted.length === 0) return []
  const rows = await db
    .selectFrom('exchange_rates')
    .select(['day', 'rates', 'source'])
    .where('organization', '=', organization)
    .where((where) =>
      where.or(
        wanted.map((day) => where.and([where('day', '<=', day), where('day', '>=', addDays(day, -oldestRateDays))])),
      ),
    )
    .orderBy('day')
    .execute()
  return rows.map(({ day, rates, source }) => ({ day: day as Day, perEuro: readPerEuro(rates), source }))
}

function readPerEuro(text: string): RateDay['perEuro'] {
  const rates = JSON.parse(text) as Readonly<Record<string, string>>
  return Object.fromEntries(Object.entries(rates).map(([currency, rate]) => [currency, Decimal.of(rate)]))
}
