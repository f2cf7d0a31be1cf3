import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, weekdayOf } from '../../../src/domain/time/time.ts'
import { explainAnomaly, findAnomaly } from '../../../src/domain/usage/anomaly.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'

const day: Day = '2026-11-18'

/** Offices work from Monday to Friday; `noise` is each day's own factor. */
const history = (noise: readonly number[], base = 800): Map<Day, number> =>
  new Map(
    noise.map((factor, index) => {
      const each = addDays(day, index - noise.length)
      const isWeekend = [0, 6].includes(weekdayOf(each))
      return [each, (isWeekend ? base / 8 : base) * factor]
    }),
  )
const steady = (count: number) => Array.from({ length: count }, () => 1)
const noises = (min = 14) => fc.array(fc.double({ min: 0.8, max: 1.2, noNaN: true }), { minLength: min, maxLength: 70 })

describe('an unusual day', () => {
  test('is none within the first fourteen days, whatever it costs', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 13 }), fc.double({ min: 0, max: 1e6, noNaN: true }), (count, amount) => {
        expect(findAnomaly(new Map([...history(steady(count)), [day, amount]]), day)).toBeUndefined()
      }),
    ))

  test('is no day as others are, weekends included', () =>
    fc.assert(
      fc.property(noises(), fc.double({ min: 0.8, max: 1.2, noNaN: true }), (noise, own) => {
        expect(findAnomaly(new Map([...history(noise), [day, 800 * own]]), day)).toBeUndefined()
      }),
    ))

  test('is each that costs four times as much, or next to nothing, and says how far', () =>
    fc.assert(
      fc.property(noises(), fc.constantFrom(4, 0.02), (noise, factor) => {
        const found = findAnomaly(new Map([...history(noise), [day, 800 * factor]]), day)
        expect(found).toMatchObject({ day, amount: 800 * factor })
        expect(Math.sign(found?.difference ?? 0)).toBe(factor > 1 ? 1 : -1)
        expect(found?.usual).toBeGreaterThan(800 * 0.79)
        expect(found?.usual).toBeLessThan(800 * 1.21)
      }),
    ))

  test('is the same in any currency', () =>
    fc.assert(
      fc.property(
        noises(),
        fc.double({ min: 0, max: 6, noNaN: true }),
        fc.constantFrom(8, 1024),
        (noise, own, rate) => {
          const inOne = new Map([...history(noise), [day, 800 * own]])
          const inOther = new Map([...inOne].map(([each, amount]) => [each, amount * rate]))
          expect(findAnomaly(inOther, day) !== undefined).toBe(findAnomaly(inOne, day) !== undefined)
        },
      ),
    ))

  test('is not what one earlier day was: a single spike of the past changes nothing', () => {
    const noise = steady(35).map((factor, index) => (index === 28 ? 9 : factor))
    expect(findAnomaly(new Map([...history(noise), [day, 800]]), day)).toBeUndefined()
    expect(findAnomaly(new Map([...history(noise), [day, 3_200]]), day)).toBeDefined()
  })

  test('is no weekend day that doubles to what is still little', () => {
    const sunday = addDays(day, -3)
    const amounts = history(steady(40))
    expect(findAnomaly(new Map([...amounts, [sunday, 210]]), sunday)).toBeUndefined()
    expect(findAnomaly(new Map([...amounts, [sunday, 900]]), sunday)).toBeDefined()
  })

  test('is no measure for later ones once somebody called it expected', () => {
    // Three of the last five Wednesdays were load tests: unexplained, they are what a Wednesday costs.
    const tests = [7, 14, 21].map((back) => addDays(day, -back))
    const amounts = new Map([
      ...history(steady(35)),
      ...tests.map((each): [Day, number] => [each, 3_000]),
      [day, 3_000],
    ])
    expect(findAnomaly(amounts, day)).toBeUndefined()
    expect(findAnomaly(amounts, day, new Set(tests))).toMatchObject({ usual: 800, weeks: 2 })
    expect(explainAnomaly(new Map([['Large', amounts]]), { day, difference: 2_200 }, new Set(tests))).toBeDefined()
    const all = [...tests, addDays(day, -28), addDays(day, -35)]
    expect(findAnomaly(amounts, day, new Set(all))).toBeUndefined()
  })

  test('is a launch that stays for some days, and not for weeks', () => {
    const launched = (days: number) => steady(56).map((factor, index) => (index >= 56 - days ? factor * 2 : factor))
    expect(findAnomaly(new Map([...history(launched(1)), [day, 1_600]]), day)).toBeDefined()
    expect(findAnomaly(new Map([...history(launched(12)), [day, 1_600]]), day)).toBeUndefined()
    expect(findAnomaly(new Map([...history(launched(12)), [day, 4_000]]), day)).toBeDefined()
  })

  test('is no job of the same date of each month', () => {
    const monthAgo: Day = '2026-10-18'
    const amounts = new Map([...history(steady(56)), [day, 2_400]] as [Day, number][])
    expect(findAnomaly(amounts, day)).toBeDefined()
    expect(findAnomaly(new Map([...amounts, [monthAgo, 1_700]]), day)).toBeUndefined()
    expect(findAnomaly(new Map([...amounts, [monthAgo, 300]]), day)).toBeDefined()
  })

  test('needs more where days differ much anyway', () => {
    const wild = Array.from(
      { length: 56 },
      (_, index) => [0.4, 1, 1.6, 1, 0.5, 1.5, 1, 1.2][Math.floor(index / 7)] ?? 1,
    )
    expect(findAnomaly(new Map([...history(steady(56)), [day, 1_500]]), day)).toBeDefined()
    expect(findAnomaly(new Map([...history(wild), [day, 1_500]]), day)).toBeUndefined()
  })
})

describe('what explains it', () => {
  const flat = (amount: number, own: number) => new Map([...history(steady(35), amount), [day, own]] as [Day, number][])

  test('is what moved most the same way, and not what costs most', () => {
    const groups = new Map([
      ['Large', flat(500, 520)],
      ['Codestral', flat(200, 1_900)],
      ['OCR', flat(100, 10)],
    ])
    expect(explainAnomaly(groups, { day, difference: 1_630 })).toEqual({ name: 'Codestral', difference: 1_700 })
    expect(explainAnomaly(groups, { day, difference: -90 })).toEqual({ name: 'OCR', difference: -90 })
  })

  test('is nobody where nothing moved that way', () =>
    expect(explainAnomaly(new Map([['Large', flat(500, 500)]]), { day, difference: 10 })).toBeUndefined())

  test('can be something that was not there before', () =>
    expect(explainAnomaly(new Map([['New', new Map([[day, 700]])]]), { day, difference: 700 })).toEqual({
      name: 'New',
      difference: 700,
    }))
})
