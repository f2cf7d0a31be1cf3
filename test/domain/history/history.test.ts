import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knownThrough, sumDays } from '../../../src/domain/history/cells.ts'
import { packMonth, unpackMonth } from '../../../src/domain/history/pack.ts'
import { compareKnowledge, type KnownMonth, takeBack } from '../../../src/domain/history/revision.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { computeSpend } from '../../../src/domain/usage/spend.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'
import { usage } from '../../features/models/sources.ts'
import { anyMonth, describeMonth } from './months.ts'

const anyKnown: fc.Arbitrary<KnownMonth> = fc
  .tuple(anyMonth, fc.integer({ min: 1, max: 30 }))
  .map(([month, number]): KnownMonth => {
    const through = `2026-09-${String(number).padStart(2, '0')}` as Day
    return { through, usage: knownThrough(month, through) }
  })
const inOrder = fc
  .tuple(anyKnown, anyKnown)
  .map((two) => two.toSorted((one, other) => (one.through < other.through ? -1 : 1)))

describe('a month that is packed', () => {
  test('comes back as it was, to the last digit', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const { currency, days } = packMonth(month)
        expect(describeMonth(unpackMonth('2026-09', currency, days))).toEqual(describeMonth(month))
      }),
    )
  })

  test('has totals that are the sum of its days', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const { currency, totals } = packMonth(month)
        const summed = unpackMonth('2026-09', currency, totals)
        expect(describeMonth(summed)).toEqual(describeMonth(sumDays(month)))
        const whole = { from: '2026-09-01', to: '2026-09-30' } as const
        expect(computeSpend([summed], whole).total.toString()).toBe(computeSpend([month], whole).total.toString())
      }),
    )
  })

  test('takes little room: some ten characters a day and model', () => {
    const uses = Array.from({ length: 50 }, (_, model) =>
      Array.from({ length: 30 }, (__, index) => ({
        model: `model-${model}`,
        day: `2026-09-${String(index + 1).padStart(2, '0')}` as Day,
        units: 1_234_567 + index,
      })),
    ).flat()
    const prices = Array.from({ length: 50 }, (_, model) => ({
      ...{ metric: `model-${model}`, group: 'input', eventType: null, zone: null, tier: null },
      price: Decimal.of('0.0000018'),
    }))
    expect(packMonth(usage('2026-09', uses, { prices })).days.length / uses.length).toBeLessThan(12)
  })
})

describe('what an answer replaced', () => {
  test('taken back, gives what was known before', () => {
    fc.assert(
      fc.property(inOrder, ([before, after]) => {
        const replaced = compareKnowledge(before!, after!)
        const former = replaced ? takeBack(after!, replaced) : after!
        expect(former.through).toBe(before!.through)
        expect(describeMonth(former.usage)).toEqual(describeMonth(before!.usage))
      }),
    )
  })

  test('is nothing where nothing changed', () => {
    fc.assert(fc.property(anyKnown, (known) => compareKnowledge(known, known) === undefined))
  })

  test('is a correction where a known day changed, and not where a day was added', () => {
    const one = { model: 'mistral-large-latest', day: '2026-09-01', units: 10 } as const
    const two = { ...one, day: '2026-09-02' } as const
    const first = { through: '2026-09-01', usage: usage('2026-09', [one]) } as const
    const more = { through: '2026-09-02', usage: usage('2026-09', [one, two]) } as const
    const changed = { through: '2026-09-02', usage: usage('2026-09', [{ ...one, units: 11 }, two]) } as const
    expect(compareKnowledge(first, more)).toMatchObject({ isCorrection: false, through: '2026-09-01', added: [] })
    expect(compareKnowledge(first, changed)).toMatchObject({ isCorrection: true })
    const late = { ...first, through: '2026-09-02' } as const
    expect(compareKnowledge(late, more)).toMatchObject({ isCorrection: true })
  })

  test('of a month that is over, storage is corrected as well; before, it only grows', () => {
    const stored = (units: number) =>
      usage('2026-09', [{ model: 'ocr', category: 'fine_tuning.storage', day: null, units }])
    const known = (through: Day, units: number) => ({ through, usage: stored(units) })
    expect(compareKnowledge(known('2026-09-12', 1), known('2026-09-13', 2))).toMatchObject({ isCorrection: false })
    expect(compareKnowledge(known('2026-09-30', 1), known('2026-09-30', 2))).toMatchObject({ isCorrection: true })
  })
})
