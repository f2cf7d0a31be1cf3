import { type AuditSeals, sealFacts, sealWithSalt } from '../../../storage/audit/seals.ts'
import type { PeopleTables } from '../../../storage/people/schema.ts'
import type { LimitTables } from './schema.ts'
import type { LimitReads } from './store.ts'

/** What a step of a request leaves beside the chain, as hashes that its entry carries. */

export type RaiseRow = LimitTables['raises']
export type DecisionRow = LimitTables['raise_decisions']

/** What a request asks for: the same in every entry about one version. */
export const sealWish = (row: RaiseRow): string =>
  sealFacts([row.id, row.version, row.change, row.target, row.currency, row.term, row.ends_at, row.requester_id])

/** Where it stands, and which decisions count no more. What a write renews by itself, as its lease, is left out. */
export const sealState = (row: RaiseRow, decisions: readonly DecisionRow[]): string =>
  sealFacts([
    ...[row.state, row.limit_before, row.is_break_glass, row.created_at, row.expires_at, row.closed_at],
    ...[row.why, row.proof, row.ends_raise_id, row.live],
    decisions.map((decision) => [sealDecision(decision), decision.lapsed_at]).sort(),
  ])

/** Who decided what, in which role, on which figures. */
const sealDecision = (row: DecisionRow): string =>
  sealFacts([
    ...[row.raise_id, row.raise_version, row.person_id, row.verdict, row.role, row.role_source],
    ...[row.saw_limit, row.saw_use, row.decided_at],
  ])

export const listDecisions = (decisions: readonly DecisionRow[]): string => decisions.map(sealDecision).sort().join(' ')

export type Named = Pick<PeopleTables['people'], 'person_id' | 'salt'>

/** Which member each of them was, salted like the rest of what is known about them; who was erased is left out. */
export const sealMembers = (row: RaiseRow, decisions: readonly DecisionRow[], people: readonly Named[]): string => {
  const salts = new Map(people.map(({ person_id, salt }) => [person_id, salt]))
  const members: [string | null, string | null][] = [
    [row.requester_id, row.requester_mistral_id],
    ...decisions.map(({ person_id, mistral_id }): [string, string | null] => [person_id, mistral_id]),
  ]
  const sealed = members.flatMap(([personId, member]) => {
    const salt = personId === null ? undefined : salts.get(personId)
    return personId !== null && salt ? [`${personId}:${sealWithSalt(salt, [member])}`] : []
  })
  return [...new Set(sealed)].sort().join(' ')
}

/** What a step leaves behind, read after it in its own transaction. */
export async function sealRequest(tx: LimitReads, raiseId: string): Promise<AuditSeals> {
  const raise = await tx.selectFrom('raises').selectAll().where('id', '=', raiseId).executeTakeFirst()
  if (!raise) return {}
  const decisions = await tx.selectFrom('raise_decisions').selectAll().where('raise_id', '=', raiseId).execute()
  const people = await findSalts(tx, raise.organization)
  return {
    members: sealMembers(raise, decisions, people),
    wish: sealWish(raise),
    wishVersion: String(raise.version),
    state: sealState(raise, decisions),
    decisions: listDecisions(decisions),
  }
}

export const findSalts = (db: LimitReads, organization: string): Promise<Named[]> =>
  db.selectFrom('people').select(['person_id', 'salt']).where('organization', '=', organization).execute()
