import type { PeopleTables } from '../../storage/people/schema.ts'
import { coreWords } from '../words/index.ts'
import { definePersonalData, definePersonalRows, type PersonalData } from './personal-data.ts'

/** What the core itself keeps about people, beside the registry of people and the texts of the audit trail. */

const bySlackId = { by: 'slackIds', erases: 'row' } as const

const buttons = definePersonalRows({
  ...{ ...bySlackId, table: 'offers', column: 'slack_user_id', shows: 'line' },
  sheet: (reader) => coreWords(reader).personal.buttons.sheet,
  say: (lines, reader) => coreWords(reader).personal.buttons.kept([...new Set(lines)]),
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

const posts = definePersonalRows({
  ...{ ...bySlackId, table: 'posts', column: 'recipient', shows: 'key' },
  sheet: (reader) => coreWords(reader).personal.posts.sheet,
  say: ({ length }, reader) => coreWords(reader).personal.posts.kept(length),
})

/** Shown and erased with the registry itself (see kept-about.ts), which every other place refers to. */
const registry = definePersonalData<PeopleTables>({
  table: 'people',
  sheet: (reader) => coreWords(reader).personal.registry.sheet,
  show: async () => [],
  erase: async () => {},
})

export const corePersonalData: readonly PersonalData[] = [registry, buttons, charts, allowances, jobs, posts]
