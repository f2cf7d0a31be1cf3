import type { PeopleTables } from '../../storage/people/schema.ts'
import type { PostTables } from '../notify/schema.ts'
import type { StoredButtonTables } from '../routing/stored-buttons.ts'
import { coreWords } from '../words/index.ts'
import { definePersonalData, definePersonalRows, type PersonalData } from './personal-data.ts'

/** What the core itself keeps about people, beside the registry of people and the texts of the audit trail. */

const bySlackId = { by: 'slackIds', erases: 'row' } as const

/** Other people's buttons may name somebody as well: "audit @claire". */
const buttons = definePersonalData<StoredButtonTables>({
  table: 'offers',
  sheet: (reader) => coreWords(reader).personal.buttons.sheet,
  async show(db, organization, { slackIds }, reader) {
    const rows = await db
      .selectFrom('offers')
      .select('line')
      .where('organization', '=', organization)
      .where('slack_user_id', 'in', slackIds)
      .execute()
    const lines = [...new Set(rows.map(({ line }) => line))]
    return lines.length > 0 ? [coreWords(reader).personal.buttons.kept(lines)] : []
  },
  async erase(tx, organization, { slackIds }) {
    await tx
      .deleteFrom('offers')
      .where('organization', '=', organization)
      .where((is) =>
        is.or([is('slack_user_id', 'in', slackIds), ...slackIds.map((id) => is('line', 'like', `%${id}%`))]),
      )
      .execute()
  },
})

const charts = definePersonalRows({
  ...{ ...bySlackId, table: 'charts', column: 'slack_user_id', shows: 'id' },
  sheet: (reader) => coreWords(reader).personal.charts.sheet,
  say: ({ length }, reader) => coreWords(reader).personal.charts.kept(length),
})

const jobs = definePersonalRows({
  ...{ ...bySlackId, table: 'jobs', column: 'subject', shows: 'kind' },
  sheet: (reader) => coreWords(reader).personal.jobs.sheet,
  say: ({ length }, reader) => coreWords(reader).personal.jobs.kept(length),
})

const allowances = definePersonalRows({
  ...{ ...bySlackId, table: 'command_allowances', column: 'slack_user_id', shows: 'slack_user_id' },
  sheet: (reader) => coreWords(reader).personal.allowances.sheet,
  say: (_rows, reader) => coreWords(reader).personal.allowances.kept,
})

/** What stands in the conversation with somebody is theirs too: its id would tell whose. */
const posts = definePersonalData<PostTables>({
  table: 'posts',
  sheet: (reader) => coreWords(reader).personal.posts.sheet,
  async show(db, organization, { slackIds }, reader) {
    const rows = await db
      .selectFrom('posts')
      .select('key')
      .where('organization', '=', organization)
      .where('recipient', 'in', slackIds)
      .execute()
    return rows.length > 0 ? [coreWords(reader).personal.posts.kept(rows.length)] : []
  },
  async erase(tx, organization, { slackIds }) {
    const theirs = await tx
      .selectFrom('posts')
      .select('channel')
      .where('organization', '=', organization)
      .where('recipient', 'in', slackIds)
      .execute()
    const places = [...slackIds, ...theirs.flatMap(({ channel }) => channel ?? [])]
    await tx.deleteFrom('posts').where('organization', '=', organization).where('recipient', 'in', places).execute()
  },
})

const groups = definePersonalRows({
  ...{ ...bySlackId, table: 'group_members', column: 'slack_id', shows: 'group_id' },
  sheet: (reader) => coreWords(reader).personal.groups.sheet,
  say: ({ length }, reader) => coreWords(reader).personal.groups.kept(length),
})

const notices = definePersonalRows({
  ...{ ...bySlackId, table: 'right_notices', column: 'slack_id', shows: 'change' },
  sheet: (reader) => coreWords(reader).personal.notices.sheet,
  say: ({ length }, reader) => coreWords(reader).personal.notices.kept(length),
})

/** Shown and erased with the registry itself (see kept-about.ts), which every other place refers to. */
const registry = definePersonalData<PeopleTables>({
  table: 'people',
  sheet: (reader) => coreWords(reader).personal.registry.sheet,
  show: async () => [],
  erase: async () => {},
})

export const corePersonalData: readonly PersonalData[] = [
  ...[registry, buttons, charts, allowances, jobs, posts, groups, notices],
]
