import { describe, expect, test } from 'vitest'
import { createMistral } from '../../../src/sandbox/mistral/index.ts'
import { createHandClock, startMistral } from './support.ts'
import { listEntries, sumEverything, usageAnswer } from './usage-sums.ts'

const months = Array.from({ length: 14 }, (_, back) => {
  const date = new Date(Date.UTC(2026, 10 - back, 1))
  return { month: date.getUTCMonth() + 1, year: date.getUTCFullYear() }
})

describe('the data', () => {
  test('is the same for the same seed, and another for another', async () => {
    const [first, again, other] = await Promise.all([startMistral(), startMistral(), startMistral({ seed: 2 })])
    const read = async ({ get }: typeof first) => (await get('/usage?month=10&year=2026')).body
    expect(await read(first)).toEqual(await read(again))
    expect(usageAnswer.parse(await read(first)).completion).not.toEqual(usageAnswer.parse(await read(other)).completion)
  })

  test('has fourteen months, twelve models and growth', async () => {
    const { get } = await startMistral()
    const answers = await Promise.all(
      months.map(async ({ month, year }) => usageAnswer.parse((await get(`/usage?month=${month}&year=${year}`)).body)),
    )
    const sums = answers.map(sumEverything)
    expect(sums.every((sum) => sum > 10_000)).toBe(true)
    expect(sums[1]).toBeGreaterThan(1.8 * sums[13]!)
    const aliases = new Set(answers.flatMap(listEntries).map(({ billing_display_name }) => billing_display_name))
    aliases.delete('web_search')
    expect(aliases.size).toBe(12)
  })

  test.each(months)(
    'of $year-$month adds up from Workspaces to the Organization, unit by unit and cent by cent',
    async (asked) => {
      const { get, mistral } = await startMistral()
      mistral.burn({ amount: 100, workspace: 'Marketing' })
      const path = `/usage?month=${asked.month}&year=${asked.year}`
      const whole = usageAnswer.parse((await get(path)).body)
      const parts = await Promise.all(
        mistral.organization.workspaces.map(async ({ id }) =>
          usageAnswer.parse((await get(`${path}&workspace_id=${id}`)).body),
        ),
      )
      const count = (answers: (typeof whole)[]) => {
        const units = new Map<string, [value: number, paid: number]>()
        for (const entry of answers.flatMap(listEntries)) {
          const key = [
            entry.event_type,
            entry.billing_metric,
            entry.billing_group,
            entry.timestamp,
            entry.usage_type,
          ].join()
          const [value, paid] = units.get(key) ?? [0, 0]
          units.set(key, [value + entry.value, paid + (entry.value_paid ?? entry.value)])
        }
        return units
      }
      expect(count(parts)).toEqual(count([whole]))
      expect(Object.assign({}, ...parts.map(({ fine_tuning }) => fine_tuning.storage))).toEqual(
        whole.fine_tuning.storage,
      )
      const cents = (answers: (typeof whole)[]) =>
        answers.reduce((sum, { vibe_usage }) => sum + Math.round(100 * vibe_usage), 0)
      expect(cents(parts)).toBe(cents([whole]))
    },
  )

  test.each(['2025-01-05T12:00:00Z', '2029-02-28T23:59:59Z', '2035-12-31T23:00:00Z'])(
    'makes sense at %s',
    async (at) => {
      const { get, mistral } = await startMistral({ at })
      const sum = sumEverything(usageAnswer.parse((await get('/usage')).body))
      expect(sum).toBeGreaterThan(100)
      expect(sum).toBeLessThan(mistral.organization.limit ?? 0)
    },
  )

  test('has nothing before the Organization and nothing of the future', async () => {
    const { get } = await startMistral()
    const [before, after] = await Promise.all([get('/usage?month=10&year=2023'), get('/usage?month=12&year=2026')])
    expect(listEntries(usageAnswer.parse(before.body))).toEqual([])
    expect(listEntries(usageAnswer.parse(after.body))).toEqual([])
  })

  test('has the odd forms of reality', async () => {
    const { get } = await startMistral()
    const answer = usageAnswer.parse((await get('/usage')).body)
    const entries = listEntries(answer)
    const prices = answer.prices.map(({ price }) => price)
    expect(prices.some((price) => typeof price === 'number')).toBe(true)
    expect(prices.some((price) => /^[\d.]+E-\d+$/.test(String(price)))).toBe(true)
    expect(entries.some(({ value_paid }) => value_paid === undefined)).toBe(true)
    expect(entries.some(({ value, value_paid }) => value > 0 && value_paid === 0)).toBe(true)
    expect(entries.some(({ value, value_paid = 0 }) => value_paid > 0 && value_paid < value)).toBe(true)
    const large = Object.keys(answer.completion.models).filter((model) => model.startsWith('mistral-large-latest::'))
    expect(large).toHaveLength(2)
    expect(Object.keys(answer.fine_tuning.storage).length).toBeGreaterThan(0)
  })
})

