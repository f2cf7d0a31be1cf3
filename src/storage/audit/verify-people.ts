import type { Database } from '../database.ts'
import type { PeopleTables } from '../people/schema.ts'
import { type AuditVerdict, broken, erasure } from './chain.ts'
import { hashPerson } from './entry.ts'
import type { AuditTables } from './schema.ts'
import { bindingActions, moveAction, readSeals, sealBinding } from './seals.ts'

/** People lie beside the chain, so that they can be erased: each entry holds a salted hash of who it was. */
export async function findPersonProblem(db: Database, organization: string): Promise<AuditVerdict | undefined> {
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
  const moves = await findMoves(db, organization)
  for (const { sequence, actorId, actorHash, personId, salt, ...person } of rows) {
    if (personId === null && !erased.has(actorId ?? '')) return broken(sequence, 'personMissing')
    if (personId === null) continue
    const known = salt === null ? [] : hashesOf(hashPerson(person, salt), moves.get(personId))
    if (!known.includes(actorHash ?? '')) return broken(sequence, 'personChanged')
  }
  return findBindingProblem(db, organization)
}

interface Move {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** Somebody who came along to another Slack workspace has another id there: under which hash they were known before. */
async function findMoves(db: Database, organization: string): Promise<ReadonlyMap<string, readonly Move[]>> {
  const rows = await db
    .query<AuditTables>()
    .selectFrom('audit_entries')
    .select(['subject', 'seals'])
    .where('organization', '=', organization)
    .where('action', '=', moveAction)
    .orderBy('sequence', 'desc')
    .execute()
  const moves = rows.map(({ subject, seals }) => ({ subject: subject ?? '', ...pickMove(readSeals(seals)) }))
  return Map.groupBy(moves, ({ subject }) => subject)
}

const pickMove = ({ from, to }: Readonly<Record<string, string>>): Move => ({ from, to })

/** From the present one back, as long as each move leads to the next. */
function hashesOf(present: string, moves: readonly Move[] = []): readonly string[] {
  const known = [present]
  for (const { from, to } of moves) {
    if (from === undefined || to !== known.at(-1)) return known
    known.push(from)
  }
  return known
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
