import type { Kysely, Transaction } from 'kysely'
import { foldAddress } from '../../domain/person/address.ts'
import { databaseNow } from '../columns.ts'
import type { Database } from '../database.ts'
import { personIdFor } from './registry.ts'
import type { PeopleTables } from './schema.ts'

/** Which Mistral member and which address a Slack user was last seen to be. */
export interface Binding {
  readonly personId: string
  readonly slackId: string
  readonly mistralId: string | null
  readonly email: string | null
  readonly boundSince: Date
  /** When it last became another; null: never. Whoever decides about money waits a day after it. */
  readonly changedAt: Date | null
}

export interface SeenBinding {
  readonly slackId: string
  readonly mistralId: string | null
  readonly email: string | null
  readonly name?: string
}

export async function getBinding(db: Database, organization: string, slackId: string): Promise<Binding | undefined> {
  return await selectBinding(db.query<PeopleTables>(), organization, slackId)
}

/**
 * Stores what was seen just now. `isFirst`: they were no member before. `changed` says that this is not who the Slack user was before, or that it was another
 * Slack user who was this member: somebody must be told, and `changedAt` starts to count.
 */
export async function saveBinding(
  tx: Transaction<PeopleTables>,
  organization: string,
  seen: SeenBinding,
): Promise<{ binding: Binding; changed: boolean; isFirst: boolean }> {
  const email = seen.email === null ? null : foldAddress(seen.email)
  const name = seen.name === undefined ? {} : { name: seen.name }
  const personId = await personIdFor(tx, organization, { slackId: seen.slackId, ...name })
  const current = await selectBinding(tx, organization, seen.slackId)
  if (current && current.mistralId === seen.mistralId && current.email === email) {
    return { binding: current, changed: false, isFirst: false }
  }
  const changed = current
    ? isAnother(current, { mistralId: seen.mistralId, email })
    : await isBoundElsewhere(tx, organization, seen.slackId, { mistralId: seen.mistralId, email })
  const row = await tx
    .updateTable('people')
    .set({ mistral_id: seen.mistralId, email })
    .$if(!current, (update) => update.set({ bound_at: databaseNow }))
    .$if(changed, (update) => update.set({ changed_at: databaseNow }))
    .where('organization', '=', organization)
    .where('person_id', '=', personId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return { binding: readBinding(row), changed, isFirst: (current?.mistralId ?? null) === null }
}

type Claim = Pick<Binding, 'mistralId' | 'email'>

/** A member who joins Mistral under the address that we know already is the same person: only Mistral could do that. */
function isAnother(current: Claim, seen: Claim): boolean {
  return current.email !== seen.email || (current.mistralId !== null && current.mistralId !== seen.mistralId)
}

async function isBoundElsewhere(
  tx: Transaction<PeopleTables>,
  organization: string,
  slackId: string,
  { mistralId, email }: Claim,
): Promise<boolean> {
  const other = await tx
    .selectFrom('people')
    .select('person_id')
    .where('organization', '=', organization)
    .where('slack_id', '<>', slackId)
    .where('bound_at', 'is not', null)
    .where((is) => is.or([is('mistral_id', '=', mistralId), is('email', '=', email)]))
    .executeTakeFirst()
  return other !== undefined
}

async function selectBinding(
  db: Kysely<PeopleTables> | Transaction<PeopleTables>,
  organization: string,
  slackId: string,
): Promise<Binding | undefined> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('organization', '=', organization)
    .where('slack_id', '=', slackId)
    .where('bound_at', 'is not', null)
    .executeTakeFirst()
  return row && readBinding(row)
}

function readBinding(row: PeopleTables['people']): Binding {
  return {
    personId: row.person_id,
    slackId: row.slack_id!,
    mistralId: row.mistral_id,
    email: row.email,
    boundSince: new Date(row.bound_at!),
    changedAt: row.changed_at === null ? null : new Date(row.changed_at),
  }
}
