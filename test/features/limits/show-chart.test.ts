import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../src/domain/money/money.ts'
import { drawLimits } from '../../../src/features/limits/show-chart.ts'
import type { LimitFacts } from '../../../src/features/limits/store/types.ts'
import { reader } from '../sketch.ts'
import { facts, forecastUnder } from './cards.ts'

const draw = (change: Partial<LimitFacts> = {}) =>
  drawLimits(
    {
      ...{ facts: facts(change), raise: undefined, temporaries: [] },
      ...{ mayWrite: true, readerSlackId: 'UREADER', canAsk: true },
    },
    reader(),
  )
const title = (change: Partial<LimitFacts>) => draw(change)?.title
const month = (change: Partial<LimitFacts> = {}) => draw(change)?.panels.find((panel) => panel.kind === 'timeline')
const caps = (change: Partial<LimitFacts> = {}) => draw(change)?.panels.find((panel) => panel.kind === 'ranking')
const euros = (amount: number) => inCurrency(Decimal.of(amount), 'EUR')
const cap = (workspace: string, of: number, used: number, isAtLeast = false) => ({
  ...{ workspace, cap: euros(of) },
  use: { used: euros(used), cap: euros(of), share: used / of, isAtLeast },
})
const under = (amount: number) => ({ limit: Decimal.of(amount), forecast: forecastUnder(Decimal.of(amount)) })

describe('the picture of the limit', () => {
  test('says in its title what the first line says', () => {
    expect(title({})).toBe('API stops ≈ Fri 20 Nov, 22:51: €43,180 of €43,600 used (99%)')
    expect(title(under(60_000))).toBe('November is heading for €46,100: the limit should hold')
    expect(title(under(47_000))).toBe('November is heading for €46,100: it may reach the limit')
    expect(title({ isReached: true })).toMatch(/^API access is suspended: €43,180 of €43,600/)
    expect(title({ forecast: undefined })).toBe('€43,180 of €43,600 used (99%)')
    expect(title({ limit: 'unlimited', forecast: forecastUnder('unlimited') })).toBe('November is heading for €46,100')
    expect(title({ forecast: { ...forecastUnder(Decimal.of(60_000)), isAtLeast: true } })).toBe(
      'November is heading for at least €46,100',
    )
  })

  test('shows the month under the limit, and where it is heading', () => {
    expect(month()).toMatchObject({ levels: [{ name: 'Limit', value: 43_600, role: 'limit' }] })
    expect(month()?.forecast?.values).toHaveLength(10)
  })

  test('shows Mistral’s counter where our sum is not there', () =>
    expect(month({ use: Decimal.of(46_000) })?.levels).toContainEqual({
      ...{ name: 'Mistral’s counter', value: 46_000, role: 'mark' },
    }))

  test('draws no line of another currency', () => expect(month({ currency: 'CHF' })?.levels).toEqual([]))

  test('shows below it how far Workspaces have used their caps, those nearest to the end first and marked', () => {
    const some = [cap('Code', 12_000, 6_000), cap('Data', 8_000, 7_600), { workspace: 'Silent', cap: euros(9) }]
    expect(caps({ caps: some })?.rows).toEqual([
      { name: 'Data', value: 0.95, highlight: true },
      { name: 'Code', value: 0.5, highlight: false },
    ])
    expect(caps()).toBeUndefined()
  })

  test('says what is not counted', () => {
    expect(draw({ caps: [cap('Code', 10, 5, true)] })?.note).toContain('not counted')
    expect(draw({ caps: [cap('Code', 10, 5)] })?.note).toBeUndefined()
  })

  test('is of the caps alone without figures by the day, and none without either', () => {
    expect(draw({ daily: [], caps: [cap('Code', 10, 5)] })?.panels).toHaveLength(1)
    expect(draw({ daily: [] })).toBeUndefined()
  })
})
