import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Allowance, takeOne } from '../../src/domain/allowance.ts'

const allowance: fc.Arbitrary<Allowance> = fc.record({
  atOnce: fc.integer({ min: 1, max: 30 }),
  oneEachMs: fc.integer({ min: 1, max: 60_000 }),
})
/** When somebody wants one, in ms after the one before. */
const pauses = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200_000 })), { maxLength: 120 })

/** When each wish was granted or had to wait. */
function play(one: Allowance, waits: readonly number[], begin = 1_700_000_000_000) {
  let now = begin
  let fullAt = 0
  return waits.map((pauseMs) => {
    now += pauseMs
    const taken = takeOne(one, fullAt, now)
    fullAt = taken.fullAt
    return { at: now, waitMs: taken.waitMs, fullAt }
  })
}

describe('an allowance', () => {
  test('grants no more within any time than what is there at once and what comes back meanwhile', () => {
    fc.assert(
      fc.property(allowance, pauses, (one, waits) => {
        const granted = play(one, waits).filter(({ waitMs }) => waitMs === 0)
        for (const [first, { at: from }] of granted.entries())
          for (const [last, { at: to }] of granted.entries())
            if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(one.atOnce + (to - from) / one.oneEachMs)
      }),
    )
  })

  test('grants at once whatever the allowance holds, to whoever took nothing for long enough', () => {
    fc.assert(
      fc.property(allowance, pauses, (one, waits) => {
        const rest = one.atOnce * one.oneEachMs
        const after = play(one, [...waits, rest, ...Array(one.atOnce).fill(0)]).slice(waits.length)
        expect(after.slice(0, one.atOnce).every(({ waitMs }) => waitMs === 0)).toBe(true)
        expect(after[one.atOnce]?.waitMs).toBe(one.oneEachMs)
      }),
    )
  })

  test('grants after the wait that it told, and not a millisecond sooner', () => {
    fc.assert(
      fc.property(allowance, pauses, (one, waits) => {
        for (const { at, waitMs, fullAt } of play(one, waits).filter((wish) => wish.waitMs > 0)) {
          expect(waitMs).toBeLessThanOrEqual(one.oneEachMs)
          expect(takeOne(one, fullAt, at + waitMs).waitMs).toBe(0)
          expect(takeOne(one, fullAt, at + waitMs - 1).waitMs).toBe(1)
        }
      }),
    )
  })

  test('makes nobody wait for longer than for one, also after the clock was set back', () => {
    fc.assert(
      fc.property(allowance, pauses, fc.integer({ min: 0, max: 10 ** 9 }), (one, waits, backMs) => {
        const { at = 0, fullAt = 0 } = play(one, waits).at(-1) ?? {}
        expect(takeOne(one, fullAt, at - backMs).waitMs).toBeLessThanOrEqual(one.oneEachMs)
      }),
    )
  })
})
