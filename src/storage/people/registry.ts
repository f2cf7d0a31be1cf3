import { randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { foldAddress } from '../../domain/person/address.ts'
import type { PeopleTables } from './schema.ts'

/** By what a person may be known. */
export interface Identifiers {
  readonly slackId?: string
  readonly mistralId?: string
  readonly email?: string
}

/**
 * The random id that stands for this person in the audit trail, made at the first time. The strongest identifier alone
 * decides who it is, Slack's before Mistral's before an address: a Slack admin can edit addresses, and must not become
 * somebody else by it.
 */
export async function personIdFor(
  tx: Transaction<PeopleTables>,
  organization: string,
  known: Identifiers & { readonly name?: string },
): Promise<string> {
  const found = (await findPerson(tx, organization, known)) ?? (await addPerson(tx, organization, known))
  if (known.name !== undefined && known.name !== found.name) {
    await tx
      .updateTable('people')
      .set({ name: known.name })
      .where('organization', '=', organization)
      .where('person_id', '=', found.person_id)
      .execute()
  }
  return found.person_id
}

async function addPerson(
  tx: Transaction<PeopleTables>,
  organization: string,
  known: Identifiers & { readonly name?: string },
): Promise<PeopleTables['people']> {
  await tx
    .insertInto('people')
    .values({
      organization,
      person_id: randomUUID(),
      slack_id: known.slackId ?? null,
      mistral_id: known.mistralId ?? null,
      email: known.email === undefined ? null : foldAddress(known.email),
      name: known.name ?? null,
      bound_at: null,
      changed_at: null,
      salt: randomBytes(16).toString('hex'),
    })
    // Another instance may have met the same person in this moment; then its row is the one.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const added = await findPerson(tx, organization, known)
  if (!added) throw new Error('a person was added and is not there')
  return added
}

async function findPerson(
  tx: Transaction<PeopleTables>,
  organization: string,
  { slackId, mistralId, email }: Identifiers,
): Promise<PeopleTables['people'] | undefined> {
  const people = tx.selectFrom('people').selectAll().where('organization', '=', organization)
  if (slackId !== undefined) return people.where('slack_id', '=', slackId).executeTakeFirst()
  const withoutSlack = people.where('slack_id', 'is', null)
  if (mistralId !== undefined) return withoutSlack.where('mistral_id', '=', mistralId).executeTakeFirst()
  if (email === undefined) throw new Error('a person needs an identifier')
  return withoutSlack.where('mistral_id', 'is', null).where('email', '=', foldAddress(email)).executeTakeFirst()
}
