import { setImmediate } from 'node:timers/promises'
import { onTestFinished, vi } from 'vitest'
import manifest from '../../../manifest/socket-mode.json' with { type: 'json' }
import { coreMigrations } from '../../../src/chatops/migrations.ts'
import { features } from '../../../src/features/index.ts'
import type { Tables } from '../../../src/features/limits/store/store.ts'
import { mainOrganization as organization } from '../../../src/organization/id.ts'
import { createSandbox } from '../../../src/sandbox/index.ts'
import { verifyAudit } from '../../../src/storage/audit/verify.ts'
import type { Database } from '../../../src/storage/database.ts'
import { startBot } from '../../support/bot.ts'
import type { Open, Place } from '../../support/databases.ts'
import { createMovableTime } from '../../support/movable-time.ts'
import { raiseSteps } from '../../support/raise.ts'

// Whole bots, several at times: a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 })

export const allMigrations = [...coreMigrations, ...features.flatMap((feature) => feature.migrations ?? [])]

/** Where a bot finds the database of this test. */
export function databaseSettings(place: Place): Record<string, string> {
  const { databaseUrl, dataDir } = place()
  return databaseUrl === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: databaseUrl }
}

export interface FleetOptions {
  readonly size?: number
  readonly settings?: Readonly<Record<string, string>>
  /** Those that every installation grants, unless a test is about more. */
  readonly scopes?: readonly string[]
}

/** With the permissions to read back what was posted: a lost answer is looked up. */
export const allScopes: readonly string[] = [
  ...manifest.oauth_config.scopes.bot,
  ...manifest.oauth_config.scopes.bot_optional,
]

/** Several instances of the bot on one database, in one sandbox, on one time. */
export async function startFleet(
  open: Open,
  place: Place,
  { size = 1, settings = {}, scopes = manifest.oauth_config.scopes.bot }: FleetOptions = {},
) {
  const time = await createMovableTime(place)
  const db = await open(allMigrations, time.clock)
  const sandbox = await createSandbox({ scopes, clock: time.clock })
  onTestFinished(() => sandbox.close())
  const bots: Awaited<ReturnType<typeof startBot>>[] = []
  const startOne = async (others: Readonly<Record<string, string>> = {}, clock = time.clock) => {
    const all = { ...databaseSettings(place), ...settings, ...others }
    const bot = await startBot({ sandbox, clock, settings: all })
    bots.push(bot)
    return bot
  }
  for (let number = 0; number < size; number++) await startOne()
  const countOutcomes = () => bots.reduce((sum, { outcomes }) => sum + outcomes.length, 0)
  const fleet = {
    sandbox,
    slack: sandbox.slack,
    mistral: sandbox.mistral,
    time,
    db,
    bots,
    startOne,
    outcomes: {
      get length() {
        return countOutcomes()
      },
    },
    async finished(count: number) {
      while (countOutcomes() < count)
        await Promise.race(bots.map(({ finished, outcomes }) => finished(outcomes.length + 1)))
    },
    bot: {
      /** Also what one instance asked of another. */
      async settle() {
        do {
          await Promise.all(bots.map(({ bot }) => bot.settle()))
          // SQLite answers without ever letting go of the event loop.
          await setImmediate()
        } while (await hasDueJobs(db))
      },
    },
  }
  return { ...fleet, ...inspect(db, sandbox), steps: raiseSteps(fleet) }
}

async function hasDueJobs(db: Database): Promise<boolean> {
  const now = (await db.now()).getTime()
  const due = await db.query<Tables>().selectFrom('jobs').select('kind').where('due_at', '<=', now).execute()
  return due.length > 0
}

/** What the tests of a change look at, in the database and at Mistral. */
export function inspect(db: Database, { mistral }: Pick<Awaited<ReturnType<typeof createSandbox>>, 'mistral'>) {
  return {
    writes: () => mistral.requests.filter(({ method }) => method === 'POST').map(({ body }) => body),
    raises: () => db.query<Tables>().selectFrom('raises').selectAll().orderBy('created_at').execute(),
    async state() {
      return (await this.raises()).map(({ state }) => state).join(' ')
    },
    temporaries: () => db.query<Tables>().selectFrom('temporary_limits').selectAll().execute(),
    async actions(): Promise<string[]> {
      const rows = await db
        .query<Tables>()
        .selectFrom('audit_entries')
        .select('action')
        .where('action', 'like', 'limit.%')
        .orderBy('sequence')
        .execute()
      return rows.map(({ action }) => action.replace('limit.', ''))
    },
    isTrailWhole: async () => (await verifyAudit(db, organization)).whole,
  }
}

export type Fleet = Awaited<ReturnType<typeof startFleet>>

/** A request that Claire approved after something was prepared. */
export async function approved(open: Open, place: Place, prepare: (fleet: Fleet) => void): Promise<Fleet> {
  const fleet = await startFleet(open, place)
  await fleet.steps.request({ amount: '50000' })
  prepare(fleet)
  await fleet.steps.approve('U0CLAIRE')
  return fleet
}
