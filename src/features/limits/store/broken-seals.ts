import type { AuditRecord } from '../../../storage/audit/entry.ts'
import { type AuditSeals, readSeals } from '../../../storage/audit/seals.ts'
import { storable } from '../../../storage/storable.ts'
import {
  type DecisionRow,
  listDecisions,
  type Named,
  type RaiseRow,
  sealMembers,
  sealState,
  sealWish,
} from './seals.ts'

/** The last that the trail says about a request. */
interface Known {
  readonly sequence: number
  readonly seals: AuditSeals
  readonly wishes: Map<string, string>
}

/** The words that were written about it, by their author; one that is gone was erased, or the trail misses it. */
type TextsByAuthor = Map<string, Set<string>>

export interface Stored {
  readonly raises: readonly RaiseRow[]
  readonly decisions: readonly DecisionRow[]
  readonly people: readonly Named[]
  readonly forgotten: ReadonlySet<string>
}

/** Holds each request against the seals of its entries, the oldest first. A sentence says what was edited. */
export function findBrokenSeal(entries: Iterable<AuditRecord>, stored: Stored): string | undefined {
  const known = new Map<string, Known>()
  const words = new Map<string, TextsByAuthor>()
  for (const entry of entries) {
    const what = lookAtRequest(entry, known, words)
    if (what) return `Before entry ${entry.sequence}, somebody changed ${what}.`
  }
  const decisionsOf = Map.groupBy(stored.decisions, ({ raise_id }) => raise_id)
  const rows = new Map(stored.raises.map((row) => [row.id, row]))
  for (const [id, { sequence, seals }] of known) {
    const row = rows.get(id)
    if (!row) return `Request ${id} of entry ${sequence} is gone.`
    const decisions = decisionsOf.get(id) ?? []
    const what =
      compareRequest(row, decisions, seals) ??
      compareMembers(row, decisions, seals, stored.people) ??
      compareWords(row, decisions, words.get(id) ?? new Map(), stored.forgotten)
    if (what) return `After entry ${sequence}, somebody changed ${what}.`
  }
  return undefined
}

function lookAtRequest(
  record: AuditRecord,
  known: Map<string, Known>,
  words: Map<string, TextsByAuthor>,
): string | undefined {
  const { subject: id, seals: text, sequence, actorId } = record
  if (id === null) return undefined
  if (actorId !== null && record.text !== null) {
    const ofRequest = words.get(id) ?? new Map<string, Set<string>>()
    words.set(id, ofRequest.set(actorId, (ofRequest.get(actorId) ?? new Set()).add(record.text)))
  }
  // Entries that are older than the seals are verified as what they are.
  const seals = readSeals(text)
  if (seals.wish === undefined || seals.wishVersion === undefined) return undefined
  const before = known.get(id)
  const wishes = before?.wishes ?? new Map<string, string>()
  const wish = wishes.get(seals.wishVersion)
  if (wish !== undefined && wish !== seals.wish) return `what request ${id} asks for`
  const present = new Set(seals.decisions?.split(' '))
  const isDecisionGone = before?.seals.decisions?.split(' ').some((decision) => decision && !present.has(decision))
  if (isDecisionGone) return `a decision on request ${id}`
  known.set(id, { sequence, seals, wishes: wishes.set(seals.wishVersion, seals.wish) })
  return undefined
}

function compareRequest(row: RaiseRow, decisions: readonly DecisionRow[], seals: AuditSeals): string | undefined {
  if (listDecisions(decisions) !== seals.decisions) return `the decisions on request ${row.id}`
  if (sealWish(row) !== seals.wish || sealState(row, decisions) !== seals.state) return `request ${row.id}`
  return undefined
}

/** Of those who are still known, each is the member that they were. */
function compareMembers(
  row: RaiseRow,
  decisions: readonly DecisionRow[],
  { members = '' }: AuditSeals,
  people: readonly Named[],
): string | undefined {
  const known = new Set(people.map(({ person_id }) => person_id))
  const sealed = members.split(' ').filter((member) => known.has(member.split(':')[0] ?? ''))
  const isSame = sealed.join(' ') === sealMembers(row, decisions, people)
  return isSame ? undefined : `which Mistral member somebody of request ${row.id} is`
}

/** The words that a card shows are those that the trail holds; gone are only those of people who were erased. */
function compareWords(
  row: RaiseRow,
  decisions: readonly DecisionRow[],
  words: TextsByAuthor,
  forgotten: ReadonlySet<string>,
): string | undefined {
  const differs = (author: string | null, text: string | null, isRequired: boolean): boolean => {
    if (author === null || forgotten.has(author)) return false
    const written = words.get(author) ?? new Set<string>()
    return text ? !written.has(storable(text)) : isRequired && written.size > 0
  }
  if (differs(row.requester_id, row.reason, true)) return `the reason of request ${row.id}`
  const note = decisions.find(({ person_id, note }) => differs(person_id, note, false))
  return note && `the note beside a decision on request ${row.id}`
}
