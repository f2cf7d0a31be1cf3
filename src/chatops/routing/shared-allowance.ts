import { sql } from 'kysely'
import type { Allowance } from '../../domain/allowance.ts'
import type { Clock } from '../../domain/time/clock.ts'
import { databaseNow, textColumn } from '../../storage/columns.ts'
import type { Database, Migration } from '../../storage/database.ts'
import { commandAllowance, type SharedAllowance } from './command-allowance.ts'

interface AllowanceTables {
  /** For each person, when their bucket is full again, on the database's time. */
  command_allowances: { organization: string; slack_user_id: string; full_at: number }
}

export const allowanceMigrations: readonly Migration[] = [
  {
    name: '2026-11-30-command-allowances',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('command_allowances')
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('slack_user_id', text, (column) => column.notNull())
        .addColumn('full_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('command_allowances_key', ['organization', 'slack_user_id'])
        .execute()
    },
  },
]

/** What is full again says nothing, and goes now and then. */
const sweepEveryMs = 10 * 60_000

interface SharedAllowanceOptions {
  readonly db: Database
  readonly organization: string
  readonly clock: Clock
  readonly allowance?: Pick<Allowance, 'oneEachMs'>
}

export function createSharedAllowance(options: SharedAllowanceOptions): SharedAllowance {
  const { db, organization, clock, allowance = commandAllowance } = options
  const table = db.query<AllowanceTables>()
  let sweptAt = 0

  async function sweep(): Promise<void> {
    const now = clock.now().getTime()
    if (now - sweptAt < sweepEveryMs) return
    sweptAt = now
    await table
      .deleteFrom('command_allowances')
      .where('organization', '=', organization)
      .where('full_at', '<', databaseNow)
      .execute()
  }

  return {
    async add(userId, count) {
      await sweep()
      const more = count * allowance.oneEachMs
      const held = sql.ref<number>('command_allowances.full_at')
      const { left_ms } = await table
        .insertInto('command_allowances')
        .values({ organization, slack_user_id: userId, full_at: sql<number>`${databaseNow} + ${more}` })
        .onConflict((conflict) =>
          conflict.columns(['organization', 'slack_user_id']).doUpdateSet({
            full_at: sql<number>`case when ${held} > ${databaseNow} then ${held} else ${databaseNow} end + ${more}`,
          }),
        )
        .returning(sql<number>`full_at - ${databaseNow}`.as('left_ms'))
        .executeTakeFirstOrThrow()
      return left_ms
    },
  }
}
