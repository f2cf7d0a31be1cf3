import { expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../../src/domain/money/money.ts'
import type { Day } from '../../../../src/domain/usage/usage.ts'
import { alertMigrations } from '../../../../src/features/limits/alert/schema.ts'
import type { Tables, Tx } from '../../../../src/features/limits/store/store.ts'
import {
  expectDay,
  findDaysToldWith,
  findUnusualDays,
  keepDay,
  markTold,
  putTogether,
} from '../../../../src/features/limits/unusual/days.ts'
import type { UnusualDay } from '../../../../src/features/limits/unusual/find-day.ts'
import { describeOnEachDatabase } from '../../../support/databases.ts'
import { now } from '../cards.ts'

const found = (day: Day): UnusualDay => ({
  anomaly: { day, amount: 2_412.87, usual: 782.4, difference: 1_630.47, weeks: 8 },
  spent: inCurrency(Decimal.of('2412.87'), 'EUR'),
  model: undefined,
  workspace: { name: 'Support-bot', difference: 1_630.8 },
  isAtLeast: false,
  fetchedAt: now,
})

describeOnEachDatabase('unusual days', (open) => {
  test('that are told together stay together, whatever is said of one of them meanwhile', async () => {
    const db = await open(alertMigrations)
    const write = (work: (tx: Tx) => Promise<unknown>) => db.transaction<Tables, unknown>(work)
    const days: Day[] = ['2026-11-17', '2026-11-18', '2026-11-19']
    for (const day of days) await write((tx) => keepDay(tx, 'acme', found(day), day === '2026-11-19' ? now : undefined))
    await write((tx) => keepDay(tx, 'other', found('2026-11-17'), undefined))
    await write((tx) => putTogether(tx, 'acme', ['2026-11-17', '2026-11-18'], '2026-11-18'))
    const said = { personId: 'person-1', because: 'Load test', now }
    await write((tx) => expectDay(tx, 'acme', '2026-11-17', said))
    const together = async () =>
      (await findDaysToldWith(db.query<Tables>(), 'acme', '2026-11-18')).map(({ day }) => day)
    expect(await together()).toEqual(['2026-11-17', '2026-11-18'])
    await write((tx) => markTold(tx, 'acme', '2026-11-18', now))
    expect(await together()).toEqual(['2026-11-17', '2026-11-18'])
    const all = await findUnusualDays(db.query<Tables>(), 'acme', '2026-11-01')
    expect(all.map(({ day, isTold, toldWith }) => [day, isTold, toldWith])).toEqual([
      ['2026-11-17', true, '2026-11-18'],
      ['2026-11-18', true, '2026-11-18'],
      ['2026-11-19', true, undefined],
    ])
    expect(all[0]?.found).toEqual(found('2026-11-17'))
    expect(await findUnusualDays(db.query<Tables>(), 'other', '2026-11-01')).toMatchObject([{ isTold: false }])
  })
})
