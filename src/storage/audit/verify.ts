import type { Database } from '../database.ts'
import type { PeopleTables } from '../people/schema.ts'
import { type AuditHead, type AuditRecord, genesisHash, hashEntry, hashPerson, hashText } from './entry.ts'
import { parseExport } from './export.ts'
import { readChain } from './read.ts'
import type { AuditTables } from './schema.ts'
import { bindingActions, readSeals, sealBinding } from './seals.ts'

export type AuditProblem =
  /** A line of an export that is no entry. */
  | 'unreadable'
  /** No entry has this sequence. */
  | 'missing'
  /** Its fields do not give its hash. */
  | 'changed'
  /** It does not continue the entry before it. */
  | 'unlinked'
  /** The text beside it is not the one that was hashed. */
  | 'textChanged'
  /** The text that was hashed is gone, and no erasure of its author explains it. */
  | 'textMissing'
  /** The registry says that somebody else did it than the chain. */
  | 'personChanged'
  /** The registry names another member or address than the one that was last seen. */
  | 'bindingChanged'
  /** Whoever did it is gone from the registry, and was never erased. */
  | 'personMissing'
  /** The stored end of the chain is not its end. */
  | 'headChanged'
  /** The whole chain holds together, but an entry that it once had is not in it: an older state was put back. */
  | 'headUnknown'

export type AuditVerdict =
  | { readonly whole: true; readonly head: AuditHead }
  | { readonly whole: false; readonly sequence: number; readonly problem: AuditProblem }

/** `knownHead`: the hash of an entry that was posted once, and must still be in the chain. */
export async function verifyAudit(db: Database, organization: string, knownHead?: string): Promise<AuditVerdict> {
  const { head, last } = await readEnd(db, organization)
  const verdict = await verifyChain(readChain(db, organization, last), knownHead)
  if (!verdict.whole) return verdict
  if (verdict.head.sequence < head.sequence) return broken(verdict.head.sequence + 1, 'missing')
  if (verdict.head.sequence > head.sequence) return broken(head.sequence + 1, 'headChanged')
  if (verdict.head.hash !== head.hash) return broken(head.sequence, 'headChanged')
  return (await findPersonProblem(db, organization)) ?? verdict
}

/** People lie beside the chain, so that they can be erased: each entry holds a salted hash of who it was. */
async function findPersonProblem(db: Database, organization: string): Promise<AuditVerdict | undefined> {
  const rows = await db
    .query<AuditTables & PeopleTables>()
    .selectFrom('audit_entries')
    .leftJoin('people', (join) =>
      join
        .onRef('people.person_id', '=', 'audit_entries.actor_id')
        .onRef('people.organization', '=', 'audit_entries.organization'),
    )
    .select((select) => [
      'actor_id as actorId',
      'actor_hash as actorHash',
      'people.person_id as personId',
      'slack_id as slackId',
      'mistral_id as mistralId',
      'email',
      'people.salt as salt',
      select.fn.min<number>('sequence').as('sequence'),
    ])
    .where('audit_entries.organization', '=', organization)
    .where('actor_hash', 'is not', null)
    .groupBy(['actor_id', 'actor_hash', 'people.person_id', 'slack_id', 'mistral_id', 'email', 'people.salt'])
    .orderBy('sequence')
    .execute()
  const erased = await findErased(db, organization)
  for (const { sequence, actorId, actorHash, personId, salt, ...person } of rows) {
    if (personId === null && !erased.has(actorId ?? '')) return broken(sequence, 'personMissing')
    if (personId !== null && (salt === null || hashPerson(person, salt) !== actorHash))
      return broken(sequence, 'personChanged')
  }
  return findBindingProblem(db, organization)
}

