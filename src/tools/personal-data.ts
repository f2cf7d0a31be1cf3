import type { Kysely, Transaction } from 'kysely'
import type { PostTables } from '../chatops/notify/schema.ts'
import type { OfferTables } from '../chatops/routing/stored-buttons.ts'
import type { LimitTables } from '../features/limits/schema.ts'
import type { JobTables } from '../scheduler/schema.ts'

/** Somebody by every id that we have for them; neither list is empty, since PostgreSQL has no empty lists. */
export interface Someone {
  readonly personIds: readonly string[]
  readonly slackIds: readonly string[]
}

/** A place beside the audit trail where something about people lies. */
export interface Store {
  /** Without it, the feature was never used here. */
  readonly table: string
  /** What is there about this person, a line each, as they would want to read it. */
  show(db: Kysely<StoreTables>, organization: string, someone: Someone): Promise<string[]>
  erase(tx: Transaction<StoreTables>, organization: string, someone: Someone): Promise<void>
}

export type StoreTables = LimitTables & OfferTables & JobTables & PostTables

const requests: Store = {
  table: 'raises',
  async show(db, organization, { personIds }) {
    const asked = await db
      .selectFrom('raises')
      .select(['id', 'reason'])
      .where('organization', '=', organization)
      .where('requester_id', 'in', personIds)
      .execute()
    const decided = await db
      .selectFrom('raise_decisions')
      .select(['raise_id', 'verdict', 'note'])
      .where('person_id', 'in', personIds)
      .execute()
    const drafts = await db.selectFrom('limit_drafts').select('id').where('person_id', 'in', personIds).execute()
    return [
      ...asked.map(({ id, reason }) => `Request ${id}: ${quote(reason)}`),
      ...decided.map(({ raise_id, verdict, note }) => `Decision on ${raise_id}, ${verdict}: ${quote(note)}`),
      ...(drafts.length > 0 ? [`Requests begun and not sent: ${drafts.length}`] : []),
    ]
  },
  async erase(tx, organization, { personIds }) {
    await tx
      .updateTable('raises')
      .set({ reason: null, requester_mistral_id: null })
      .where('organization', '=', organization)
      .where('requester_id', 'in', personIds)
      .execute()
    await tx
      .updateTable('raise_decisions')
      .set({ note: null, mistral_id: null })
      .where('person_id', 'in', personIds)
      .execute()
    await tx
      .updateTable('raise_followers')
      .set({ mistral_id: null, reason: null })
      .where('person_id', 'in', personIds)
      .execute()
    // The conversation with the bot is one person's: its id would tell whose.
    await tx.updateTable('raise_cards').set({ channel: null, ts: null }).where('person_id', 'in', personIds).execute()
    await tx.deleteFrom('limit_drafts').where('person_id', 'in', personIds).execute()
  },
}

const offers: Store = {
  table: 'offers',
  async show(db, organization, { slackIds }) {
    const rows = await db
      .selectFrom('offers')
      .select('line')
      .where('organization', '=', organization)
      .where('slack_user_id', 'in', slackIds)
      .execute()
    const lines = [...new Set(rows.map(({ line }) => line))]
    return lines.length > 0 ? [`Buttons that were offered: ${lines.join(', ')}`] : []
  },
  async erase(tx, organization, { slackIds }) {
    await tx
      .deleteFrom('offers')
      .where('organization', '=', organization)
      .where('slack_user_id', 'in', slackIds)
      .execute()
  },
}

const jobs: Store = {
  table: 'jobs',
  async show(db, organization, { slackIds }) {
    const rows = await db
      .selectFrom('jobs')
      .select('kind')
      .where('organization', '=', organization)
      .where('subject', 'in', slackIds)
      .execute()
    return rows.map(({ kind }) => `To be done: ${kind}`)
  },
  async erase(tx, organization, { slackIds }) {
    await tx.deleteFrom('jobs').where('organization', '=', organization).where('subject', 'in', slackIds).execute()
  },
}

const posts: Store = {
  table: 'posts',
  async show(db, organization, { slackIds }) {
    const rows = await db
      .selectFrom('posts')
      .select('key')
      .where('organization', '=', organization)
      .where('recipient', 'in', slackIds)
      .execute()
    return rows.length > 0 ? [`Direct messages that were sent: ${rows.length}`] : []
  },
  async erase(tx, organization, { slackIds }) {
    await tx.deleteFrom('posts').where('organization', '=', organization).where('recipient', 'in', slackIds).execute()
  },
}

export const stores: readonly Store[] = [requests, offers, jobs, posts]

/** A request that waits for people needs to know who they are: nobody may approve their own. */
export async function countLiveRequests(
  db: Kysely<StoreTables>,
  organization: string,
  { personIds }: Someone,
): Promise<number> {
  const rows = await db
    .selectFrom('raises')
    .select('id')
    .where('organization', '=', organization)
    .where('live', '=', 'live')
    .where((is) =>
      is.or([
        is('requester_id', 'in', personIds),
        is('id', 'in', is.selectFrom('raise_decisions').select('raise_id').where('person_id', 'in', personIds)),
        is('id', 'in', is.selectFrom('raise_followers').select('raise_id').where('person_id', 'in', personIds)),
      ]),
    )
    .execute()
  return rows.length
}

const quote = (text: string | null): string => (text === null ? '(no text)' : `“${text}”`)
