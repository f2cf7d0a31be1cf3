import { expect, test } from 'vitest'
import type { Core } from '../../../src/chatops/context.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { measureBudget } from '../../../src/features/budget/alert/measure.ts'
import { renderBudgetAlert } from '../../../src/features/budget/alert/tell.ts'
import { keepBudgetWatch } from '../../../src/features/budget/alert/watch.ts'
import { budget as budgetFeature } from '../../../src/features/budget/index.ts'
import { chargebackMigrations } from '../../../src/features/chargeback/schema.ts'
import { figureMigrations } from '../../../src/storage/figures/schema.ts'
import { keepRates } from '../../../src/storage/rates/rates.ts'
import { type RateTables, rateMigrations } from '../../../src/storage/rates/schema.ts'
import { describeOnSqlite } from '../../support/databases.ts'
import { partsOf } from '../../support/parts.ts'
import { broughtBy, typedAbove, usageFile } from '../imported.ts'
import { reader, sketch } from '../sketch.ts'

const budget = (amount: number, currency: string) => ({ scope: 'organization', amount: Decimal.of(amount), currency })
const november = usageFile('2026-11', '2026-11-17', 20)
const october = usageFile('2026-10', '2026-10-31', 20)

describeOnSqlite('how much of a budget is used', (open) => {
  async function coreOf(brought: Parameters<typeof broughtBy>[0], reportCurrency?: string): Promise<Core> {
    const migrations = [
      ...(budgetFeature.migrations ?? []),
      ...chargebackMigrations,
      ...figureMigrations,
      ...rateMigrations,
    ]
    const db = await open(migrations)
    const config = { reportCurrency, mistral: { key: undefined, pollIntervalMs: 60_000 } }
    return partsOf<Core>({ ...broughtBy(brought), db, organization: 'acme', config })
  }

  async function keepRate(core: Core, usd: string) {
    const rates = [{ day: '2026-11-17' as const, perEuro: { USD: Decimal.of(usd) }, source: 'ecb' }]
    await core.db.transaction<RateTables, void>((tx) => keepRates(tx, 'acme', rates, { isGiven: true }))
  }

  test('in another currency is measured at the rate that the report shows, and so is when it is used up', async () => {
    const core = await coreOf([october, november], 'USD')
    await keepRate(core, '2')
    const own = await measureBudget(core, budget(500, 'EUR'))
    const dollars = await measureBudget(core, budget(1000, 'USD'))
    expect(dollars?.share).toBe(340 / 500)
    expect(dollars?.converted?.spent.amount.toString()).toBe('680')
    expect(own?.exceededAt).toBeInstanceOf(Date)
    expect(dollars?.exceededAt).toEqual(own?.exceededAt)
  })

  test('is not known where nothing converts it', async () => {
    expect(await measureBudget(await coreOf([october, november]), budget(1000, 'USD'))).toBeUndefined()
  })

  test('is told with its rate, and where its figures are from', async () => {
    const core = await coreOf([october, typedAbove(november, '2026-11-18', 90)], 'USD')
    await keepRate(core, '2')
    const use = await measureBudget(core, budget(1000, 'USD'))
    const now = core.clock.now()
    const said = sketch(
      renderBudgetAlert({ ...use!, place: { kind: 'organization' }, now }, reader({ isShared: true })),
    )
    expect(said).toContain('Budget: 86% of US$1,000 used: €430.00 at 1 EUR = 2 USD')
    expect(said).toContain('Typed from the Billing page')
  })

  test('is not known of a month that nobody brought figures of', async () => {
    expect(await measureBudget(await coreOf([october]), budget(500, 'EUR'))).toBeUndefined()
  })

  test('is watched without a key as well', async () => {
    const core = await coreOf([october, november])
    expect(await keepBudgetWatch(core)).toBe(60_000)
  })
})
