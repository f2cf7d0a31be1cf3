import { describe, expect, test } from 'vitest'
import {
  type ApprovalPolicy,
  approvalsNeeded,
  isFinal,
  isReachedBy,
  liveStates,
  maySelfApprove,
  objectionTo,
  type RaiseEvent,
  type RaiseState,
  statesFor,
  suspends,
  transitions,
} from '../../../src/domain/limit/raise.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'

const states = Object.keys(transitions) as RaiseState[]
const of = (amount: number) => Decimal.of(amount)

const policy = (change: Partial<ApprovalPolicy> = {}): ApprovalPolicy => ({
  approvalBands: [{ from: 0, approvals: 1 }],
  selfApprovalUpTo: 0,
  maxLimit: undefined,
  ...change,
})

describe('the states of a request', () => {
  test('each event leads from the states where it can happen, and from no other', () => {
    const events = [...new Set(states.flatMap((state) => Object.keys(transitions[state]) as RaiseEvent[]))]
    const table = Object.fromEntries(
      events.map((event) => [event, statesFor(event).map((state) => `${state} → ${transitions[state][event]}`)]),
    )
    expect(table).toEqual({
      amend: ['open → open'],
      approve: ['open → open'],
      approveLast: ['open → approved'],
      approveByHand: ['open → byHand'],
      deny: ['open → denied'],
      withdraw: ['open → withdrawn', 'approved → withdrawn', 'byHand → withdrawn'],
      expire: ['open → expired', 'approved → expired', 'byHand → expired'],
      reach: ['open → alreadyThere', 'approved → alreadyThere'],
      lapse: ['open → open', 'approved → open', 'unknown → open'],
      claim: ['approved → applying'],
      handOver: ['approved → byHand'],
      confirm: ['applying → applied', 'unknown → applied', 'byHand → applied'],
      loseAnswer: ['applying → unknown'],
      retry: ['applying → approved', 'unknown → approved'],
      refuse: ['applying → refused'],
      contradict: ['applying → unclear', 'unknown → unclear'],
      state: ['byHand → applied'],
    })
  })

  test('a write begins in one state alone, which only enough approvals lead to', () => {
    expect(statesFor('claim')).toEqual(['approved'])
    const into = states.flatMap((state) =>
      Object.entries(transitions[state]).flatMap(([event, to]) => (to === 'approved' ? [event] : [])),
    )
    expect(into).toEqual(['approveLast', 'retry', 'retry'])
  })

  test('while a write may be under way nobody withdraws it, and no clock ends it', () => {
    for (const state of ['applying', 'unknown'] as const)
      for (const event of ['withdraw', 'expire', 'deny', 'amend'] as const)
        expect(transitions[state][event]).toBeUndefined()
  })

  test('a request is either live or final', () => {
    expect(states.filter((state) => isFinal(state) === liveStates.includes(state))).toEqual([])
  })

  test('from every state an end can be reached', () => {
    const canEnd = (state: RaiseState, seen: readonly RaiseState[] = []): boolean =>
      isFinal(state) ||
      Object.values(transitions[state]).some((next) => !seen.includes(next) && canEnd(next, [...seen, state]))
    expect(states.filter((state) => !canEnd(state))).toEqual([])
  })
})

describe('approvals', () => {
  const bands = policy({
    approvalBands: [
      { from: 0, approvals: 1 },
      { from: 5_000, approvals: 2 },
      { from: 50_000, approvals: 3 },
    ],
  })
  test.each([
    [4_999, 1],
    [5_000, 2],
    [49_999, 2],
    [50_000, 3],
  ])('a resulting limit of %s takes %s', (target, count) => {
    expect(approvalsNeeded(bands, of(target), of(100))).toBe(count)
  })
  test('no limit, and one that suspends access, take the most', () => {
    expect(approvalsNeeded(bands, 'unlimited', of(100))).toBe(3)
    expect(approvalsNeeded(bands, of(100), of(100))).toBe(3)
    expect(approvalsNeeded(bands, of(101), of(100))).toBe(1)
  })
  test('one’s own counts up to the amount that is allowed, and never without a limit or against everybody', () => {
    expect(maySelfApprove(policy(), of(1), of(0))).toBe(false)
    const upTo = policy({ selfApprovalUpTo: 1_000 })
    expect(maySelfApprove(upTo, of(1_000), of(10))).toBe(true)
    expect(maySelfApprove(upTo, of(1_001), of(10))).toBe(false)
    expect(maySelfApprove(upTo, 'unlimited', of(10))).toBe(false)
    expect(maySelfApprove(upTo, of(10), of(10))).toBe(false)
  })
})

test('a limit at or below the use suspends access; where the use is not known nothing is said', () => {
  expect([suspends(of(9), of(10)), suspends(of(10), of(10)), suspends(of(11), of(10))]).toEqual([true, true, false])
  expect([suspends('unlimited', of(10)), suspends(of(0), undefined)]).toEqual([false, false])
})

describe('an amount is refused', () => {
  test.each([
    ['raise', 40, 'notAbove'],
    ['raise', 50, 'same'],
    ['raise', 60, undefined],
    ['lower', 60, 'notBelow'],
    ['lower', 50, 'same'],
    ['lower', 40, undefined],
    ['set', 50, 'same'],
    ['set', 40, undefined],
    ['set', 60, undefined],
  ] as const)('%s to %s from 50: %s', (change, target, objection) => {
    expect(objectionTo(change, of(target), of(50), policy())).toBe(objection)
  })
  test('above the highest that is allowed, whatever the limit is now', () => {
    const capped = policy({ maxLimit: 100 })
    expect(objectionTo('raise', of(101), undefined, capped)).toBe('aboveMaximum')
    expect(objectionTo('raise', of(100), of(50), capped)).toBeUndefined()
    expect(objectionTo('remove', 'unlimited', of(50), capped)).toBe('aboveMaximum')
    expect(objectionTo('remove', 'unlimited', of(50), policy())).toBeUndefined()
  })
})

test('a raise is there at its amount and above, a lower at and below, all else exactly', () => {
  const reached = (change: Parameters<typeof isReachedBy>[1]) =>
    [40, 50, 60].filter((limit) => isReachedBy(of(limit), change, of(50)))
  expect(reached('raise')).toEqual([50, 60])
  expect(reached('lower')).toEqual([40, 50])
  expect([reached('set'), reached('revert')]).toEqual([[50], [50]])
  expect(isReachedBy('unlimited', 'raise', of(50))).toBe(true)
})
