import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRateLimit, readSpendLimit } from '../../../src/mistral/answers/limits.ts'
import { limitAnswer } from '../support/answers.ts'

const read = (completion: Record<string, unknown>, limits: Record<string, unknown> = {}) => {
  const { limit, use, ...rest } = readSpendLimit(limitAnswer(completion, limits))
  return { limit: limit && String(limit), use: use && String(use), ...rest }
}

test('a limit is read with its use', () => {
  expect(read({})).toEqual({
    limit: '45000',
    use: '26940.12',
    isUnlimited: false,
    isReached: false,
    currency: 'EUR',
    lastPaymentFailed: false,
  })
})

describe('the use that counts', () => {
  test.each([
    ['the total where it is said', { total_usage: 3, usage: 1, vibe_usage: 1 }, '3'],
    ['a total of zero too', { total_usage: 0, usage: 1, vibe_usage: 1 }, '0'],
    ['usage and Vibe usage otherwise', { total_usage: null, usage: 0.1, vibe_usage: 0.2 }, '0.3'],
    ['usage alone without Vibe usage', { total_usage: null, usage: 5, vibe_usage: null }, '5'],
    ['unknown without usage', { total_usage: null, usage: null, vibe_usage: 7 }, null],
    ['unknown where it is no number', { total_usage: 'x', usage: {}, vibe_usage: 7 }, null],
  ])('is %s', (_, completion, use) => {
    expect(read(completion).use).toBe(use)
  })
})

test('no limit has no amount, whatever number stands beside it', () => {
  expect(read({ no_monthly_limit: true, usage_limit: 5 })).toMatchObject({ limit: null, isUnlimited: true })
})

test.each([['1e300'], [1e18], [Number.MAX_VALUE]])('%s is no amount that anybody is billed', (usage_limit) => {
  expect(read({ usage_limit, total_usage: usage_limit, usage: null })).toMatchObject({ limit: null, use: null })
})

test('an amount that is not said is not taken for no limit', () => {
  expect(read({ usage_limit: null, no_monthly_limit: undefined })).toMatchObject({ limit: null, isUnlimited: false })
})

test('fields that are absent are unknown', () => {
  expect(readSpendLimit({ limits: { completion: {} } })).toEqual({
    limit: null,
    use: null,
    isUnlimited: false,
    isReached: false,
    currency: null,
    lastPaymentFailed: false,
  })
})

test('a limit of zero is a limit', () => {
  expect(read({ usage_limit: 0 }).limit).toBe('0')
})

test('a limit that is reached and a payment that failed are told', () => {
  const answer = read({ monthly_limit_reached: true }, { last_payment_failure: true, currency: null })
  expect(answer).toMatchObject({ isReached: true, lastPaymentFailed: true, currency: null })
})

test.each([null, [], 'text', {}, { limits: null }, { limits: {} }, { limits: { completion: 5 } }])(
  '%j is no spending limit',
  (answer) => {
    expect(() => readSpendLimit(answer)).toThrow()
  },
)

test.each([null, [], {}, { error: 'x' }])('%j is no rate limit', (answer) => {
  expect(() => readRateLimit(answer)).toThrow()
})

test('whatever stands in its fields, a limit is a number or unknown', () => {
  const fields = fc.dictionary(fc.constantFrom('usage_limit', 'usage', 'vibe_usage', 'total_usage'), fc.jsonValue())
  fc.assert(
    fc.property(fields, fc.jsonValue(), (completion, currency) => {
      const { limit, use } = readSpendLimit(limitAnswer(completion, { currency }))
      for (const amount of [limit, use]) if (amount) expect(Number.isNaN(amount.toNumber())).toBe(false)
    }),
  )
})
