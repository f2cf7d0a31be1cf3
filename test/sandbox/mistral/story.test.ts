import { describe, expect, test } from 'vitest'
import { forecastMonth } from '../../../src/domain/forecast/forecast.ts'
import { addDays, listDays } from '../../../src/domain/time/time.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'
import { Organization } from '../../../src/sandbox/mistral/organization.ts'
import { createHandClock, startMistral, storyTime } from './support.ts'
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

  test('the bot expects that too, within a few percent and below the limit', async () => {
    const { get } = await startMistral()
    const answers = await Promise.all(
      [9, 10, 11].map(async (month) => usageAnswer.parse((await get(`/usage?month=${month}&year=2026`)).body)),
    )
    const history = listDays('2026-09-01', '2026-11-18').map((day) => ({
      day,
      amount: answers.reduce((sum, answer) => sum + sumUsage(answer, ({ timestamp }) => timestamp === day), 0),
    }))
    const foretold = forecastMonth(history, sumEverything(answers[2]!), new Date(storyTime))!
    expect(foretold.landing).toSatisfy((landing: number) => within(landing, 43_500, 0.01))
    expect((foretold.high - foretold.low) / 2 / foretold.landing).toBeGreaterThan(0.02)
    expect((foretold.high - foretold.low) / 2 / foretold.landing).toBeLessThan(0.045)
    expect(foretold.high).toBeLessThan(45_000)
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

  test('a batch of the Support-bot ran away on Thursday the 5th: some €2,700 of Mistral Large', async () => {
    const { get, mistral } = await startMistral()
    const id = mistral.organization.workspaces.find(({ name }) => name === 'Support-bot')?.id
    const [whole, support] = await Promise.all(
      ['', `?workspace_id=${id}`].map(async (query) => usageAnswer.parse((await get(`/usage${query}`)).body)),
    )
    const large = (day: Day) =>
      sumUsage(support!, (entry) => entry.timestamp === day && entry.billing_display_name === 'mistral-large-latest')
    const usual = (large('2026-11-04') + large('2026-11-06')) / 2
    expect(large('2026-11-05') - usual).toSatisfy((extra: number) => within(extra, 2_750, 0.1))
    const days = listDays('2026-11-01', '2026-11-17').map((day) =>
      sumUsage(whole!, ({ timestamp }) => timestamp === day),
    )
    expect(days.indexOf(Math.max(...days))).toBe(4)
    expect(days[4]).toBeGreaterThan(2 * days.toSorted((a, b) => b - a)[1]!)
  })

  test('days differ as they do in life, and weekends are quiet', async () => {
    const { get } = await startMistral()
    const answer = usageAnswer.parse((await get('/usage?month=10&year=2026')).body)
    const on = (day: Day) => sumUsage(answer, ({ timestamp }) => timestamp === day)
    const weekdays = listDays('2026-10-05', '2026-10-30').filter((_, index) => index % 7 < 5)
    const amounts = weekdays.map(on)
    expect(Math.max(...amounts) / Math.min(...amounts)).toBeGreaterThan(1.2)
    expect(Math.max(...amounts) / Math.min(...amounts)).toBeLessThan(2)
    for (const friday of weekdays.filter((_, index) => index % 5 === 4)) {
      expect(on(addDays(friday, 1))).toBeLessThan(0.55 * on(friday))
    }
  })
})

test('no month from 2025 to 2035 ends in a suspension', () => {
  const ends = Array.from({ length: 132 }, (_, index) => new Date(Date.UTC(2025, index + 1, 1) - 1))
  const suspended = ends.filter((end) => {
    const organization = new Organization(createHandClock(end.toISOString()), 1, [], () => {})
    return organization.isSuspended
  })
  expect(suspended).toEqual([])
})
