import { expect, test } from 'vitest'
import { Decimal } from '../../src/domain/money/decimal.ts'
import type { RateDay } from '../../src/domain/money/exchange.ts'
import { addDays } from '../../src/domain/time/time.ts'
import type { Day } from '../../src/domain/usage/usage.ts'
import type { Database } from '../../src/storage/database.ts'
import { findNewestRate, findRates, keepRates } from '../../src/storage/rates/rates.ts'
import { type RateTables, rateMigrations } from '../../src/storage/rates/schema.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const rate = (day: Day, usd: string, source = 'ecb'): RateDay => ({ day, perEuro: { USD: Decimal.of(usd) }, source })

const keep = (db: Database, rates: readonly RateDay[], isGiven: boolean, organization = 'main') =>
  db.transaction<RateTables, void>((tx) => keepRates(tx, organization, rates, { isGiven }))

const known = async (db: Database, days: readonly Day[], organization = 'main') =>
  (await findRates(db.query<RateTables>(), organization, days)).map(({ day, perEuro, source }) => [
    day,
    perEuro.USD?.toString(),
    source,
  ])

describeOnEachDatabase('exchange rates', (open) => {
  test('a rate that is known stays as it was shown, but the operator’s file corrects it', async () => {
    const db = await open(rateMigrations)
    await keep(db, [rate('2026-11-27', '1.08320')], false)
    await keep(db, [rate('2026-11-27', '9'), rate('2026-11-30', '1.1')], false)
    expect(await known(db, ['2026-11-30'])).toEqual([
      ['2026-11-27', '1.0832', 'ecb'],
      ['2026-11-30', '1.1', 'ecb'],
    ])
    await keep(db, [rate('2026-11-27', '1.2', 'file.csv')], true)
    await keep(db, [rate('2026-11-27', '9')], false)
    expect(await known(db, ['2026-11-28'])).toEqual([['2026-11-27', '1.2', 'file.csv']])
    expect(await findNewestRate(db.query<RateTables>(), 'main')).toBe('2026-11-30')
  })

  test('each Organization has its own, and only the week before a day is looked at', async () => {
    const db = await open(rateMigrations)
    await keep(db, [rate('2026-11-20', '1'), rate('2026-11-19', '2')], false)
    await keep(db, [rate('2026-11-27', '3')], false, 'other')
    expect(await known(db, ['2026-11-27', '2026-11-27'])).toEqual([['2026-11-20', '1', 'ecb']])
    expect(await known(db, ['2026-11-27'], 'other')).toEqual([['2026-11-27', '3', 'ecb']])
    expect(await known(db, [])).toEqual([])
    expect(await findNewestRate(db.query<RateTables>(), 'nobody')).toBeUndefined()
  })

  test('the whole history since 1999 is kept at once', async () => {
    const db = await open(rateMigrations)
    const all = Array.from({ length: 7000 }, (_, index) => rate(addDays('2026-11-27', -index), '1.1'))
    await keep(db, all, true)
    await keep(db, all, true)
    expect(await known(db, ['2026-11-27'])).toHaveLength(8)
  })
})
