import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseScale } from '../../../src/charts/values/ticks.ts'

const amounts = fc.array(
  fc.double({ min: -1e12, max: 1e12, noNaN: true }).filter((value) => Math.abs(value) > 1e-9),
  {
    minLength: 1,
    maxLength: 40,
  },
)

describe('the value scale', () => {
  test('holds zero and every value, with ticks inside it at equal steps', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 3, max: 5 }), (values, mostTicks) => {
        const { min, max, ticks } = chooseScale(values, { kind: 'share' }, mostTicks)
        expect(min).toBeLessThanOrEqual(Math.min(0, ...values))
        expect(max).toBeGreaterThanOrEqual(Math.max(0, ...values))
        expect(ticks).toContain(0)
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(mostTicks)
        const step = ticks[1]! - ticks[0]!
        for (const [index, tick] of ticks.entries()) {
          expect(tick).toBeGreaterThanOrEqual(min)
          expect(tick).toBeLessThanOrEqual(max)
          expect(tick).toBeCloseTo(ticks[0]! + index * step, -Math.log10(step) + 3)
        }
      }),
    )
  })

  test('counts in whole things', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2000), { minLength: 1 }), (values) => {
        expect(chooseScale(values, { kind: 'count' }).ticks.every(Number.isInteger)).toBe(true)
      }),
    )
  })

  test('goes on to the next tick only where that is near', () => {
    expect(chooseScale([730], { kind: 'count' })).toEqual({ min: 0, max: 800, ticks: [0, 200, 400, 600, 800] })
    expect(chooseScale([42_500], { kind: 'count' }, 3)).toEqual({ min: 0, max: 43_775, ticks: [0, 20_000, 40_000] })
  })

  test('of nothing but zeros is one line', () => {
    expect(chooseScale([0, 0], { kind: 'count' })).toEqual({ min: 0, max: 1, ticks: [0] })
    expect(chooseScale([], { kind: 'count' }).ticks).toEqual([0])
  })
})
