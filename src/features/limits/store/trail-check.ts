import type { TrailCheck } from '../../../chatops/contract.ts'
import type { AuditRecord } from '../../../storage/audit/entry.ts'
import { readAudit } from '../../../storage/audit/read.ts'
import { findBrokenSeal } from './broken-seals.ts'
import type { LimitTables } from './schema.ts'
import { findSalts } from './seals.ts'
import type { Tables } from './store.ts'

/**
 * Requests and decisions lie beside the chain, so that a reason can be erased. Each of them must be what the trail says
 * of it: who asked, for what amount, who decided and how.
 */
export const checkRequests: TrailCheck = async (db, organization) => {
  const query = db.query<LimitTables>()
  const [raises, decisions, entries] = await Promise.all([
    query.selectFrom('raises').selectAll().where('organization', '=', organization).execute(),
    query.selectFrom('raise_decisions').selectAll().where('organization', '=', organization).execute(),
    readAudit(db, { organization, actions: ['limit'] }, { limit: Number.MAX_SAFE_INTEGER }),
  ])
  const bySubject = Map.groupBy(entries, ({ subject }) => subject)
  for (const raise of raises) {
    const problem = findRequestProblem(raise, bySubject.get(raise.id) ?? [])
    if (problem) return `Request ${raise.id}: ${problem}`
  }
  for (const decision of decisions) {
    const problem = findDecisionProblem(decision, bySubject.get(decision.raise_id) ?? [])
    if (problem) return `Request ${decision.raise_id}: ${problem}`
  }
  const decided = new Set(decisions.map(({ raise_id, person_id, verdict }) => `${raise_id} ${person_id} ${verdict}`))
  const gone = entries.find(({ action, subject, actorId }) => {
    const verdict = verdicts[action]
    return verdict !== undefined && !decided.has(`${subject} ${actorId} ${verdict}`)
  })
  if (gone) return `Request ${gone.subject}: the decision of entry ${gone.sequence} is gone.`
  const people = await findSalts(db.query<Tables>(), organization)
  const erased = await readAudit(
    db,
    { organization, actions: ['person.forgotten'] },
    { limit: Number.MAX_SAFE_INTEGER },
  )
  const forgotten = new Set(erased.map(({ subject }) => subject ?? ''))
  return findBrokenSeal(entries.toReversed(), { raises, decisions, people, forgotten })
}

const verdicts: Readonly<Record<string, string>> = {
  'limit.approved': 'approve',
  'limit.break-glass': 'approve',
  'limit.denied': 'deny',
  'limit.done-by-hand': 'stated',
}

/** By whom and for what a request can be: what is said when it begins, grows, or is taken back. */
const wishes = ['limit.requested', 'limit.joined', 'limit.amended', 'limit.ending']

/** A request may have reached such an end by these steps alone. */
const ends: Readonly<Record<string, readonly string[]>> = {
  denied: ['limit.denied'],
  applied: ['limit.applied', 'limit.already-there', 'limit.stated', 'limit.done-by-hand'],
}

type Row<Table extends keyof LimitTables> = LimitTables[Table]

/** The newest entry comes first. */
function findRequestProblem(raise: Row<'raises'>, entries: readonly AuditRecord[]): string | undefined {
  if (!entries.some(({ action }) => wishes.includes(action)))
    return 'the trail does not know that anybody asked for it.'
  const asked = entries.filter(({ action, actorId }) => wishes.includes(action) && actorId === raise.requester_id)
  if (asked.length === 0) return 'the trail knows another requester.'
  const present = entries.find(({ after }) => versionOf(after) === raise.version)
  const limit = present && figureOf(present.after, 'limit')
  if (limit !== undefined && limit !== raise.target) return 'the trail knows another amount.'
  const steps = ends[raise.state]
  if (steps && !entries.some(({ action }) => steps.includes(action)))
    return `the trail does not know that it was ${raise.state}.`
  const texts = entries.flatMap(({ text }) => text ?? [])
  const isTold = raise.reason === null || texts.length === 0 || texts.includes(raise.reason)
  return isTold ? undefined : 'the trail knows another reason.'
}

function findDecisionProblem(decision: Row<'raise_decisions'>, entries: readonly AuditRecord[]): string | undefined {
  const entry = entries.find(
    ({ action, actorId }) => verdicts[action] === decision.verdict && actorId === decision.person_id,
  )
  if (!entry) return 'the trail does not know a decision that is stored.'
  const isTold =
    decision.note === null || entry.textHash === null || entry.text === null || entry.text === decision.note
  return isTold ? undefined : `the note of the decision is not the one of entry ${entry.sequence}.`
}

const versionOf = (figures: string | null): unknown => figureOf(figures, 'version')

function figureOf(figures: string | null, key: string): unknown {
  if (figures === null) return undefined
  const parsed: unknown = JSON.parse(figures)
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>)[key] : undefined
}
