import { join, resolve } from 'node:path'
import { type Dialect, Kysely, sql, type Transaction } from 'kysely'
import { type Clock, systemClock } from '../domain/time/clock.ts'
import { databaseNow } from './columns.ts'
import type { Database } from './database.ts'
import { DatabaseUnavailable } from './errors.ts'
import { GuardedPostgresDialect } from './postgres/dialect.ts'
import { openPostgresPool } from './postgres/open.ts'
import type { ReadinessTables } from './readiness.ts'
import { retryTransient } from './retry.ts'
import { fileOfAddress } from './sqlite/address.ts'
import { createSqliteDialect } from './sqlite/dialect.ts'
import { openSqliteFile } from './sqlite/open.ts'
import { watchFile } from './sqlite/watch-file.ts'
import { TransactionScope } from './transaction-scope.ts'

export interface DatabaseConfig {
  /** None: an embedded file in `dataDir`. */
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
}

/** The clock paces retries, and is the time of an embedded database; PostgreSQL has its own. */
export async function openDatabase(config: DatabaseConfig, clock: Clock = systemClock): Promise<Database> {
  const { databaseUrl, dataDir } = config
  const scope = new TransactionScope()
  const openFile = async (path: string, setting: 'DATABASE_URL' | 'DATA_DIR') => {
    const file = await openSqliteFile(resolve(path), setting, clock)
    const refuseIfGone = watchFile(resolve(path), setting)
    return createDatabase('sqlite', createSqliteDialect(file, scope, clock), { scope, clock, refuseIfGone })
  }
  if (!databaseUrl) return openFile(join(dataDir, 'chatops.sqlite'), 'DATA_DIR')
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) {
    const pool = await openPostgresPool(databaseUrl)
    return createDatabase('postgres', new GuardedPostgresDialect({ pool }, scope), { scope, clock })
  }
  const path = fileOfAddress(databaseUrl)
  if (path) return openFile(path, 'DATABASE_URL')
  throw new DatabaseUnavailable('DATABASE_URL', 'it begins with postgres:// or sqlite:, or is left empty.')
}

const time = {
  sqlite: sql<{ ms: number }>`select now_ms() as ms`,
  // Not now_ms(): the first migration makes it, and the time is asked for before that as well.
  postgres: sql<{ ms: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`,
}

interface Parts {
  readonly scope: TransactionScope
  readonly clock: Clock
  /** Throws where what is written would be lost. */
  refuseIfGone?(): void
}

async function createDatabase(
  engine: Database['engine'],
  dialect: Dialect,
  { scope, clock, refuseIfGone = () => {} }: Parts,
): Promise<Database> {
  const kysely = new Kysely<unknown>({ dialect })
  const now = async () => {
    const { rows } = await time[engine].execute(kysely)
    return new Date(rows[0]!.ms)
  }
  // Kysely closes only what it has used.
  await now()
  const transaction = async <Tables, Result>(work: (tx: Transaction<Tables>) => Promise<Result>): Promise<Result> => {
    refuseIfGone()
    return retryTransient(clock, () =>
      kysely.transaction().execute((tx) => scope.run(() => work(tx as Transaction<Tables>))),
    )
  }
  const checkWritable = () =>
    transaction<ReadinessTables, void>(async (tx) => {
      await tx
        .insertInto('readiness')
        .values({ id: 1, checked_at: databaseNow })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ checked_at: databaseNow }))
        .execute()
    })
  let checking: Promise<void> | undefined
  return {
    engine,
    now,
    transaction,
    checkWritable() {
      // Anybody may ask whether the bot is ready: however many do so at once, it is one write.
      checking ??= checkWritable().finally(() => {
        checking = undefined
      })
      return checking
    },
    query: <Tables>() => kysely as Kysely<Tables>,
    close: () => kysely.destroy(),
  }
}
