import { describe, expect, test } from 'vitest'
import { startMistral } from './support.ts'
import { listEntries, priceOf, sumEverything, sumUsage, usageAnswer } from './usage-sums.ts'

const within = (actual: number, wanted: number, part: number) => Math.abs(actual / wanted - 1) <= part

describe('on Wednesday 18 November 2026, 09:12 UTC', () => {
  test('the month stands near €26,940 of €45,000', async () => {
    const { get, mistral } = await startMistral()
    const answer = usageAnswer.parse((await get('/usage?month=11&year=2026')).body)
    expect(sumEverything(answer)).toSatisfy((sum: number) => within(sum, 26_940, 0.02))
    expect(mistral.organization.limit).toBe(45_000)
    expect(mistral.organization.isSuspended).toBe(false)
  })

  test.each([
    ['mistral-large-latest', 11_870],
    ['codestral-latest', 6_190],
    ['mistral-medium-latest', 4_040],
    ['mistral-small-latest', 2_430],
    ['mistral-ocr-latest', 1_210],
  ])('%s cost about €%i', async (alias, wanted) => {
    const { get } = await startMistral()
    const answer = usageAnswer.parse((await get('/usage')).body)
    const sum = sumUsage(answer, (entry) => entry.billing_display_name === alias)
    expect(sum).toSatisfy((amount: number) => within(amount, wanted, 0.05))
  })

  test('it is some 8 % more than on 1–18 October', async () => {
    const { get } = await startMistral()
    const october = usageAnswer.parse((await get('/usage?month=10&year=2026')).body)
    const november = usageAnswer.parse((await get('/usage?month=11&year=2026')).body)
    const before = sumUsage(october, ({ timestamp }) => timestamp <= '2026-10-18')
    expect(sumUsage(november) / before).toBeGreaterThan(1.06)
    expect(sumUsage(november) / before).toBeLessThan(1.1)
  })

  test('the month will land near €43,500', async () => {
    const { get } = await startMistral({ at: '2026-12-01T00:00:00Z' })
    const answer = usageAnswer.parse((await get('/usage?month=11&year=2026')).body)
    expect(sumEverything(answer)).toSatisfy((sum: number) => within(sum, 43_500, 0.03))
  })

  test('some 3,100 pages have no price, and nothing else lacks one', async () => {
    const { get } = await startMistral()
    const answer = usageAnswer.parse((await get('/usage')).body)
    const unpriced = listEntries(answer).filter((entry) => priceOf(answer, entry) === undefined)
    expect(new Set(unpriced.map(({ event_type }) => event_type))).toEqual(new Set(['api_pages']))
    expect(unpriced.reduce((sum, { value }) => sum + value, 0)).toSatisfy((pages: number) => within(pages, 3_100, 0.05))
  })

  test('the counter against the limit agrees within a fraction of a percent, and is not the same number', async () => {
    const { get, mistral } = await startMistral()
    const answer = usageAnswer.parse((await get('/usage')).body)
    expect(mistral.organization.use).toSatisfy((use: number) => within(use, sumEverything(answer), 0.005))
    expect(mistral.organization.use).not.toBe(sumEverything(answer))
  })

  test('the first Thursday stands out, and weekends are quiet', async () => {
    const { get } = await startMistral()
    const answer = usageAnswer.parse((await get('/usage')).body)
    const on = (day: string) => sumUsage(answer, ({ timestamp }) => timestamp === day)
    expect(on('2026-11-05')).toBeGreaterThan(1.35 * on('2026-11-04'))
    expect(on('2026-11-14')).toBeLessThan(0.5 * on('2026-11-13'))
  })
})
