import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { appendAudit } from '../audit/append.ts'
import { hashPerson } from '../audit/entry.ts'
import type { AuditTables } from '../audit/schema.ts'
import { moveAction } from '../audit/seals.ts'
import type { PeopleTables } from './schema.ts'

/**
 * Gives people the ids that they have in another Slack workspace. The trail knows them by a salted hash of the old one: an
 * entry for each ties both hashes together, so that it still verifies. Whoever has no new id keeps the old one.
 */
export async function movePeople(
  tx: Transaction<PeopleTables & AuditTables>,
  organization: string,
  newIdOf: (slackId: string) => string | undefined,
): Promise<void> {
  const people = await tx
    .selectFrom('people')
    .selectAll()
    .where('organization', '=', organization)
    .where('slack_id', 'is not', null)
    .orderBy('person_id')
    .execute()
  for (const { person_id, slack_id, mistral_id, email, salt: known } of people) {
    const moved = slack_id === null ? undefined : newIdOf(slack_id)
    if (moved === undefined || moved === slack_id) continue
    const salt = known ?? randomBytes(16).toString('hex')
    await tx
      .updateTable('people')
      .set({ slack_id: moved, salt })
      .where('organization', '=', organization)
      .where('person_id', '=', person_id)
      .execute()
    const hashOf = (slackId: string | null) => hashPerson({ slackId, mistralId: mistral_id, email }, salt)
    const seals = { from: hashOf(slack_id), to: hashOf(moved) }
    const entry = { organization, action: moveAction, actorId: null, outcome: 'done' } as const
    await appendAudit(tx, { ...entry, subject: person_id, seals })
  }
}
