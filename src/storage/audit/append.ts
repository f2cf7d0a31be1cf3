import { randomBytes } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { databaseNow } from '../columns.ts'
import type { PeopleTables } from '../people/schema.ts'
import { storable } from '../storable.ts'
import {
  type AuditFigures,
  type AuditHead,
  type AuditOutcome,
  genesisHash,
  hashEntry,
  hashPerson,
  hashText,
  writeFigures,
} from './entry.ts'
import type { AuditTables } from './schema.ts'
import { type AuditSeals, bindingActions, sealBinding } from './seals.ts'

export interface NewAuditEntry {
  readonly organization: string
  readonly action: `${string}.${string}`
  /** From `personIdFor`; null: the bot itself. */
  readonly actorId: string | null
  readonly subject?: string
  readonly before?: AuditFigures
  readonly after?: AuditFigures
  readonly outcome: AuditOutcome
  /** A reason or note in somebody's words. It lies beside the chain and can be erased. */
  readonly text?: string
  /** Hashes of what it leaves beside the chain. */
  readonly seals?: AuditSeals
}

/** Links one entry to the end of the chain, within the caller's transaction: what happened and its trace stand or fall together. */
export async function appendAudit(tx: Transaction<AuditTables>, added: NewAuditEntry): Promise<AuditHead> {
  const { organization } = added
  const { sequence, previousHash, at } = await takeNextPlace(tx, organization)
  const actor = added.actorId === null ? undefined : await sealActor(tx as never, organization, added.actorId)
  const isBinding = actor && bindingActions.includes(added.action)
  const seals = isBinding ? { ...added.seals, binding: actor.binding } : added.seals
  const text =
    added.text === undefined ? undefined : { text: storable(added.text), salt: randomBytes(16).toString('hex') }
  const entry = {
    organization,
    sequence,
    at,
    action: added.action,
    actorId: added.actorId,
    actorHash: actor?.hash ?? null,
    subject: added.subject ?? null,
    before: added.before ? writeFigures(added.before) : null,
    after: added.after ? writeFigures(added.after) : null,
    outcome: added.outcome,
    textHash: text ? hashText(text.text, text.salt) : null,
    seals: seals ? writeFigures(seals) : null,
    previousHash,
  }
  const hash = hashEntry(entry)
  const { actorId, actorHash, textHash, previousHash: previous, ...rest } = entry
  await tx
    .insertInto('audit_entries')
    .values({ ...rest, actor_id: actorId, actor_hash: actorHash, text_hash: textHash, previous_hash: previous, hash })
    .execute()
  if (text)
    await tx
      .insertInto('audit_texts')
      .values({ organization, sequence, ...text })
      .execute()
  await tx.updateTable('audit_head').set({ hash }).where('organization', '=', organization).execute()
  return { sequence, hash }
}

/** Who they are just now; undefined: people (a test's, an erased one's) who have nothing to be held against. */
async function sealActor(
  tx: Transaction<PeopleTables>,
  organization: string,
  personId: string,
): Promise<{ hash: string; binding: string } | undefined> {
  const person = await tx
    .selectFrom('people')
    .select(['slack_id as slackId', 'mistral_id as mistralId', 'email', 'salt'])
    .where('organization', '=', organization)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!person) return undefined
  const salt = person.salt ?? (await addSalt(tx, organization, personId))
  return { hash: hashPerson(person, salt), binding: sealBinding(salt, person.mistralId, person.email) }
}

async function addSalt(tx: Transaction<PeopleTables>, organization: string, personId: string): Promise<string> {
  const salt = randomBytes(16).toString('hex')
  await tx
    .updateTable('people')
    .set({ salt })
    .where('organization', '=', organization)
    .where('person_id', '=', personId)
    .execute()
  return salt
}

/** The row stays locked until the transaction ends, so that the chain never forks; the time is read behind that lock. */
async function takeNextPlace(
  tx: Transaction<AuditTables>,
  organization: string,
): Promise<{ sequence: number; previousHash: string; at: number }> {
  return await tx
    .insertInto('audit_head')
    .values({ organization, sequence: 1, hash: genesisHash, pruned_through: null })
    .onConflict((conflict) => conflict.column('organization').doUpdateSet({ sequence: sql`audit_head.sequence + 1` }))
    .returning(['sequence', 'hash as previousHash', databaseNow.as('at')])
    .executeTakeFirstOrThrow()
}
