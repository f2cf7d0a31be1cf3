import type { Kysely, Transaction } from 'kysely'
import type { AuditTables } from '../audit/schema.ts'
import type { Database } from '../database.ts'
import type { Identifiers } from './registry.ts'
import type { PeopleTables } from './schema.ts'

type StoredPerson = PeopleTables['people']

/** Everything that the registry holds under any of these identifiers, to be shown to the person. */
export async function findPeople(db: Database, organization: string, by: Identifiers): Promise<StoredPerson[]> {
  return await selectPeople(db.query<PeopleTables>(), organization, by)
}

/** Erases who these people are and what they wrote. Their entries stay in the audit trail, as those of an unknown person. */
export async function forgetPerson(
  db: Database,
  organization: string,
  by: Identifiers,
): Promise<{ people: number; texts: number }> {
  return await db.transaction<PeopleTables & AuditTables, { people: number; texts: number }>(async (tx) => {
    const people = await selectPeople(tx, organization, by)
    const ids = people.map(({ person_id }) => person_id)
    return { people: people.length, texts: await erasePeople(tx, organization, ids) }
  })
}

/** The same by their random ids, in the caller's transaction; returns how many texts they had written. */
export async function erasePeople(
  tx: Transaction<PeopleTables & AuditTables>,
  organization: string,
  personIds: readonly string[],
): Promise<number> {
  if (personIds.length === 0) return 0
  const { numDeletedRows } = await tx
    .deleteFrom('audit_texts')
    .where('organization', '=', organization)
    .where('sequence', 'in', (query) =>
      query
        .selectFrom('audit_entries')
        .select('sequence')
        .where('organization', '=', organization)
        .where('actor_id', 'in', personIds),
    )
    .executeTakeFirst()
  await tx.deleteFrom('people').where('organization', '=', organization).where('person_id', 'in', personIds).execute()
  return Number(numDeletedRows)
}

async function selectPeople(
  db: Kysely<PeopleTables> | Transaction<PeopleTables>,
  organization: string,
  { slackId, mistralId, email }: Identifiers,
): Promise<StoredPerson[]> {
  return await db
    .selectFrom('people')
    .selectAll()
    .where('organization', '=', organization)
    .where((is) =>
      is.or([
        is('slack_id', '=', slackId ?? null),
        is('mistral_id', '=', mistralId ?? null),
        is('email', '=', email?.toLowerCase() ?? null),
      ]),
    )
    .execute()
}
