import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { comparisonFor, parsePeriod } from '../../../src/domain/time/period.ts'
import { compareGroups, compareSpend } from '../../../src/domain/usage/compare-spend.ts'
import type { Day, Month, UsageMonth } from '../../../src/domain/usage/usage.ts'
import { priceUsage } from '../../../src/mistral/pricing/price-usage.ts'

const now = new Date('2026-11-18T09:12:00Z')
const comparison = comparisonFor(parsePeriod('', now))!
const open = { eventType: null, zone: null, tier: null }
const models = ['large', 'small', 'ocr']

interface Use {
  readonly model: string
  readonly dayNumber: number
  readonly units: number
}

const toMonth = (month: Month, uses: readonly Use[], priced: readonly string[] = models): UsageMonth =>
  priceUsage({
    month,
    entries: uses.map(({ model, dayNumber, units }) => ({
      ...open,
      category: 'completion',
      model,
      group: 'input',
      day: `${month}-${String(dayNumber).padStart(2, '0')}` as Day,
      metric: model,
      billed: units,
      consumed: units,
    })),
    prices: priced.map((metric) => ({ ...open, metric, group: 'input', price: Decimal.of('0.25') })),
    currency: 'EUR',
    vibeUsage: null,
    unreadable: {},
  })

const uses = fc.array(
  fc.record({
    model: fc.constantFrom(...models),
    dayNumber: fc.integer({ min: 1, max: 30 }),
    units: fc.nat({ max: 1e9 }),
  }),
  { minLength: 1, maxLength: 30 },
)
const nameOf = ({ model }: { readonly model: string }) => model

test('the changes of all groups add up to the change of the sum, over the same whole days', () => {
  fc.assert(
    fc.property(uses, uses, (before, after) => {
      const months = [toMonth('2026-10', before), toMonth('2026-11', after)]
      const groups = [...compareGroups(months, comparison, nameOf).values()]
      const whole = compareSpend(months, comparison)
      expect(Decimal.sum(groups.map((group) => group.before)).equals(whole.before)).toBe(true)
      expect(Decimal.sum(groups.map((group) => group.difference)).equals(whole.difference)).toBe(true)
      const quarters = (list: readonly Use[]) =>
        list.filter(({ dayNumber }) => dayNumber <= 17).reduce((sum, { units }) => sum + units, 0)
      expect(whole.difference.toNumber()).toBe((quarters(after) - quarters(before)) / 4)
    }),
  )
})

test('a group that lacks a price on one side is not compared', () => {
  const each = models.map((model) => ({ model, dayNumber: 5, units: 8 }))
  const months = [toMonth('2026-10', each, ['large', 'small']), toMonth('2026-11', each)]
  expect([...compareGroups(months, comparison, nameOf).keys()]).toEqual(['large', 'small'])
})

test('nothing is compared with another currency', () => {
  const each = [{ model: 'large', dayNumber: 5, units: 8 }]
  const months = [{ ...toMonth('2026-10', each), currency: 'USD' }, toMonth('2026-11', each)]
  expect(compareGroups(months, comparison, nameOf).size).toBe(0)
})
