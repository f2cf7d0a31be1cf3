import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../../src/domain/money/money.ts'
import { drawRaise } from '../../../../src/features/limits/card/chart.ts'
import type { CardData } from '../../../../src/features/limits/store/types.ts'
import { reader } from '../../sketch.ts'
import { card, facts, forecastUnder } from '../cards.ts'

const draw = (data: CardData) => drawRaise(data, reader())
const timeline = (data: CardData) => {
  const panel = draw(data)?.panels[0]
  return panel?.kind === 'timeline' ? panel : undefined
}

describe('the picture of a request', () => {
  test('shows the limit that stands and the one asked for', () => {
    expect(timeline(card())?.levels).toEqual([
      { name: 'Limit', value: 43_600, role: 'limit' },
      { name: 'Limit asked for', value: 50_000, role: 'mark' },
    ])
    expect(draw(card())?.title).toBe('November is heading for €46,100: €50,000 would hold')
  })
  test('ends at what was spent, with what Mistral tells without a day before all days', () => {
    const values = timeline(card())?.series[0]?.values
    expect(values).toHaveLength(20)
    expect(values?.at(0)).toBe(43_180 - 19 * 2_000)
    expect(values?.at(-1)).toBe(43_180)
  })
  test('goes on to the month’s end', () => {
    expect(timeline(card())?.slots).toEqual({ by: 'day', from: '2026-11-01', count: 30 })
    expect(timeline(card())?.forecast?.values).toHaveLength(10)
  })
  test('draws no line where there is no limit', () => {
    expect(timeline(card({ target: 'unlimited' }))?.levels).toHaveLength(1)
    expect(timeline(card({}, { facts: facts({ limit: 'unlimited' }) }))?.levels).toMatchObject([
      { name: 'Limit asked for' },
    ])
  })
  test('draws one line once the limit stands as asked', () =>
    expect(timeline(card({}, { facts: facts({ limit: Decimal.of(50_000) }) }))?.levels).toEqual([
      { name: 'Limit', value: 50_000, role: 'limit' },
    ]))
  test('says when even the new limit will not do, or cuts off at once', () => {
    const target = Decimal.of(44_000)
    expect(draw(card({ target }, { forecastWith: forecastUnder(target) }))?.title).toMatch(/API stops ≈ .* even so$/)
    expect(draw(card({ target }, { suspendsNow: true }))?.title).toBe('A limit of €44,000 suspends API access now')
  })
  test('does not promise what is just possible', () =>
    expect(draw(card({ target: Decimal.of(47_000) }))?.title).toBe(
      'November is heading for €46,100, and may reach €47,000',
    ))
  test('without a forecast shows what was spent', () => {
    const data = card({}, { facts: facts({ forecast: undefined }), forecastWith: undefined })
    expect(draw(data)?.title).toBe('November: €43,180 so far')
    expect(timeline(data)?.forecast).toBeUndefined()
  })
  test('is left out where there is nothing to draw', () => {
    expect(draw(card({}, { facts: undefined }))).toBeUndefined()
    expect(draw(card({}, { facts: facts({ spent: inCurrency(Decimal.zero, 'EUR') }) }))).toBeUndefined()
    expect(draw(card({}, { facts: facts({ daily: [] }) }))).toBeUndefined()
  })
})
