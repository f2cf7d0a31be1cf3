import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../../src/domain/money/money.ts'
import type { Day } from '../../../../src/domain/usage/usage.ts'
import { renderMissedDays, renderUnusualDay } from '../../../../src/features/limits/unusual/day-view.ts'
import type { Expected, KeptDay } from '../../../../src/features/limits/unusual/days.ts'
import type { UnusualDay } from '../../../../src/features/limits/unusual/find-day.ts'
import { reader, sketch } from '../../sketch.ts'
import { now } from '../cards.ts'

const unusual = (amount: number, change: Partial<UnusualDay> = {}): UnusualDay => ({
  anomaly: { day: '2026-11-19', amount, usual: 782.4, difference: amount - 782.4, weeks: 8 },
  spent: inCurrency(Decimal.of(amount), 'EUR'),
  model: { name: 'Codestral', difference: 1_512.3 },
  workspace: { name: 'Support-bot', difference: 1_630.8 },
  isAtLeast: false,
  fetchedAt: now,
  ...change,
})

describe('an unusual day', () => {
  test.each<[string, UnusualDay]>([
    ['that cost more', unusual(2_412.87)],
    ['that cost less', unusual(102.1, { model: { name: 'OCR', difference: -412 }, workspace: undefined })],
    ['that nothing explains', unusual(2_412.87, { model: undefined, workspace: undefined })],
    ['with usage that has no price', unusual(2_412.87, { isAtLeast: true })],
    ['of a Workspace with a hostile name', unusual(2_412.87, { workspace: { name: '<!here> *x*', difference: 9 } })],
    ['in an unknown currency', unusual(2_412.87, { spent: inCurrency(Decimal.of(2_412.87), null) })],
  ])('%s', (_state, data) => expect(sketch(renderUnusualDay(data, reader({ isShared: true })))).toMatchSnapshot())

  test('in French', () => {
    const french = reader({ language: 'fr', locale: 'fr-FR', isShared: true })
    expect(sketch(renderUnusualDay(unusual(2_412.87, { isAtLeast: true }), french))).toMatchSnapshot()
  })
})

describe('days that were unusual while alerts were muted', () => {
  const kept = (day: Day, expected?: Expected): KeptDay => {
    const found = unusual(2_412.87)
    return {
      ...{ day, isTold: true, toldWith: '2026-11-20', expected },
      found: { ...found, anomaly: { ...found.anomaly, day } },
    }
  }
  const known = { because: 'Load test <!here>', by: 'U0SARAH' }
  const view = reader({ isShared: true })

  test.each<[string, KeptDay[]]>([
    ['each have a button', [kept('2026-11-19'), kept('2026-11-20')]],
    ['say which of them was expected, and ask about the others alone', [kept('2026-11-19', known), kept('2026-11-20')]],
    [
      'ask nothing once all were expected',
      [kept('2026-11-19', known), kept('2026-11-20', { because: null, by: null })],
    ],
  ])('%s', (_state, days) => expect(sketch(renderMissedDays(days, view))).toMatchSnapshot())
})
