import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startMistral } from './support.ts'

const limitsAnswer = z.object({
  limits: z.object({
    completion: z.looseObject({
      usage_limit: z.number().nullable(),
      usage: z.number().nullable(),
      vibe_usage: z.number().nullable(),
      total_usage: z.number().nullable().optional(),
      no_monthly_limit: z.boolean(),
      monthly_limit_reached: z.boolean(),
    }),
    currency: z.string().nullable(),
  }),
})
const read = ({ body }: { body: unknown }) => limitsAnswer.parse(body).limits.completion
const auditAnswer = z.array(
  z.object({
    created_at: z.string(),
    actor_type: z.string(),
    actor_metadata: z.record(z.string(), z.string()),
    event_type: z.string(),
    event_metadata: z.record(z.string(), z.string()),
    log_id: z.number(),
  }),
)

describe('POST /spend-limit', () => {
  test('answers with the new limit, which GET then says as well', async () => {
    const { get, post } = await startMistral()
    const written = await post('/spend-limit', { amount: 50_000, no_monthly_limit: false })
    expect(written.status).toBe(200)
    expect(read(written)).toMatchObject({ usage_limit: 50_000, no_monthly_limit: false })
    expect(read(await get('/spend-limit'))).toEqual(read(written))
  })

  test('removes the limit', async () => {
    const { get, post, mistral } = await startMistral()
    await post('/spend-limit', { amount: 0, no_monthly_limit: true })
    expect(read(await get('/spend-limit'))).toMatchObject({ usage_limit: null, no_monthly_limit: true })
    expect(mistral.organization.limit).toBeNull()
  })

  test.each([{ amount: 500.5 }, { amount: -1 }, { amount: '500' }, {}, { amount: 5, no_monthly_limit: 'yes' }, 7])(
    'refuses %j and changes nothing',
    async (body) => {
      const { post, mistral } = await startMistral()
      expect((await post('/spend-limit', body)).status).toBe(422)
      expect(mistral.organization.limit).toBe(45_000)
    },
  )

  test('suspends access when use has reached the limit, and only then', async () => {
    const { post, mistral } = await startMistral()
    expect(read(await post('/spend-limit', { amount: 20_000 })).monthly_limit_reached).toBe(true)
    expect(mistral.organization.isSuspended).toBe(true)
    expect(read(await post('/spend-limit', { amount: 30_000 })).monthly_limit_reached).toBe(false)
  })
})

describe('the counter', () => {
  test.each([
    ['original', { usage: expect.any(Number), vibe_usage: expect.closeTo(228, -1) }, false],
    ['between', { vibe_usage: expect.closeTo(228, -1) }, true],
    ['newest', { vibe_usage: 0 }, true],
  ] as const)('of the %s dialect splits the same use its own way', async (dialect, wanted, hasTotal) => {
    const { get, mistral } = await startMistral({ dialect })
    const answer = read(await get('/spend-limit'))
    expect(answer).toMatchObject(wanted)
    expect('total_usage' in answer).toBe(hasTotal)
    expect((answer.usage ?? 0) + (answer.vibe_usage ?? 0)).toBeCloseTo(mistral.organization.use, 2)
  })

  test('turns at 00:00 UTC of the first', async () => {
    const { get, clock } = await startMistral({ at: '2026-11-30T23:59:59Z' })
    expect(read(await get('/spend-limit')).usage).toBeGreaterThan(43_000)
    clock.set('2026-12-01T00:00:00Z')
    expect(read(await get('/spend-limit')).usage).toBeLessThan(50)
  })

  test('that lags turns later', async () => {
    const { get, clock, mistral } = await startMistral({ at: '2026-12-01T00:30:00Z' })
    mistral.faults.counterLagMs = 3_600_000
    expect(read(await get('/spend-limit')).usage).toBeGreaterThan(43_000)
    clock.set('2026-12-01T01:10:00Z')
    expect(read(await get('/spend-limit')).usage).toBeLessThan(50)
  })
})

describe('the audit log', () => {
  const ofLimits = '/audit-logs?event_type=billing.monthly_limit.updated'

  test('names the key for a change through the API, and the person for one in the Panel', async () => {
    const { get, post, mistral, clock } = await startMistral()
    await post('/spend-limit', { amount: 50_000 })
    clock.advance(60_000)
    mistral.setLimit(48_000, 'Marc Delacroix')
    const [latest, earlier] = auditAnswer.parse((await get(`${ofLimits}&limit=2`)).body)
    expect(latest).toMatchObject({
      actor_type: 'HUMAN',
      actor_metadata: { email: 'marc@northwind.example' },
      event_metadata: { previous_amount: '50000', amount: '48000' },
      created_at: '2026-11-18T09:13:00.000Z',
    })
    expect(earlier).toMatchObject({ actor_type: 'API_KEY', event_metadata: { previous_amount: '45000' } })
  })

  test('knows how the limit came to be what it is', async () => {
    const { get } = await startMistral()
    const entries = auditAnswer.parse((await get(`${ofLimits}&sort=ascending`)).body)
    expect(entries.map(({ event_metadata }) => event_metadata.amount)).toEqual([
      '2000',
      '5000',
      '12000',
      '22000',
      '30000',
      '40000',
      '45000',
    ])
  })

  test('is filtered by time, kind and actor, and cut at its limit', async () => {
    const { get, mistral } = await startMistral()
    const between = '/audit-logs?after=2026-01-01T00:00:00Z&before=2026-03-01T00:00:00Z'
    expect(auditAnswer.parse((await get(between)).body)).toHaveLength(2)
    expect(auditAnswer.parse((await get('/audit-logs')).body)).toHaveLength(20)
    const two = '/audit-logs?limit=100&event_type=user.organization.join&event_type=billing.monthly_limit.updated'
    expect(auditAnswer.parse((await get(two)).body)).toHaveLength(47)
    const claire = mistral.organization.members[0]!
    const hers = auditAnswer.parse((await get(`/audit-logs?actor_user_uuid=${claire.id}&limit=100`)).body)
    expect(hers.every(({ actor_metadata }) => actor_metadata.user_uuid === claire.id)).toBe(true)
    expect(hers).toHaveLength(8)
  })

  test.each(['sort=up', 'after=yesterday', 'limit=0', 'limit=many'])('refuses %s', async (query) => {
    const { get } = await startMistral()
    expect((await get(`/audit-logs?${query}`)).status).toBe(422)
  })
})

test('GET /rate-limit names every text model', async () => {
  const { get } = await startMistral()
  expect((await get('/rate-limit')).body).toMatchObject({
    requests_per_second: 20,
    tokens_limits_by_model: { 'mistral-large-2512': { tokens_per_minute: 2_000_000 } },
  })
})
