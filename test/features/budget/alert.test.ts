import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Core } from '../../../src/chatops/context.ts'
import type { Asker } from '../../../src/chatops/people/identity.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../src/domain/money/money.ts'
import { type BudgetLook, type BudgetTold, judgeBudget } from '../../../src/features/budget/alert/judge.ts'
import { budgetAlertMigrations } from '../../../src/features/budget/alert/schema.ts'
import { findBudgetRows, saveBudgetRow, type Tables } from '../../../src/features/budget/alert/store.ts'
import { type BudgetAlert, renderBudgetAlert, tellBudget } from '../../../src/features/budget/alert/tell.ts'
import { budgetMigrations } from '../../../src/features/budget/schema.ts'
import { setBudget } from '../../../src/features/budget/store.ts'
import { chargebackMigrations } from '../../../src/features/chargeback/schema.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')
const look = (share: number, change: Partial<BudgetLook> = {}): BudgetLook => ({
  ...{ month: '2026-11', amount: '5000', share, willExceed: false },
  ...change,
})

describe('what of a budget is news', () => {
  const said = judgeBudget(look(0.82), undefined).next

  test.each<[string, BudgetLook, BudgetTold | undefined, boolean]>([
    ['nothing below 80%', look(0.79), undefined, false],
    ['80%', look(0.8), undefined, true],
    ['the same again', look(0.84), said, false],
    ['100%', look(1.01), said, true],
    ['that it will not last', look(0.4, { willExceed: true }), undefined, true],
    ['another amount', look(0.82, { amount: '5100' }), said, true],
    ['another month', look(0.82, { month: '2026-12' }), said, true],
  ])('%s', (_what, seen, told, expected) => expect(judgeBudget(seen, told).hasNews).toBe(expected))

  test('is said afterwards, where it was muted and still holds', () => {
    const quiet = judgeBudget(look(1.2), said, true)
    expect(quiet.hasNews).toBe(false)
    expect(judgeBudget(look(1.2), quiet.next).hasNews).toBe(true)
  })

  test('is at most three messages a month, however it flaps', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ share: fc.double({ min: 0, max: 2, noNaN: true }), willExceed: fc.boolean() })),
        (looks) => {
          let told: BudgetTold | undefined
          let count = 0
          for (const { share, willExceed } of looks) {
            const judged = judgeBudget(look(share, { willExceed }), told)
            told = judged.next
            count += judged.hasNews ? 1 : 0
          }
          expect(count).toBeLessThanOrEqual(3)
        },
      ),
    ))
})

describeOnEachDatabase('what budget alerts remember', (open) => {
  test('is one row a budget, and the first look’s where several instances look at once', async () => {
    const db = await open(budgetAlertMigrations)
    const row = { month: '2026-11', amount: '5000', level: 80, isForetold: true, share: 0.84, lookedAt: now } as const
    const save = (before: { lookedAt: Date } | undefined, change: Partial<typeof row> | { lookedAt: Date }) =>
      db.transaction<Tables, boolean>((tx) => saveBudgetRow(tx, 'acme', 'w1', before, { ...row, ...change }))
    const earlier = { lookedAt: new Date(now.getTime() - 1) }
    expect(await save(undefined, earlier)).toBe(true)
    const saved = await Promise.all([save(earlier, {}), save(earlier, {}), save(earlier, {})])
    expect(saved.filter(Boolean)).toHaveLength(1)
    expect([...(await findBudgetRows(db.query<Tables>(), 'acme'))]).toEqual([['w1', row]])
    expect(await findBudgetRows(db.query<Tables>(), 'other')).toEqual(new Map())
  })

  test('is of one amount: what another one was found to be is not told once the budget was changed', async () => {
    const db = await open([...budgetMigrations, ...budgetAlertMigrations, ...chargebackMigrations])
    const row = { month: '2026-11', amount: '5000', level: 80, isForetold: false, share: 0.84, lookedAt: now } as const
    await db.transaction<Tables, boolean>((tx) => saveBudgetRow(tx, 'acme', 'w1', undefined, row))
    let at = now
    const core = { db, organization: 'acme', clock: { now: () => at } } as Core
    const claire = { profile: { id: 'U0CLAIRE', name: 'Claire' } } as Asker
    const setTo = (amount: number) =>
      setBudget(core, claire, { scope: 'w1', amount: Decimal.of(amount), currency: 'EUR' })
    const tell = () =>
      tellBudget(core, {
        ...{ kind: 'budget.alert', subject: 'w1', run: 'run' },
        attempt: 1,
        claim: 'claim',
        failures: 0,
        ...{ askedAt: null, request: null },
      })
    await setTo(6000)
    expect(await tell()).toBeUndefined()
    // Of the same amount the figures are asked for, which nobody gives here.
    await setTo(5000)
    await expect(tell()).rejects.toThrow(TypeError)
    // What the old month was found to be is not told with the figures of the new one.
    at = new Date('2026-12-01T00:01:00Z')
    expect(await tell()).toBeUndefined()
  })
})

describe('an alert of a budget', () => {
  const alert = (spent: number, change: Partial<BudgetAlert> = {}): BudgetAlert => ({
    budget: { scope: 'w1', amount: Decimal.of(5000), currency: 'EUR' },
    spent: inCurrency(Decimal.of(spent), 'EUR'),
    share: spent / 5000,
    exceededAt: undefined,
    isAtLeast: false,
    fetchedAt: now,
    parts: ['w1'],
    place: { kind: 'workspace', name: 'Support-bot' },
    now,
    ...change,
  })
  const exceededAt = new Date('2026-11-24T14:00:00Z')

  test.each<[string, BudgetAlert]>([
    ['that is nearly used', alert(4_100)],
    ['that will not last', alert(2_600, { exceededAt })],
    ['that is used up', alert(5_600, { place: { kind: 'organization' } })],
    [
      'of a hostile name, with usage that has no price',
      alert(4_100, { place: { kind: 'workspace', name: '<!channel> *R&D*' }, isAtLeast: true }),
    ],
    ['of a cost centre', alert(4_100, { place: { kind: 'costCenter', name: '4711 <!here> *R&D*' } })],
  ])('%s', (_state, data) => expect(sketch(renderBudgetAlert(data, reader({ isShared: true })))).toMatchSnapshot())

  test('in French', () => {
    const french = reader({ language: 'fr', locale: 'fr-FR', isShared: true })
    expect(
      sketch(renderBudgetAlert(alert(2_600, { exceededAt, place: { kind: 'workspace', name: null } }), french)),
    ).toMatchSnapshot()
  })
})
