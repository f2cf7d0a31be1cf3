import type { Transaction } from 'kysely'
import { foldAddress } from '../../domain/person/address.ts'
import { appendAudit } from '../audit/append.ts'
import type { AuditTables } from '../audit/schema.ts'
import type { DatabaseReads } from '../database.ts'
import type { Identifiers } from './registry.ts'
import type { PeopleTables } from './schema.ts'

/** Everything that the registry holds under any of these identifiers, to be shown to the person. */
export async function findPeople(
  db: DatabaseReads,
  organization: string,
  { slackId, mistralId, email }: Identifiers,
): Promise<PeopleTables['people'][]> {
  return await db
    .query<PeopleTables>()
    .selectFrom('people')
    .selectAll()
    .where('organization', '=', organization)
    .where((is) =>
      is.or([
        is('slack_id', '=', slackId ?? null),
        is('mistral_id', '=', mistralId ?? null),
        is('email', '=', email === undefined ? null : foldAddress(email)),
      ]),
    )
    .execute()
}

/**
 * Erases who these people are and what they wrote, in the caller's transaction. Their entries stay in the audit trail, as
 * those of an unknown person. Returns how many texts they had written.
 */
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
  const gone = await tx
    .deleteFrom('people')
    .where('organization', '=', organization)
    .where('person_id', 'in', personIds)
    .returning('person_id')
    .execute()
  // By whom, the machine does not know; without this entry, what is missing now would look like tampering.
  for (const { person_id: subject } of gone)
    await appendAudit(tx, { organization, action: 'person.forgotten', actorId: null, subject, outcome: 'done' })
  return Number(numDeletedRows)
}
