import { expect, test } from 'vitest'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { inCurrency } from '../../src/domain/money/money.ts'
import { createImportedFigures } from '../../src/organization/imported-figures.ts'
import { saveImport } from '../../src/storage/figures/imports.ts'
import { type FigureTables, figureMigrations } from '../../src/storage/figures/schema.ts'
import { saveTypedLimit } from '../../src/storage/figures/typed.ts'
import { createJumpingClock } from '../mistral/support/clock.ts'
import { fileOf, lineOf } from '../storage/figures.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

describeOnEachDatabase('a limit that was typed', (open) => {
  const prepare = async (currency: string, isImported = true) => {
    const db = await open(figureMigrations)
    await db.transaction<FigureTables, void>(async (tx) => {
      if (isImported)
        await saveImport(tx, 'main', fileOf('a'), [lineOf(1, '2026-11-01', '900')], new Date('2026-11-03T09:00:00Z'))
      await saveTypedLimit(tx, 'main', { limit: Decimal.of('1000'), currency, at: new Date('2026-11-01T09:00:00Z') })
    })
    return createImportedFigures({ db, clock: createJumpingClock() }, 'main').spendLimit()
  }

  test('is never taken for one in the currency of the files, and both are said', async () => {
    const { value, origin } = await prepare('USD')
    expect(value).toMatchObject({ limit: null, isUnlimited: false, use: Decimal.of('900'), currency: 'EUR' })
    expect(origin?.limitApart).toEqual(inCurrency(Decimal.of('1000'), 'USD'))
  })

  test('holds in their currency, and where there are no files yet', async () => {
    const inEuros = await prepare('EUR')
    expect(inEuros.value).toMatchObject({ limit: Decimal.of('1000'), currency: 'EUR' })
    expect(inEuros.origin).not.toHaveProperty('limitApart')
  })

  test('holds in its own where there are no files yet', async () => {
    const { value, origin } = await prepare('USD', false)
    expect(value).toMatchObject({ limit: Decimal.of('1000'), use: null, currency: 'USD' })
    expect(origin).not.toHaveProperty('limitApart')
  })
})
