import { expect, test } from 'vitest'
import type { Core } from '../../../../src/chatops/context.ts'
import { coreMigrations } from '../../../../src/chatops/migrations.ts'
import { UpstreamError } from '../../../../src/domain/errors.ts'
import type { Workspace } from '../../../../src/domain/limit/limit.ts'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import type { UsageMonth } from '../../../../src/domain/usage/usage.ts'
import { saveCapRow } from '../../../../src/features/limits/alert/cap-rows.ts'
import { tellCap } from '../../../../src/features/limits/alert/tell-cap.ts'
import { keepCapWatch } from '../../../../src/features/limits/alert/watch-caps.ts'
import type { FindingJob } from '../../../../src/features/limits/card/announce.ts'
import { limitMigrations } from '../../../../src/features/limits/store/schema.ts'
import type { Tables } from '../../../../src/features/limits/store/store.ts'
import { describeOnEachDatabase } from '../../../support/databases.ts'
import { partsOf } from '../../../support/parts.ts'

const pollIntervalMs = 5 * 60_000

describeOnEachDatabase('the caps of Workspaces', (open) => {
  test('are each looked at once an hour beside one that never answers, one in another currency and one of zero', async () => {
    let now = new Date('2026-11-18T08:00:00Z')
    const ids = Array.from({ length: 10 }, (_, index) => `w${index}`)
    const asked = new Map(ids.map((id) => [id, 0]))
    const workspaces = ids.map((id) =>
      partsOf<Workspace>({
        ...{ id, name: id, cap: Decimal.of(id === 'w5' ? 0 : 1_000) },
        capCurrency: id === 'w4' ? 'USD' : 'EUR',
      }),
    )
    const mistral = partsOf<Core['mistral']>({
      workspaces: async () => ({ value: workspaces, fetchedAt: now }),
      usage: async ({ workspaceId = '' }) => {
        asked.set(workspaceId, (asked.get(workspaceId) ?? 0) + 1)
        if (workspaceId === 'w3') throw new UpstreamError('mistral', 'notOffered', 'GET /usage')
        const value: UsageMonth = { month: '2026-11', currency: 'EUR', lines: [], unpriced: [], unreadable: {} }
        return { value, fetchedAt: now }
      },
    })
    const core = partsOf<Core>({
      ...{ organization: 'acme', db: await open([...coreMigrations, ...limitMigrations]), mistral },
      ...{ clock: { now: () => now }, log: { warn: () => {} }, installation: { startedAt: now } },
      config: { mistral: { key: 'key', pollIntervalMs }, places: {} },
    })
    for (let look = 0; look < 2 * 12 + 2; look += 1) {
      expect(await keepCapWatch(core)).toBe(pollIntervalMs)
      now = new Date(now.getTime() + pollIntervalMs)
    }
    expect(asked.get('w5')).toBe(0)
    for (const id of ids.filter((each) => each !== 'w5')) {
      expect(asked.get(id), id).toBeGreaterThanOrEqual(2)
      expect(asked.get(id), id).toBeLessThanOrEqual(3)
    }
  })

  test('are told of with figures of their own month alone', async () => {
    const db = await open([...coreMigrations, ...limitMigrations])
    const lookedAt = new Date('2026-11-30T23:58:00Z')
    const row = { month: '2026-11', cap: '1000', level: 80, share: 0.84, lookedAt } as const
    await db.transaction<Tables, boolean>((tx) => saveCapRow(tx, 'acme', 'w1', undefined, row))
    const workspace = partsOf<Workspace>({ id: 'w1', name: 'Support-bot', cap: Decimal.of(1_000), capCurrency: 'EUR' })
    const tellAt = (now: Date) =>
      tellCap(
        partsOf<Core>({
          ...{ organization: 'acme', db, clock: { now: () => now } },
          // What the Workspace used is asked for where it is told, and nobody gives it here.
          mistral: { workspaces: async () => ({ value: [workspace], fetchedAt: now }) },
        }),
        partsOf<FindingJob>({ kind: 'limits.cap-alert', subject: 'w1', run: 'run' }),
      )
    await expect(tellAt(lookedAt)).rejects.toThrow(TypeError)
    expect(await tellAt(new Date('2026-12-01T00:01:00Z'))).toBeUndefined()
  })
})
