import { readLimit } from '../../../domain/limit/limit-value.ts'
import type { Change, RaiseState, Term } from '../../../domain/limit/raise.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import type { Role } from '../../../domain/person/person.ts'
import type { LimitTables } from './schema.ts'
import type { Approval, Denial, Party, Raise, RaiseRemark } from './types.ts'

/** From rows to the words of the code. People come joined with the registry, which alone knows their Slack ids. */

type RaiseRow = LimitTables['raises'] & { readonly requester_slack_id: string | null }
type DecisionRow = LimitTables['raise_decisions'] & { readonly slack_id: string | null }

export function readRaise(row: RaiseRow): Raise {
  return {
    id: row.id,
    version: row.version,
    state: row.state as RaiseState,
    change: row.change as Change | 'revert',
    target: readLimit(row.target),
    before: readLimit(row.limit_before),
    currency: row.currency,
    term: readTerm(row),
    reason: row.reason,
    requester:
      row.requester_id === null
        ? null
        : { personId: row.requester_id, slackId: row.requester_slack_id, mistralId: row.requester_mistral_id },
    isBreakGlass: row.is_break_glass === 1,
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
    closedAt: dateOrNull(row.closed_at),
    why: row.why as RaiseRemark | null,
    proof: row.proof as Raise['proof'],
    attempt:
      row.attempt_id === null || row.attempt_from === null || row.lease_until === null
        ? null
        : {
            id: row.attempt_id,
            from: readLimit(row.attempt_from),
            leaseUntil: new Date(row.lease_until),
            lookedAt: new Date(row.attempt_looked_at ?? row.created_at),
          },
    endsRaiseId: row.ends_raise_id,
  }
}

export function readTerm({ term, ends_at }: { readonly term: string | null; readonly ends_at: number | null }): Term {
  if (term === 'date' && ends_at !== null) return { kind: 'date', endsAt: new Date(ends_at) }
  return { kind: term === 'permanent' ? 'permanent' : 'month' }
}

export const writeTerm = (term: Term): { term: string; ends_at: number | null } => ({
  term: term.kind,
  ends_at: term.kind === 'date' ? term.endsAt.getTime() : null,
})

const readParty = (row: DecisionRow): Party => ({
  personId: row.person_id,
  slackId: row.slack_id,
  mistralId: row.mistral_id,
})

export const readApproval = (row: DecisionRow): Approval => ({
  ...readParty(row),
  at: new Date(row.decided_at),
  role: row.role as Role,
  roleSource: row.role_source,
  note: row.note,
  sawLimit: readLimit(row.saw_limit ?? 'unlimited'),
  sawUse: row.saw_use === null ? null : Decimal.of(row.saw_use),
})

export const readDenial = (row: DecisionRow): Denial => ({
  ...readParty(row),
  at: new Date(row.decided_at),
  reason: row.note,
})

export const dateOrNull = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))
