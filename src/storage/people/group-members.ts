import type { Transaction } from 'kysely'
import { databaseNow, textColumn } from '../columns.ts'
import type { DatabaseReads, Migration } from '../database.ts'

/** Who was seen in which mapped user group, and since when: a right that somebody was given just now can be told from an old one. */
export interface GroupMemberTables {
  group_members: {
    organization: string
    group_id: string
    slack_id: string
    since: number
    /** When they were seen to be out of it; null: they are in it. */
    left_at: number | null
  }
}

export const groupMembersMigration: Migration = {
  name: '2026-11-27-group-members',
  async up(db, engine) {
    const text = textColumn(engine)
    await db.schema
      .createTable('group_members')
      .addColumn('organization', text, (column) => column.notNull())
      .addColumn('group_id', text, (column) => column.notNull())
      .addColumn('slack_id', text, (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('group_members_key', ['organization', 'group_id', 'slack_id'])
      .execute()
  },
}

export const groupLeaversMigration: Migration = {
  name: '2026-11-27-group-leavers',
  async up(db) {
    await db.schema.alterTable('group_members').addColumn('left_at', 'bigint').execute()
  },
}

export interface GroupMember {
  readonly groupId: string
  readonly slackId: string
  readonly since: Date
  readonly leftAt: Date | null
}

export async function readGroupMembers(db: DatabaseReads, organization: string): Promise<GroupMember[]> {
  const rows = await db
    .query<GroupMemberTables>()
    .selectFrom('group_members')
    .selectAll()
    .where('organization', '=', organization)
    .execute()
  return rows.map(({ group_id, slack_id, since, left_at }) => ({
    groupId: group_id,
    slackId: slack_id,
    since: new Date(since),
    leftAt: left_at === null ? null : new Date(left_at),
  }))
}

/** Stores who is in a group now. Whoever comes back later counts anew. */
export async function saveGroupMembers(
  tx: Transaction<GroupMemberTables>,
  organization: string,
  groupId: string,
  {
    joined,
    left,
    since,
  }: { readonly joined: readonly string[]; readonly left: readonly string[]; readonly since: number },
): Promise<void> {
  if (left.length > 0)
    await tx
      .updateTable('group_members')
      .set({ left_at: databaseNow })
      .where('organization', '=', organization)
      .where('group_id', '=', groupId)
      .where('slack_id', 'in', left)
      .execute()
  if (joined.length > 0)
    await tx
      .insertInto('group_members')
      .values(joined.map((slack_id) => ({ organization, group_id: groupId, slack_id, since, left_at: null })))
      .onConflict((conflict) =>
        conflict
          .columns(['organization', 'group_id', 'slack_id'])
          .doUpdateSet({ since, left_at: null })
          // Of two looks at once, the first one counts.
          .where('group_members.left_at', 'is not', null),
      )
      .execute()
}
