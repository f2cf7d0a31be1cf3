import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../../src/domain/money/money.ts'
import { judgeCap } from '../../../../src/features/limits/alert/caps.ts'
import { type CapAlert, renderCap } from '../../../../src/features/limits/alert/tell-cap.ts'
import { reader, sketch } from '../../sketch.ts'

const start = Date.parse('2026-11-18T08:00:00Z')

describe('levels of a cap', () => {
  const levels = [80, 95, 100]
  const said = { month: '2026-11', cap: '1000', level: 80 } as const
  const used = (use: number, cap = 1000) => ({ cap: inCurrency(Decimal.of(cap), 'EUR'), share: use / cap })
  const look = (use: number, cap = 1000) => judgeCap('2026-11', used(use, cap), said, levels)

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
    const december = judgeCap('2026-12', used(820), said, levels)
    expect(december).toMatchObject({ hasNews: true, next: { month: '2026-12', level: 80 } })
  })

  test('that were muted are told afterwards', () => {
    const quiet = judgeCap('2026-11', used(960), said, levels, true)
    expect(quiet).toMatchObject({ hasNews: false, next: { level: 80 } })
    expect(judgeCap('2026-11', used(960), quiet.next, levels).hasNews).toBe(true)
  })
})

describe('an alert of a cap', () => {
  const alert = (use: number, change: Partial<CapAlert> = {}): CapAlert => ({
    workspace: 'Support-bot',
    used: inCurrency(Decimal.of(use), 'EUR'),
    cap: inCurrency(Decimal.of(25_000), 'EUR'),
    share: use / 25_000,
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
