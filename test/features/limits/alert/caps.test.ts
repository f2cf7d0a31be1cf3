import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../../src/domain/money/money.ts'
import { type CapLook, chooseTurns, judgeCap } from '../../../../src/features/limits/alert/caps.ts'
import { type CapAlert, renderCap } from '../../../../src/features/limits/alert/tell-cap.ts'
import { reader, sketch } from '../../sketch.ts'

const minuteMs = 60_000
const start = Date.parse('2026-11-18T08:00:00Z')
const id = (index: number) => `w-${index}`

describe('whose turn it is', () => {
  test('comes to each Workspace within the hour, and to no more at once than that takes', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.constantFrom(1, 5, 7, 20), (count, pollMinutes) => {
        const looks = new Map<string, CapLook>()
        const ids = Array.from({ length: count }, (_, index) => id(index))
        for (let at = 0; at <= 60 + pollMinutes; at += pollMinutes) {
          const now = new Date(start + at * minuteMs)
          const turns = chooseTurns(ids, looks, now, pollMinutes * minuteMs)
          expect(turns.length).toBeLessThanOrEqual(Math.ceil((count * pollMinutes) / 60))
          for (const turn of turns) looks.set(turn, { lookedAt: now, share: 0.1 })
        }
        expect(looks.size).toBe(count)
      }),
    ))

  test('comes each time to those near their cap, beside the others', () => {
    const ids = [id(0), id(1), id(2)]
    const now = new Date(start)
    const lately = new Date(start - 5 * minuteMs)
    const looks = new Map<string, CapLook>([
      [id(0), { lookedAt: lately, share: 0.9 }],
      [id(1), { lookedAt: lately, share: 0.2 }],
      [id(2), { lookedAt: new Date(start - 70 * minuteMs), share: 0.2 }],
    ])
    expect(chooseTurns(ids, looks, now, 5 * minuteMs)).toEqual([id(0), id(2)])
    expect(chooseTurns([id(1)], looks, now, 5 * minuteMs)).toEqual([])
  })
})

describe('levels of a cap', () => {
  const levels = [80, 95, 100]
  const said = { month: '2026-11', cap: '1000', level: 80 } as const
  const look = (use: number, cap = 1000, month = '2026-11' as const) =>
    judgeCap({ use: Decimal.of(use), cap: Decimal.of(cap), month }, said, levels)

  test.each([
    ['what was said is no news', look(820), false, 80],
    ['the next level is', look(960), true, 95],
    ['the highest alone is told', look(1_200), true, 100],
    ['what fell below and comes again is not', look(700), false, 80],
  ])('%s', (_what, { hasNews, next }, expected, level) => {
    expect([hasNews, next.level]).toEqual([expected, level])
  })

  test('are armed anew by another cap and another month', () => {
    expect(look(900, 1_100)).toMatchObject({ hasNews: true, next: { level: 80, cap: '1100' } })
    expect(look(820, 1_200)).toMatchObject({ hasNews: false, next: { level: 0 } })
    const december = { use: Decimal.of(820), cap: Decimal.of(1000), month: '2026-12' as const }
    expect(judgeCap(december, said, levels)).toMatchObject({ hasNews: true, next: { month: '2026-12', level: 80 } })
  })

  test('that were muted are told afterwards', () => {
    const use = { use: Decimal.of(960), cap: Decimal.of(1000), month: '2026-11' as const }
    const quiet = judgeCap(use, said, levels, true)
    expect(quiet).toMatchObject({ hasNews: false, next: { level: 80 } })
    expect(judgeCap(use, quiet.next, levels).hasNews).toBe(true)
  })

  test('of a cap of nothing are none', () => expect(look(0, 0)).toMatchObject({ hasNews: false, share: 0 }))
})

describe('an alert of a cap', () => {
  const alert = (use: number, change: Partial<CapAlert> = {}): CapAlert => ({
    workspace: 'Support-bot',
    use: inCurrency(Decimal.of(use), 'EUR'),
    cap: inCurrency(Decimal.of(25_000), 'EUR'),
    isAtLeast: false,
    fetchedAt: new Date(start),
    ...change,
  })

  test.each<[string, CapAlert]>([
    ['that is near', alert(24_100)],
    ['that is reached', alert(25_010)],
    ['of usage without a price', alert(24_100, { isAtLeast: true })],
    ['of a hostile name', alert(24_100, { workspace: '<!channel> *Bot*' })],
  ])('%s', (_state, data) => expect(sketch(renderCap(data, reader({ isShared: true })))).toMatchSnapshot())

  test('in French', () => {
    const french = reader({ language: 'fr', locale: 'fr-FR', isShared: true })
    expect(sketch(renderCap(alert(24_100, { isAtLeast: true }), french))).toMatchSnapshot()
    expect(sketch(renderCap(alert(25_010), french))).toMatchSnapshot()
  })
})
