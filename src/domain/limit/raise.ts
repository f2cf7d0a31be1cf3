import { compareLimits, type LimitValue } from './limit-value.ts'

/** A request to change the Organization's limit, whatever the direction. */
export type Change = 'raise' | 'lower' | 'set' | 'remove'

/** How long the new limit is to stand. */
export type Term =
  | { readonly kind: 'permanent' }
  /** Until Mistral's counter was seen to be reset. */
  | { readonly kind: 'month' }
  | { readonly kind: 'date'; readonly endsAt: Date }

export type RaiseState =
  /** Waits for decisions. */
  | 'open'
  /** Enough people approved; nothing is written yet. */
  | 'approved'
  /** Claimed by one instance: a write may be under way. */
  | 'applying'
  /** A write went out and no answer told how it ended. */
  | 'unknown'
  /** The limit stands as approved. */
  | 'applied'
  /** Approved, and somebody has to do it in the Admin Panel. */
  | 'byHand'
  | 'denied'
  | 'withdrawn'
  | 'expired'
  /** Somebody else brought the limit there. */
  | 'alreadyThere'
  /** Mistral refused the write. */
  | 'refused'
  /** The limit is neither what it was nor what was asked for: a person must look. */
  | 'unclear'

export type RaiseEvent =
  | 'amend'
  | 'approve'
  | 'approveLast'
  | 'approveByHand'
  | 'deny'
  | 'withdraw'
  | 'expire'
  | 'reach'
  | 'lapse'
  | 'claim'
  | 'loseAnswer'
  | 'confirm'
  | 'retry'
  | 'refuse'
  | 'contradict'
  | 'state'
  | 'handOver'

/** Every state and every event: what is not here cannot happen. */
export const transitions: Readonly<Record<RaiseState, Readonly<Partial<Record<RaiseEvent, RaiseState>>>>> = {
  open: {
    amend: 'open',
    approve: 'open',
    approveLast: 'approved',
    approveByHand: 'byHand',
    deny: 'denied',
    withdraw: 'withdrawn',
    expire: 'expired',
    reach: 'alreadyThere',
    lapse: 'open',
  },
  approved: {
    claim: 'applying',
    handOver: 'byHand',
    withdraw: 'withdrawn',
    expire: 'expired',
    lapse: 'open',
    reach: 'alreadyThere',
  },
  applying: { confirm: 'applied', loseAnswer: 'unknown', retry: 'approved', refuse: 'refused', contradict: 'unclear' },
  unknown: { confirm: 'applied', retry: 'approved', lapse: 'open', contradict: 'unclear' },
  byHand: { state: 'applied', confirm: 'applied', withdraw: 'withdrawn', expire: 'expired' },
  applied: {},
  denied: {},
  withdrawn: {},
  expired: {},
  alreadyThere: {},
  refused: {},
  unclear: {},
}

export const statesFor = (event: RaiseEvent): RaiseState[] =>
  (Object.keys(transitions) as RaiseState[]).filter((state) => transitions[state][event] !== undefined)

export const isFinal = (state: RaiseState): boolean => Object.keys(transitions[state]).length === 0

/** States in which a further request joins the one that there is. */
export const liveStates: readonly RaiseState[] = ['open', 'approved', 'applying', 'unknown', 'byHand']

export interface ApprovalPolicy {
  readonly approvalBands: readonly { readonly from: number; readonly approvals: number }[]
  readonly selfApprovalUpTo: number
  readonly maxLimit: number | undefined
}

/**
 * How many people must approve. Bands compare the limit that would result; no limit at all, and one that suspends API
 * access at once, take the highest.
 */
export function approvalsNeeded(policy: ApprovalPolicy, target: LimitValue, use: LimitValue | undefined): number {
  const highest = policy.approvalBands.at(-1)?.approvals ?? 1
  if (target === 'unlimited' || suspends(target, use)) return highest
  return policy.approvalBands.findLast(({ from }) => target.toNumber() >= from)?.approvals ?? 1
}

/** Whether access stops the moment that this limit stands. */
export const suspends = (target: LimitValue, use: LimitValue | undefined): boolean =>
  use !== undefined && compareLimits(target, use) <= 0

/** Whether a decider may approve their own request; never without a limit, never one that cuts everyone off. */
export function maySelfApprove(policy: ApprovalPolicy, target: LimitValue, use: LimitValue | undefined): boolean {
  if (target === 'unlimited' || suspends(target, use)) return false
  return policy.selfApprovalUpTo > 0 && target.toNumber() <= policy.selfApprovalUpTo
}

/**
 * Whether the limit is where a request wants it, or beyond: then there is nothing left to decide, and carrying out a
 * raise would even lower the limit.
 */
export function isReachedBy(limit: LimitValue, change: Change | 'revert', target: LimitValue): boolean {
  const order = compareLimits(limit, target)
  return order === 0 || (change === 'raise' && order > 0) || (change === 'lower' && order < 0)
}

/** Why an amount cannot be asked for, from what is known without asking anybody; undefined: it can. */
export function objectionTo(
  change: Change,
  target: LimitValue,
  present: LimitValue | undefined,
  policy: ApprovalPolicy,
): 'notAbove' | 'notBelow' | 'same' | 'aboveMaximum' | undefined {
  const isAboveMaximum =
    target === 'unlimited' || (policy.maxLimit !== undefined && target.toNumber() > policy.maxLimit)
  if (policy.maxLimit !== undefined && isAboveMaximum) return 'aboveMaximum'
  if (present === undefined) return undefined
  const order = compareLimits(target, present)
  if (order === 0) return 'same'
  if (change === 'raise' && order < 0) return 'notAbove'
  if (change === 'lower' && order > 0) return 'notBelow'
  return undefined
}
