import { context, section } from '../../../src/chatops/blocks.ts'
import { defineAuditActions, defineCommand, defineFeature, defineSection } from '../../../src/chatops/contract.ts'
import { definePersonalData } from '../../../src/chatops/people/personal-data.ts'
import { defineWords } from '../../../src/chatops/words/catalogue.ts'
import { NotAllowed } from '../../../src/domain/errors.ts'
import { scheduleJob } from '../../../src/scheduler/jobs.ts'
import { type ScheduleTables, setSchedule } from '../../../src/scheduler/occurrences.ts'
import { appendAudit } from '../../../src/storage/audit/append.ts'
import type { AuditTables } from '../../../src/storage/audit/schema.ts'
import { personIdFor } from '../../../src/storage/people/registry.ts'
import type { PeopleTables } from '../../../src/storage/people/schema.ts'

/** Likes, to show all that a feature may bring: everything that it is stands in this folder. */
interface LikeTables {
  likes: { organization: string; slack_id: string }
}
type Tables = LikeTables & ScheduleTables & AuditTables & PeopleTables

export const likesWords = defineWords({
  en: {
    summary: 'What people like',
    liked: 'You like this.',
    count: (count: number) => `Likes: ${count}`,
    tired: 'You liked enough for today.',
    actions: { 'likes.given': 'liked something' },
    kept: 'A like of yours',
    sheet: { what: 'Likes', why: 'To be liked', howLong: 'For ever', whoSees: 'Everybody' },
  },
  fr: {
    summary: 'Ce que les gens aiment',
    liked: 'Vous aimez cela.',
    count: (count) => `Mentions J’aime : ${count}`,
    tired: 'Vous avez assez aimé pour aujourd’hui.',
    actions: { 'likes.given': 'a aimé quelque chose' },
    kept: 'Une de vos mentions J’aime',
    sheet: { what: 'Mentions J’aime', why: 'Pour être aimé', howLong: 'Pour toujours', whoSees: 'Tout le monde' },
  },
})

/** What the scheduler, an event and the start did, for the test to see. */
export const happened: string[] = []

const countLikes = async (tables: { query<T>(): Pick<import('kysely').Kysely<T>, 'selectFrom'> }) =>
  (await tables.query<LikeTables>().selectFrom('likes').selectAll().execute()).length

export const likes = defineFeature({
  name: 'likes',
  words: [likesWords],
  settings: ['HEARTBEAT_URL'],
  scopes: { 'reactions:read': 'likes' },
  optionalScopes: { 'emoji:read': 'likes with a face' },
  migrations: [
    {
      name: '2026-11-27-likes',
      async up(db) {
        await db.schema
          .createTable('likes')
          .addColumn('organization', 'text', (column) => column.notNull())
          .addColumn('slack_id', 'text', (column) => column.notNull())
          .execute()
      },
    },
  ],
  commands: [
    defineCommand({
      name: 'likes',
      access: 'figures',
      summary: (reader) => likesWords(reader).summary,
      examples: ['likes'],
      parse: (words) => words.rest(),
      run: ({ tables }) => countLikes(tables),
      render: (count, view) => ({
        text: likesWords(view).count(count),
        blocks: [
          section(likesWords(view).count(count)),
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'likes.press', text: { type: 'plain_text', text: 'Like' } }],
          },
        ],
      }),
    }),
  ],
  acts: [
    {
      name: 'likes give',
      access: 'member',
      async act(core, { asker, view }) {
        const { organization } = core
        const { id: slackId } = asker.profile
        const thanks = { kind: 'likes.thank', subject: slackId, cron: '0 12 * * *', zone: 'Europe/Paris' }
        const now = await core.db.now()
        await core.db.transaction<Tables, void>(async (tx) => {
          const actorId = await personIdFor(tx, organization, { slackId })
          await tx.insertInto('likes').values({ organization, slack_id: slackId }).execute()
          await appendAudit(tx, { organization, action: 'likes.given', actorId, outcome: 'done' })
          await scheduleJob(tx, organization, { kind: 'likes.tell', subject: slackId })
          await setSchedule(tx, organization, { ...thanks, catchUp: 'latest' }, now)
        })
        core.wakeScheduler()
        const text = likesWords(view).liked
        return { text, blocks: [section(text)] }
      },
    },
    {
      name: 'likes more',
      access: 'member',
      act: async () => {
        throw new NotAllowed('tired')
      },
    },
  ],
  clicks: {
    'likes.press': {
      access: 'figures',
      opening: () => ({ callbackId: 'likes.form', title: 'Like', submit: 'Send', blocks: [section('Really?')] }),
      act: async () => undefined,
    },
  },
  forms: {
    'likes.form': {
      access: 'figures',
      busy: () => ({ callbackId: 'likes.form', title: 'Like', blocks: [section('…')] }),
      failed: ({ text }) => ({ callbackId: 'likes.form', title: 'Like', blocks: [section(text)] }),
      act: async () => ({ callbackId: 'likes.form', title: 'Like', blocks: [section('Thank you.')] }),
    },
  },
  events: {
    file_shared: async (_core, { userId }) => {
      happened.push(`event ${userId}`)
    },
  },
  jobs: {
    'likes.tell': async (_core, { subject }) => {
      happened.push(`job ${subject}`)
      return undefined
    },
  },
  schedules: [
    {
      name: 'likes.weekly',
      cron: () => '0 9 * * 1',
      zone: () => 'Europe/Paris',
      catchUp: 'latest',
      async run(_core, { dueAt }) {
        happened.push(`schedule ${dueAt.toISOString()}`)
      },
    },
  ],
  occurrences: {
    'likes.thank': async (_core, { subject, dueAt }) => {
      happened.push(`thanks to ${subject} ${dueAt.toISOString()}`)
      return undefined
    },
  },
  starts: [
    async () => {
      happened.push('start')
    },
  ],
  home: [
    defineSection({
      order: 90,
      access: 'figures',
      gather: ({ tables }) => countLikes(tables),
      render: (count, view) => [section(likesWords(view).count(count))],
    }),
  ],
  digest: defineSection({
    order: 90,
    access: 'figures',
    gather: ({ tables }) => countLikes(tables),
    render: (count, view) => [context(likesWords(view).count(count))],
  }),
  auditActions: defineAuditActions({ 'likes.given': ['like'] }, (reader) => likesWords(reader).actions),
  refusals: (reader) => ({ tired: likesWords(reader).tired }),
  personalData: [
    definePersonalData<LikeTables>({
      table: 'likes',
      sheet: (reader) => likesWords(reader).sheet,
      async show(db, organization, { slackIds }, reader) {
        const rows = await db
          .selectFrom('likes')
          .selectAll()
          .where('organization', '=', organization)
          .where('slack_id', 'in', slackIds)
          .execute()
        return rows.map(() => likesWords(reader).kept)
      },
      async erase(tx, organization, { slackIds }) {
        await tx
          .deleteFrom('likes')
          .where('organization', '=', organization)
          .where('slack_id', 'in', slackIds)
          .execute()
      },
    }),
  ],
})
