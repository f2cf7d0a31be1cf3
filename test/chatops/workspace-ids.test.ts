import { expect, test } from 'vitest'
import type { Core } from '../../src/chatops/context.ts'
import { coreMigrations } from '../../src/chatops/migrations.ts'
import type { Asker } from '../../src/chatops/people/identity.ts'
import { listAssignments } from '../../src/chatops/report/assignments.ts'
import { findBudgets } from '../../src/chatops/report/budgets.ts'
import { matchNames } from '../../src/chatops/workspace-ids.ts'
import { UpstreamError } from '../../src/domain/errors.ts'
import type { Log } from '../../src/domain/log.ts'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { organizationScope } from '../../src/domain/usage/usage.ts'
import { budget } from '../../src/features/budget/index.ts'
import { setBudget } from '../../src/features/budget/store.ts'
import { chargeback } from '../../src/features/chargeback/index.ts'
import { assign } from '../../src/features/chargeback/store.ts'
import { digest } from '../../src/features/digest/index.ts'
import { subscribe } from '../../src/features/digest/store/changes.ts'
import { findSubscription } from '../../src/features/digest/store/subscriptions.ts'
import type { Job } from '../../src/scheduler/jobs.ts'
import type { JobTables } from '../../src/scheduler/schema.ts'
import type { Database, Migration } from '../../src/storage/database.ts'
import { saveImport } from '../../src/storage/figures/imports.ts'
import { type FigureTables, figureMigrations } from '../../src/storage/figures/schema.ts'
import { createJumpingClock } from '../mistral/support/clock.ts'
import { fileOf, lineOf } from '../storage/figures.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { partsOf } from '../support/parts.ts'

const migrations: readonly Migration[] = [
  ...coreMigrations,
  ...figureMigrations,
  ...[budget, chargeback, digest].flatMap((feature) => feature.migrations ?? []),
]
const claire = { profile: { id: 'U0CLAIRE', name: 'Claire' } } as Asker
const clock = createJumpingClock()
const listed = [
  { id: 'id-1', name: 'Support' },
  { id: 'id-2', name: 'Batch' },
  { id: 'id-3', name: 'Twin' },
  { id: 'id-4', name: 'Twin' },
]

function coreOf(db: Database, { key, isAway = false }: { key: string | undefined; isAway?: boolean }) {
  const none = { isDefault: false, memberCount: null, cap: null, capCurrency: null }
  return partsOf<Core>({
    ...{ organization: 'main', db, clock },
    log: partsOf<Log>({ info: () => {} }),
    config: { mistral: { key } },
    mistral: {
      async workspaces() {
        if (isAway) throw new UpstreamError('mistral', 'down', 'workspaces')
        return { value: listed.map((one) => ({ ...one, ...none })), fetchedAt: clock.now() }
      },
    },
  })
}

/** What people stored while the names in a file were all that was known of Workspaces. */
async function storeByName(db: Database) {
  const store = { db, organization: 'main' }
  const lines = ['Support', 'Batch', 'Twin'].map((workspace, index) =>
    lineOf(index + 1, '2026-11-01', '1', { workspace }),
  )
  await db.transaction<FigureTables, boolean>((tx) => saveImport(tx, 'main', fileOf('a'), lines, new Date(1)))
  for (const scope of [organizationScope, 'Support', 'Twin'])
    await setBudget(store, claire, { scope, amount: Decimal.of('100'), currency: 'EUR' })
  for (const name of ['Support', 'Batch', 'Twin'])
    await assign(store, claire, {
      ...{ workspace: { id: name, name }, from: '2026-09', costCenter: `of ${name}`, owner: undefined },
    })
  return subscribe(store, claire, {
    ...{ channel: 'C0FINOPS', language: 'en', workspaces: ['Support', 'Batch'], leftOut: [] },
    when: { rhythm: 'weekly', weekday: 1, time: '09:00', zone: 'Europe/Paris' },
  })
}

const adoptions = { budget, chargeback, digest }

const adopt = (core: Core) =>
  Promise.all(
    Object.entries(adoptions).map(([name, { jobs }]) =>
      jobs?.[`${name}.workspace-ids`]?.(core, partsOf<Job>({ subject: 'all' })),
    ),
  )

async function read(db: Database, id: string) {
  return {
    budgets: (await findBudgets(db, 'main')).map(({ scope }) => scope),
    assigned: (await listAssignments(db, 'main')).map(({ workspaceId, costCenter }) => `${workspaceId}: ${costCenter}`),
    digest: (await findSubscription(db, 'main', id))?.workspaces,
  }
}

const planned = async (db: Database) => {
  const rows = await db.query<JobTables>().selectFrom('jobs').select('kind').execute()
  return rows.map(({ kind }) => kind).filter((kind) => kind.endsWith('.workspace-ids'))
}

describeOnEachDatabase('a key that is added later', (open) => {
  test('puts what was stored under a Workspace’s name under its id, at the start and once Mistral answers', async () => {
    const db = await open(migrations)
    const id = await storeByName(db)
    const before = await read(db, id)
    const start = async (core: Core) => {
      for (const { starts } of [chargeback, budget, digest]) await starts?.at(-1)?.(core)
    }
    await start(coreOf(db, { key: undefined }))
    expect(await planned(db)).toEqual([])
    await start(coreOf(db, { key: 'a-key' }))
    expect(new Set(await planned(db))).toEqual(new Set(Object.keys(adoptions).map((name) => `${name}.workspace-ids`)))

    expect(await adopt(coreOf(db, { key: 'a-key', isAway: true }))).toEqual([300_000, 300_000, 300_000])
    expect(await read(db, id)).toEqual(before)
    const after = {
      budgets: new Set(['Twin', 'id-1', organizationScope]),
      assigned: new Set(['Twin: of Twin', 'id-1: of Support', 'id-2: of Batch']),
      digest: ['id-1', 'id-2'],
    }
    for (let time = 0; time < 2; time += 1) {
      expect(await adopt(coreOf(db, { key: 'a-key' }))).toEqual([undefined, undefined, undefined])
      const { budgets, assigned, digest: chosen } = await read(db, id)
      expect({ budgets: new Set(budgets), assigned: new Set(assigned), digest: chosen }).toEqual(after)
    }
  })

  test('takes nothing from what was stored under the id since', async () => {
    const db = await open(migrations)
    const id = await storeByName(db)
    const store = { db, organization: 'main' }
    await setBudget(store, claire, { scope: 'id-1', amount: Decimal.of('900'), currency: 'EUR' })
    const workspace = { id: 'id-1', name: 'Support' }
    await assign(store, claire, { workspace, from: '2026-09', costCenter: 'newer', owner: undefined })
    await adopt(coreOf(db, { key: 'a-key' }))
    expect((await findBudgets(db, 'main')).find(({ scope }) => scope === 'id-1')?.amount.toString()).toBe('900')
    const { assigned, budgets } = await read(db, id)
    expect(budgets).not.toContain('Support')
    expect(assigned.filter((one) => one.startsWith('id-1') || one.startsWith('Support'))).toEqual(['id-1: newer'])
  })
})

test('a name that is an id, or that nobody or several have, stays', () => {
  expect(matchNames(['Support', 'Twin', 'Gone'], listed)).toEqual(new Map([['Support', 'id-1']]))
  expect(matchNames(['Support'], [...listed, { id: 'Support', name: 'Other' }])).toEqual(new Map())
})
