import type { JobTables } from '../../scheduler/schema.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import type { PostTables } from '../notify/schema.ts'
import type { ChartTables } from '../pictures/chart-links.ts'
import type { StoredButtonTables } from '../routing/stored-buttons.ts'
import { coreWords } from '../words/index.ts'
import { definePersonalData, type PersonalData } from './personal-data.ts'

/** What the core itself keeps about people, beside the registry of people and the texts of the audit trail. */

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
      .where('slack_user_id', 'in', slackIds)
      .execute()
  },
})

const charts = definePersonalData<ChartTables>({
  table: 'charts',
  sheet: (reader) => coreWords(reader).personal.charts.sheet,
  async show(db, organization, { slackIds }, reader) {
    const rows = await db
      .selectFrom('charts')
      .select('id')
      .where('organization', '=', organization)
      .where('slack_user_id', 'in', slackIds)
      .execute()
    return rows.length > 0 ? [coreWords(reader).personal.charts.kept(rows.length)] : []
  },
  async erase(tx, organization, { slackIds }) {
    await tx
      .deleteFrom('charts')
      .where('organization', '=', organization)
      .where('slack_user_id', 'in', slackIds)
      .execute()
  },
})

const jobs = definePersonalData<JobTables>({
  table: 'jobs',
  sheet: (reader) => coreWords(reader).personal.jobs.sheet,
  async show(db, organization, { slackIds }, reader) {
    const rows = await db
      .selectFrom('jobs')
      .select('kind')
      .where('organization', '=', organization)
      .where('subject', 'in', slackIds)
      .execute()
    return rows.length > 0 ? [coreWords(reader).personal.jobs.kept(rows.length)] : []
  },
  async erase(tx, organization, { slackIds }) {
    await tx.deleteFrom('jobs').where('organization', '=', organization).where('subject', 'in', slackIds).execute()
  },
})

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
    await tx.deleteFrom('posts').where('organization', '=', organization).where('recipient', 'in', slackIds).execute()
  },
})

/** Shown and erased with the registry itself (see kept-about.ts), which every other place refers to. */
const registry = definePersonalData<PeopleTables>({
  table: 'people',
  sheet: (reader) => coreWords(reader).personal.registry.sheet,
  show: async () => [],
  erase: async () => {},
})

export const corePersonalData: readonly PersonalData[] = [registry, buttons, charts, jobs, posts]