describe('as the clock moves', () => {
  test('the present day grows, finished days stay', async () => {
    const { get, clock } = await startMistral()
    const read = async () => listEntries(usageAnswer.parse((await get('/usage?month=11&year=2026')).body))
    const total = (entries: Awaited<ReturnType<typeof read>>, day: string) =>
      entries.filter(({ timestamp }) => timestamp === day).reduce((sum, { value }) => sum + value, 0)
    const morning = await read()
    clock.set('2026-11-18T15:00:00Z')
    const afternoon = await read()
    clock.set('2026-11-19T08:00:00Z')
    const nextDay = await read()
    expect(total(afternoon, '2026-11-18')).toBeGreaterThan(1.3 * total(morning, '2026-11-18'))
    expect(total(nextDay, '2026-11-18')).toBeGreaterThan(total(afternoon, '2026-11-18'))
    expect(total(nextDay, '2026-11-19')).toBeGreaterThan(0)
    expect(total(nextDay, '2026-11-17')).toBe(total(morning, '2026-11-17'))
  })

  test('Workspaces read a moment after the Organization agree with it', async () => {
    const { get, clock, mistral } = await startMistral({ at: '2026-11-18T09:12:07Z' })
    const whole = sumEverything(usageAnswer.parse((await get('/usage')).body))
    clock.advance(40_000)
    const parts = await Promise.all(
      mistral.organization.workspaces.map(async ({ id }) =>
        sumEverything(usageAnswer.parse((await get(`/usage?workspace_id=${id}`)).body)),
      ),
    )
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(whole, 6)
    clock.advance(60_000)
    expect(sumEverything(usageAnswer.parse((await get('/usage')).body))).toBeGreaterThan(whole)
  })

  test('what was burnt counts at once, in the usage answer and against the limit', async () => {
    const { get, mistral } = await startMistral({ at: '2026-11-18T09:12:30Z' })
    const before = { use: mistral.organization.use, sum: sumEverything(usageAnswer.parse((await get('/usage')).body)) }
    mistral.burn({ amount: 1234.56, model: 'codestral-latest', workspace: 'Code assistants' })
    const after = sumEverything(usageAnswer.parse((await get('/usage')).body))
    expect(mistral.organization.use - before.use).toBeCloseTo(1234.56, 1)
    expect(after - before.sum).toBeCloseTo(1234.56, 4)
  })

  test('a model or Workspace that does not exist cannot be burnt in', async () => {
    const { mistral } = await startMistral()
    expect(() => mistral.burn({ amount: 1, model: 'gpt' })).toThrow('no such model')
    expect(() => mistral.burn({ amount: 1, workspace: 'nowhere' })).toThrow('no such Workspace')
  })
})

describe('dialects', () => {
  test('all tell the same amount, within the sliver that the original leaves out', async () => {
    const sums = await Promise.all(
      (['original', 'between', 'newest'] as const).map(async (dialect) => {
        const { get } = await startMistral({ dialect })
        return sumEverything(usageAnswer.parse((await get('/usage')).body))
      }),
    )
    expect(sums[1]).toBeCloseTo(sums[2]!, 6)
    expect(sums[0]! / sums[2]!).toBeGreaterThan(0.999)
  })

  test('the original has neither Vibe Code nor audio characters, but one legacy amount', async () => {
    const { get } = await startMistral()
    const { body } = await get('/usage')
    expect(body).not.toHaveProperty('vibe_code')
    expect(body).not.toHaveProperty('audio_characters')
    expect(usageAnswer.parse(body).vibe_usage).toBeGreaterThan(100)
    expect(listEntries(usageAnswer.parse(body))[0]).not.toHaveProperty('api_zone')
  })

  test('the newest names zone and tier, with dearer rows that do not apply', async () => {
    const { get } = await startMistral({ dialect: 'newest' })
    const answer = usageAnswer.parse((await get('/usage')).body)
    expect(answer.vibe_usage).toBe(0)
    expect(
      listEntries(answer).every(({ api_zone, service_tier }) => api_zone === 'eu' && service_tier === 'standard'),
    ).toBe(true)
    const rows = answer.prices.filter((row) => row.billing_metric === 'codestral-2508' && row.billing_group === 'input')
    expect(rows.map(({ api_zone, service_tier }) => `${api_zone} ${service_tier}`)).toEqual([
      'eu priority',
      'us standard',
      'eu standard',
    ])
  })
})

test.each(['month=13&year=2026', 'month=x&year=2026', 'month=1&year=26', 'workspace_id=support'])(
  'GET /usage?%s is refused with 422',
  async (query) => {
    const { get } = await startMistral()
    expect(await get(`/usage?${query}`)).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['query', expect.any(String)] }] },
    })
  },
)

test('a Workspace that does not exist is a 404', async () => {
  const { get } = await startMistral()
  expect((await get('/usage?workspace_id=00000000-0000-4000-8000-000000000000')).status).toBe(404)
})

test('a reset takes everything back', async () => {
  const clock = createHandClock()
  const mistral = await createMistral({ clock })
  const before = mistral.organization.use
  mistral.burn({ amount: 500 })
  mistral.setLimit(1, 'marc')
  mistral.faults.nullCurrency = true
  mistral.reset()
  expect(mistral.organization).toMatchObject({ use: before, limit: 45_000 })
  expect(mistral.faults.nullCurrency).toBe(false)
  await mistral.close()
  await expect(mistral.close()).resolves.toBeUndefined()
})
