import type { Transaction } from 'kysely'
import type { JobTables } from '../../scheduler/schema.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import type { GroupMemberTables } from '../../storage/people/group-members.ts'
import { movePeople } from '../../storage/people/move.ts'
import type { RightNoticeTables } from '../../storage/people/right-notices.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import { defineSlackMove, type NewIds, type SlackMove } from './slack-move.ts'

type Tables = PeopleTables & AuditTables & GroupMemberTables & RightNoticeTables & JobTables & OfTheOldOne

/** Buttons, pictures, requests, messages and counts of commands: all of them stay in the old workspace. */
const left = ['offers', 'charts', 'seen_requests', 'posts', 'command_allowances'] as const
type OfTheOldOne = Record<(typeof left)[number], { organization: string }>

export const coreMove: SlackMove = defineSlackMove<Tables>({
  async find(db, organization) {
    const people = await db.selectFrom('people').select('slack_id').where('organization', '=', organization).execute()
    const members = await db
      .selectFrom('group_members')
      .select(['group_id', 'slack_id'])
      .where('organization', '=', organization)
      .execute()
    return {
      people: [...people, ...members].flatMap(({ slack_id }) => slack_id ?? []),
      groups: members.map(({ group_id }) => group_id),
    }
  },
  async move(tx, organization, ids) {
    for (const table of left) await tx.deleteFrom(table).where('organization', '=', organization).execute()
    await moveGroupMembers(tx, organization, ids)
    await moveSubjects(tx, organization, ids)
    await movePeople(tx, organization, (slackId) => ids.person(slackId))
  },
})

/** Since when somebody is in a group is kept: a right that they had for long is not a new one. */
async function moveGroupMembers(tx: Transaction<Tables>, organization: string, ids: NewIds): Promise<void> {
  const members = await tx.deleteFrom('group_members').where('organization', '=', organization).returningAll().execute()
  for (const member of members) {
    const [group_id, slack_id] = [ids.group(member.group_id), ids.person(member.slack_id)]
    if (group_id === undefined || slack_id === undefined) continue
    await tx
      .insertInto('group_members')
      .values({ ...member, group_id, slack_id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** What the admins have still to hear of, and what is to be done about somebody. */
async function moveSubjects(tx: Transaction<Tables>, organization: string, ids: NewIds): Promise<void> {
  const notices = await tx.deleteFrom('right_notices').where('organization', '=', organization).returningAll().execute()
  for (const notice of notices) {
    const slack_id = ids.person(notice.slack_id)
    if (slack_id !== undefined)
      await tx
        .insertInto('right_notices')
        .values({ ...notice, slack_id })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
  }
  const jobs = await tx
    .selectFrom('jobs')
    .select(['kind', 'subject'])
    .where('organization', '=', organization)
    .execute()
  for (const { kind, subject } of jobs) {
    const moved = ids.person(subject)
    if (moved !== undefined)
      await tx
        .updateTable('jobs')
        .set({ subject: moved })
        .where('organization', '=', organization)
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .execute()
  }
}
