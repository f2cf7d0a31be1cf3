import { expect, test } from 'vitest'
import type { Asker } from '../../../src/chatops/people/identity.ts'
import { findBudgets } from '../../../src/chatops/report/budgets.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { organizationScope } from '../../../src/domain/usage/usage.ts'
import { budgetMigrations } from '../../../src/features/budget/schema.ts'
import { removeBudget, setBudget } from '../../../src/features/budget/store.ts'
import { readAudit } from '../../../src/storage/audit/read.ts'
import { verifyAudit } from '../../../src/storage/audit/verify.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'

const asker = { profile: { id: 'U0CLAIRE', name: 'Claire' } } as Asker
const of = (amount: string, scope = organizationScope, currency: string | null = 'EUR') => ({
  scope,
  amount: Decimal.of(amount),
  currency,
})

describeOnEachDatabase('budgets', (open) => {
  test('are kept to the last digit, one for each place, and each change is in the trail', async () => {
    const db = await open(budgetMigrations)
    const store = { db, organization: 'acme' }
    await setBudget(store, asker, of('20000'))
    await setBudget(store, asker, of('999999999999999'))
    await setBudget(store, asker, of('5000', 'w1', null))
    const kept = (await findBudgets(db, 'acme')).map(({ scope, amount, currency }) => [scope, String(amount), currency])
    expect(kept).toEqual([
      [organizationScope, '999999999999999', 'EUR'],
      ['w1', '5000', null],
    ])
    expect(await removeBudget(store, asker, 'w1')).toBe(true)
    expect(await removeBudget(store, asker, 'w1')).toBe(false)
    const trail = await readAudit(db, { organization: 'acme' }, { limit: 10 })
    expect(trail.map(({ action, before, after }) => [action, before, after])).toEqual([
      ['budget.removed', '{"budget":"5000"}', null],
      ['budget.set', null, '{"budget":"5000"}'],
      ['budget.set', '{"budget":"20000","currency":"EUR"}', '{"budget":"999999999999999","currency":"EUR"}'],
      ['budget.set', null, '{"budget":"20000","currency":"EUR"}'],
    ])
    expect((await verifyAudit(db, 'acme')).whole).toBe(true)
  })

  test('of one Organization are not another’s', async () => {
    const db = await open(budgetMigrations)
    await setBudget({ db, organization: 'acme' }, asker, of('20000'))
    await setBudget({ db, organization: 'other' }, asker, of('1'))
    expect(await removeBudget({ db, organization: 'other' }, asker, organizationScope)).toBe(true)
    expect(await findBudgets(db, 'acme')).toHaveLength(1)
    expect(await findBudgets(db, 'other')).toEqual([])
  })
})
