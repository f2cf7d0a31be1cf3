import { expect, test } from 'vitest'
import type { Core } from '../../../src/chatops/context.ts'
import { coreMigrations } from '../../../src/chatops/migrations.ts'
import type { Asker } from '../../../src/chatops/people/identity.ts'
import { UpstreamError } from '../../../src/domain/errors.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { UsageMonth } from '../../../src/domain/usage/usage.ts'
import { budgetAlertMigrations } from '../../../src/features/budget/alert/schema.ts'
import { keepBudgetWatch } from '../../../src/features/budget/alert/watch.ts'
import { budgetMigrations } from '../../../src/features/budget/schema.ts'
import { setBudget } from '../../../src/features/budget/store.ts'
import { chargebackMigrations } from '../../../src/features/chargeback/schema.ts'
import { limitMigrations } from '../../../src/features/limits/store/schema.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'
import { partsOf } from '../../support/parts.ts'

const pollIntervalMs = 5 * 60_000
const claire = { profile: { id: 'U0CLAIRE', name: 'Claire' } } as Asker

describeOnEachDatabase('budgets', (open) => {
  test('are each looked at once an hour beside one whose Workspace is gone and one in another currency', async () => {
    let now = new Date('2026-11-18T08:00:00Z')
    const db = await open([
      ...coreMigrations,
      ...limitMigrations,
      ...budgetMigrations,
      ...budgetAlertMigrations,
      ...chargebackMigrations,
    ])
    const ids = Array.from({ length: 9 }, (_, index) => `w${index}`)
    const asked = new Map(ids.map((id) => [id, 0]))
    for (const scope of ids) {
      const currency = scope === 'w4' ? 'USD' : 'EUR'
      await setBudget({ db, organization: 'acme' }, claire, { scope, amount: Decimal.of(1_000), currency })
    }
    let isDown = false
    let lastSuccess = now
    const mistral = partsOf<Core['mistral']>({
      usage: async ({ workspaceId = '', month }) => {
        if (isDown) throw new UpstreamError('mistral', 'down', 'GET /usage')
        if (month === '2026-11') asked.set(workspaceId, (asked.get(workspaceId) ?? 0) + 1)
        if (workspaceId === 'w3') throw new UpstreamError('mistral', 'notOffered', 'GET /usage')
        lastSuccess = now
        const value: UsageMonth = { month, currency: 'EUR', lines: [], unpriced: [], unreadable: {} }
        return { value, fetchedAt: now }
      },
      reach: () =>
        partsOf<ReturnType<Core['mistral']['reach']>>({ calls: { usage: { lastSuccess, lastFailure: null } } }),
    })
    const core = partsOf<Core>({
      ...{ organization: 'acme', db, mistral, clock: { now: () => now }, installation: { startedAt: now } },
      ...{ log: { warn: () => {} }, config: { mistral: { key: 'key', pollIntervalMs }, places: {} } },
    })
    for (let look = 0; look < 2 * 12 + 2; look += 1) {
      expect(await keepBudgetWatch(core)).toBe(pollIntervalMs)
      now = new Date(now.getTime() + pollIntervalMs)
    }
    for (const id of ids) {
      expect(asked.get(id), id).toBeGreaterThanOrEqual(2)
      expect(asked.get(id), id).toBeLessThanOrEqual(3)
    }
    isDown = true
    const pauses: number[] = []
    for (let look = 0; look < 8; look += 1) {
      const pause = (await keepBudgetWatch(core)) ?? 0
      pauses.push(pause / 60_000)
      now = new Date(now.getTime() + pause)
    }
    // Mistral in trouble is asked less and less often.
    expect(Math.max(...pauses)).toBe(30)
  })
})
