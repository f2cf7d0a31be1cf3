import type { Kysely, Selectable } from 'kysely'
import type { ChannelTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { type Language, languages } from '../../../domain/language.ts'
import type { Day } from '../../../domain/usage/usage.ts'
import type { DatabaseReads } from '../../../storage/database.ts'
import { slackIdOf } from '../../../storage/people/slack-id-of.ts'
import type { When } from '../when.ts'
import type { DigestTables, Tables } from './schema.ts'

/** What somebody asks for. */
export interface WantedDigest {
  readonly channel: string
  readonly when: When
  readonly language: Language
  /** Empty: the whole Organization. */
  readonly workspaces: readonly string[]
  readonly leftOut: readonly string[]
}

export type PauseReason = 'person' | ChannelTrouble

export interface Subscription extends WantedDigest {
  readonly id: string
  readonly state: 'active' | 'paused' | 'ended'
  readonly pausedWhy: PauseReason | null
  /** undefined: it belongs to the admins. */
  readonly maker: Maker | undefined
  readonly silentSince: Day | null
}

interface Maker {
  readonly personId: string
  /** undefined: they were erased. */
  readonly slackId: string | undefined
}

type Reads = Pick<Kysely<Tables>, 'selectFrom'>

const select = (db: Reads, organization: string) =>
  db
    .selectFrom('digest_subscriptions')
    .selectAll()
    .select(slackIdOf('digest_subscriptions.maker_id', 'digest_subscriptions.organization').as('slack_id'))
    .where('organization', '=', organization)

/** Those that have not ended, the oldest first. */
export async function listSubscriptions(db: DatabaseReads, organization: string): Promise<Subscription[]> {
  const rows = await select(db.query<Tables>(), organization)
    .where('live', '=', 'live')
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.map(read)
}

/** undefined: there is none, or it has ended. */
export async function findSubscription(
  db: DatabaseReads,
  organization: string,
  id: string,
): Promise<Subscription | undefined> {
  const row = await select(db.query<Tables>(), organization)
    .where('id', '=', id)
    .where('live', '=', 'live')
    .executeTakeFirst()
  return row && read(row)
}

/** Also of those that have ended. */
export async function hasAnySubscription(db: Reads, organization: string): Promise<boolean> {
  const row = await db
    .selectFrom('digest_subscriptions')
    .select('id')
    .where('organization', '=', organization)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

type Row = Selectable<DigestTables['digest_subscriptions']> & { readonly slack_id: string | null }

function read(row: Row): Subscription {
  const { id, channel, rhythm, weekday, time, zone } = row
  return {
    id,
    channel,
    when: { rhythm: rhythm as When['rhythm'], weekday, time, zone },
    // A language may have gone since: then the first of those that are left.
    language: languages.find((known) => known === row.language) ?? languages[0],
    workspaces: readWorkspaces(row.workspaces),
    leftOut: JSON.parse(row.left_out),
    state: row.state as Subscription['state'],
    pausedWhy: row.paused_why as PauseReason | null,
    maker: row.maker_id === null ? undefined : { personId: row.maker_id, slackId: row.slack_id ?? undefined },
    silentSince: row.silent_since as Day | null,
  }
}

export const readWorkspaces = (text: string): string[] => JSON.parse(text)

/** In order, so that the same choice reads alike. */
export const writeWorkspaces = (ids: readonly string[]): string =>
  JSON.stringify(ids.toSorted((left, right) => (left < right ? -1 : 1)))

/** The columns of a wanted. */
export const writeWanted = ({ channel, when, language, workspaces, leftOut }: WantedDigest) => ({
  channel,
  ...when,
  language,
  workspaces: writeWorkspaces(workspaces),
  left_out: JSON.stringify(leftOut),
})
