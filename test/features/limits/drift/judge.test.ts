import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { judgeLook, type Look, type OwnChange, type Seen } from '../../../../src/features/limits/drift/judge.ts'

const noon = Date.parse('2026-11-18T12:00:00Z')
const at = (minutes: number) => new Date(noon + minutes * 60_000)
const amount = (limit: number) => Decimal.of(limit)

const seen: Seen = { limit: amount(45_000), at: at(0) }
const look = (limit: number, minutes = 60, loggedAt?: Date): Look => ({
  limit: amount(limit),
  at: at(minutes),
  loggedAt,
})
const own = (target: number, change: Partial<OwnChange> = {}): OwnChange => ({
  target: amount(target),
  from: amount(45_000),
  isUnderWay: false,
  isApplied: true,
  beganAt: at(49),
  closedAt: at(50),
  ...change,
})
/** A write that nobody knows the end of: a lost answer, a crash, a request that a person must look at. */
const unsure = (target: number) => own(target, { isApplied: false })

describe('a limit that is not what was seen last', () => {
  test('is drift where the bot did nothing', () => {
    expect(judgeLook(seen, [], look(60_000))).toMatchObject({ kind: 'drift', from: amount(45_000) })
  })

  test('is expected where the bot wrote it, also where its answer was lost or it is done by hand', () => {
    for (const change of [own(50_000), unsure(50_000), own(50_000, { from: undefined, closedAt: undefined })])
      expect(judgeLook(seen, [change], look(50_000))).toEqual({ kind: 'expected', hasMoved: true })
  })

  test('is nobody’s to judge while a write may be under way', () => {
    const writing = own(50_000, { isUnderWay: true, isApplied: false, closedAt: undefined })
    for (const limit of [45_000, 50_000, 60_000])
      expect(judgeLook(seen, [writing], look(limit))).toEqual({ kind: 'later' })
  })

  test('is drift where somebody set back what the bot wrote, by Mistral’s log or after a while', () => {
    const drift = { kind: 'drift', from: amount(50_000) }
    expect(judgeLook(seen, [own(50_000)], look(45_000, 52))).toEqual({ kind: 'later' })
    // An entry from before the bot's own write is not about this.
    expect(judgeLook(seen, [own(50_000)], look(45_000, 52, at(20)))).toEqual({ kind: 'later' })
    expect(judgeLook(seen, [own(50_000)], look(45_000, 52, at(51)))).toMatchObject(drift)
    expect(judgeLook(seen, [own(50_000)], look(45_000, 66))).toMatchObject(drift)
  })

  test('is drift where the bot wrote it earlier, and something else last', () => {
    const changes = [own(60_000, { closedAt: at(55) }), own(50_000, { closedAt: at(40) })]
    expect(judgeLook(seen, changes, look(50_000))).toMatchObject({ kind: 'drift', from: amount(60_000) })
  })
})

test('what was never seen is taken as it is', () => {
  expect(judgeLook(undefined, [], look(60_000))).toEqual({ kind: 'expected', hasMoved: true })
})

test('what the bot did last, or may have done, is never drift; what is neither that nor known always is', () => {
  const anyChange = fc.record({ target: fc.integer({ min: 1, max: 5 }), isApplied: fc.boolean(), closed: fc.nat(50) })
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 6 }), fc.integer({ min: 1, max: 6 }), (drawn, limit) => {
      const changes = drawn.map(({ target, isApplied, closed }, index) =>
        own(target, { isApplied, from: amount(99), closedAt: new Date(at(closed).getTime() + index) }),
      )
      const last = drawn
        .map((change, index) => ({ ...change, order: change.closed * 100 + index }))
        .filter(({ isApplied }) => isApplied)
        .toSorted((one, other) => one.order - other.order)
        .at(-1)
      const maybe = drawn.filter(({ isApplied }) => !isApplied).map(({ target }) => target)
      const isOwn = limit === (last?.target ?? 1) || maybe.includes(limit)
      const verdict = judgeLook({ ...seen, limit: amount(1) }, changes, look(limit, 200))
      expect(verdict.kind).toBe(isOwn ? 'expected' : 'drift')
    }),
  )
})