async function findBindingProblem(db: Database, organization: string): Promise<AuditVerdict | undefined> {
  const rows = await db
    .query<AuditTables & PeopleTables>()
    .selectFrom('audit_entries')
    .innerJoin('people', (join) =>
      join
        .onRef('people.person_id', '=', 'audit_entries.actor_id')
        .onRef('people.organization', '=', 'audit_entries.organization'),
    )
    .select(['sequence', 'seals', 'person_id', 'mistral_id', 'email', 'people.salt as salt'])
    .where('audit_entries.organization', '=', organization)
    .where('action', 'in', bindingActions)
    .where('seals', 'is not', null)
    .orderBy('sequence')
    .execute()
  // The last one of each person is the one that holds.
  for (const row of new Map(rows.map((row) => [row.person_id, row])).values()) {
    const { binding } = readSeals(row.seals)
    const isSame = row.salt !== null && sealBinding(row.salt, row.mistral_id, row.email) === binding
    if (binding !== undefined && !isSame) return broken(row.sequence, 'bindingChanged')
  }
  return undefined
}

async function findErased(db: Database, organization: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .query<AuditTables>()
    .selectFrom('audit_entries')
    .select('subject')
    .where('organization', '=', organization)
    .where('action', '=', erasure)
    .execute()
  return new Set(rows.map(({ subject }) => subject ?? ''))
}

/** What it is called when somebody was erased; its subject is the person. */
const erasure = 'person.forgotten'

/** The same on the lines of an export, without any database. A cut end shows by `knownHead` alone. */
export async function verifyExport(
  lines: Iterable<string> | AsyncIterable<string>,
  knownHead?: string,
): Promise<AuditVerdict> {
  return await verifyChain(parseExport(lines), knownHead)
}

/** Read in one statement, which sees one state: what is appended meanwhile is not mistaken for a wrong end. */
async function readEnd(db: Database, organization: string): Promise<{ head: AuditHead; last: number }> {
  const { sequence, hash, last } = await db
    .query<AuditTables>()
    .selectFrom('audit_entries')
    .select((select) => [
      select.fn.max<number | null>('sequence').as('last'),
      select.selectFrom('audit_head').select('sequence').where('organization', '=', organization).as('sequence'),
      select.selectFrom('audit_head').select('hash').where('organization', '=', organization).as('hash'),
    ])
    .where('organization', '=', organization)
    .executeTakeFirstOrThrow()
  return { head: { sequence: sequence ?? 0, hash: hash ?? genesisHash }, last: last ?? 0 }
}

async function verifyChain(
  records: AsyncIterable<AuditRecord | undefined>,
  knownHead = genesisHash,
): Promise<AuditVerdict> {
  let head: AuditHead = { sequence: 0, hash: genesisHash }
  let headSeen = knownHead === genesisHash
  const textless: AuditRecord[] = []
  const erased = new Set<string>()
  for await (const record of records) {
    if (!record) return broken(head.sequence + 1, 'unreadable')
    const problem = findProblem(record, head)
    if (problem) return broken(head.sequence + 1, problem)
    head = { sequence: record.sequence, hash: record.hash }
    headSeen ||= record.hash === knownHead
    if (record.action === erasure && record.subject !== null) erased.add(record.subject)
    if (record.textHash !== null && record.text === null) textless.push(record)
  }
  const unexplained = textless.find(({ actorId }) => !erased.has(actorId ?? ''))
  if (unexplained) return broken(unexplained.sequence, 'textMissing')
  return headSeen ? { whole: true, head } : broken(head.sequence, 'headUnknown')
}

function findProblem(record: AuditRecord, head: AuditHead): AuditProblem | undefined {
  if (record.sequence !== head.sequence + 1) return 'missing'
  if (hashEntry(record) !== record.hash) return 'changed'
  if (record.previousHash !== head.hash) return 'unlinked'
  if (record.text !== null && hashText(record.text, record.salt ?? '') !== record.textHash) return 'textChanged'
  return undefined
}

const broken = (sequence: number, problem: AuditProblem): AuditVerdict => ({ whole: false, sequence, problem })
