import type { Transaction } from 'kysely'
import { textColumn } from '../columns.ts'
import type { Database, Migration } from '../database.ts'

/** What the admins have to hear of: somebody came to a right, or became somebody else. */
export type RightChange = 'rebound' | 'bound' | 'grouped'

export interface RightNoticeTables {
  right_notices: { organization: string; slack_id: string; change: string }
}

export const rightNoticesMigration: Migration = {
  name: '2026-11-27-right-notices',
  async up(db, engine) {
    const text = textColumn(engine)
    await db.schema
      .createTable('right_notices')
      .addColumn('organization', text, (column) => column.notNull())
      .addColumn('slack_id', text, (column) => column.notNull())
      .addColumn('change', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('right_notices_key', ['organization', 'slack_id', 'change'])
      .execute()
  },
}

export interface RightNotice {
  readonly slackId: string
  readonly change: RightChange
}

export async function addRightNotice(
  tx: Transaction<RightNoticeTables>,
  organization: string,
  { slackId, change }: RightNotice,
): Promise<void> {
  await tx
    .insertInto('right_notices')
    .values({ organization, slack_id: slackId, change })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function readRightNotices(db: Database, organization: string): Promise<RightNotice[]> {
  const rows = await db
    .query<RightNoticeTables>()
    .selectFrom('right_notices')
    .selectAll()
    .where('organization', '=', organization)
    .orderBy('change')
    .orderBy('slack_id')
    .execute()
  return rows.map(({ slack_id, change }) => ({ slackId: slack_id, change: change as RightChange }))
}

export async function dropRightNotices(
  db: Database,
  organization: string,
  told: readonly RightNotice[],
): Promise<void> {
  await db.transaction<RightNoticeTables, void>(async (tx) => {
    for (const { slackId, change } of told)
      await tx
        .deleteFrom('right_notices')
        .where('organization', '=', organization)
        .where('slack_id', '=', slackId)
        .where('change', '=', change)
        .execute()
  })
}
