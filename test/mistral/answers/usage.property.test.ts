import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readUsage } from '../../../src/mistral/answers/usage.ts'
import { walkCategories } from '../../../src/mistral/answers/usage-walk.ts'

const name = fc.oneof(
  fc.constantFrom('models', 'input', 'storage', '__proto__', 'constructor', 'a::b', '::'),
  fc.string(),
)
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.POSITIVE_INFINITY, Number.NaN, -0))
const scalar = fc.oneof(number, fc.string(), fc.constant(null), fc.boolean(), fc.constantFrom('2026-11-17', '8.5E-8'))
const entry = fc.dictionary(
  fc.constantFrom('value', 'value_paid', 'billing_metric', 'billing_group', 'timestamp', 'api_zone', 'new'),
  fc.oneof(scalar, fc.constant({}), fc.constant([])),
)
const group = fc.oneof({ weight: 4, arbitrary: fc.array(fc.oneof(entry, scalar), { maxLength: 4 }) }, scalar)
const models = fc.dictionary(
  name,
  fc.oneof({ weight: 4, arbitrary: fc.dictionary(name, group, { maxKeys: 3 }) }, scalar),
  {
    maxKeys: 3,
  },
)
const category = fc.oneof(
  fc.record({ models }),
  fc.dictionary(name, fc.oneof(fc.record({ models }), models, scalar), { maxKeys: 3 }),
  fc.jsonValue(),
)
const answer = fc.dictionary(
  fc.oneof(fc.constantFrom('completion', 'ocr', 'fine_tuning', 'prices', 'currency', 'vibe_usage'), fc.string()),
  category,
  { maxKeys: 4 },
)

test('an answer with a category is always read, without a number that is none', () => {
  fc.assert(
    fc.property(answer, (fields) => {
      const { entries, prices, unreadable } = readUsage({ ...fields, chat: { models: {} } }, '2026-11')
      const units = entries.flatMap(({ billed, consumed }) => [billed, consumed])
      expect(units.filter((count) => !Number.isFinite(count))).toEqual([])
      expect(prices.filter(({ price }) => Number.isNaN(price.toNumber()))).toEqual([])
      expect(Object.values(unreadable).filter((times) => times < 1)).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('whatever JSON arrives is read or refused, never half understood', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const read = () => readUsage(json, '2026-11')
      try {
        expect(read().entries).toBeInstanceOf(Array)
      } catch (error) {
        expect(['ZodError', 'TypeError']).toContain(error instanceof Error && error.name.replace('$', ''))
      }
    }),
  )
})

test('every entry of a model is either kept or counted', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(entry, scalar)), (list) => {
      const { entries, unreadable } = walkCategories({ ocr: { models: { m: { input: list } } } })
      expect(entries.length + (unreadable.ocr ?? 0)).toBe(list.length)
    }),
  )
})
