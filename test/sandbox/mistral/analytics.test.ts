import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Dialect } from '../../../src/sandbox/mistral/index.ts'
import { startMistral } from './support.ts'
import { listEntries, usageAnswer } from './usage-sums.ts'

const seconds = (iso: string): number => Date.parse(iso) / 1000
const november = `start_time=${seconds('2026-11-01T00:00:00Z')}&end_time=${seconds('2026-12-01T00:00:00Z')}`
const october = `start_time=${seconds('2026-10-01T00:00:00Z')}&end_time=${seconds('2026-11-01T00:00:00Z')}`

const paths = {
  original: ['/analytics/lechat/usage', '/analytics/vibe/usage'],
  between: ['/analytics/vibe/usage', '/analytics/vibe/usage'],
  newest: ['/analytics/vibe/work/usage', '/analytics/vibe/code/usage'],
} as const
const dialects: readonly Dialect[] = ['original', 'between', 'newest']

const counts = z.object({ messages_count: z.number(), files_count: z.number() })
const byUser = z.object({
  data: z.array(
    counts.extend({ user_id: z.string(), messages_to_agents_count: z.number(), last_message_at: z.iso.datetime() }),
  ),
})
const byAgent = z.object({ data: z.array(counts.extend({ agent_id: z.string(), unique_users_count: z.number() })) })
const byTime = z.object({
  data: z.array(
    counts.extend({ time_bucket: z.string(), unique_users_count: z.number(), messages_to_agents_count: z.number() }),
  ),
})
const byWorkspace = z.object({
  sessions: z.array(
    z.object({
      day: z.string(),
      nb_sessions: z.number(),
      nb_sessions_cli: z.number(),
      nb_sessions_acp: z.number(),
      nb_sessions_programmatic: z.number(),
    }),
  ),
  consumed_tokens: z.array(z.object({ day: z.string(), input_tokens: z.number() })),
  tool_calls: z.array(z.object({ total: z.number() })),
  tool_calls_by_name: z.array(z.object({ count: z.number() })).optional(),
})

const add = <Row>(rows: readonly Row[], pick: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + pick(row), 0)

describe.each(dialects)('the %s dialect', (dialect) => {
  const [chat, code] = paths[dialect]

  test('answers at its own paths alone', async () => {
    const { get } = await startMistral({ dialect })
    const all = ['by_user_stats', 'by_agent_stats', 'by_time_stats', 'by_workspace', 'by_organization']
    const own = new Set(all.map((name) => `${name.endsWith('stats') ? chat : code}/${name}`))
    for (const base of new Set(Object.values(paths).flat())) {
      for (const name of all) {
        const path = `${base}/${name}`
        expect([path, (await get(`${path}?${november}`)).status]).toEqual([path, own.has(path) ? 200 : 404])
      }
    }
  })

  test('has the fields of its age', async () => {
    const { get } = await startMistral({ dialect })
    const { body } = await get(`${code}/by_workspace?${november}`)
    const isOld = dialect === 'original'
    expect(byWorkspace.parse(body).tool_calls_by_name === undefined).toBe(isOld)
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(body)).includes('user_prompts')).toBe(!isOld)
  })
})

describe('chat analytics', () => {
  test('by user, by agent and by time tell the same messages', async () => {
    const { get } = await startMistral()
    const read = async (name: string) => (await get(`/analytics/lechat/usage/${name}?${october}`)).body
    const users = byUser.parse(await read('by_user_stats')).data
    const agents = byAgent.parse(await read('by_agent_stats')).data
    const days = byTime.parse(await read('by_time_stats')).data
    expect(add(days, (day) => day.messages_count)).toBe(add(users, (user) => user.messages_count))
    expect(add(agents, (agent) => agent.messages_count)).toBe(add(users, (user) => user.messages_to_agents_count))
    expect(days).toHaveLength(31)
    expect(agents.length).toBeGreaterThan(3)
    expect(add(agents, (agent) => agent.files_count)).toBeLessThan(add(users, (user) => user.files_count) / 2)
  })

  test('every granularity adds up to the same, and hours stop at the present', async () => {
    const { get } = await startMistral()
    const sums = await Promise.all(
      ['hour', 'day', 'week', 'month'].map(async (granularity) => {
        const path = `/analytics/lechat/usage/by_time_stats?${november}&granularity=${granularity}`
        const { data } = byTime.parse((await get(path)).body)
        return { count: data.length, last: data.at(-1)?.time_bucket, messages: add(data, (row) => row.messages_count) }
      }),
    )
    expect(new Set(sums.map(({ messages }) => messages)).size).toBe(1)
    expect(sums.map(({ count }) => count)).toEqual([17 * 24 + 10, 18, 4, 1])
    expect(sums.map(({ last }) => last)).toEqual([
      '2026-11-18T09:00:00.000Z',
      '2026-11-18T00:00:00.000Z',
      '2026-11-16T00:00:00.000Z',
      '2026-11-01T00:00:00.000Z',
    ])
  })

  test('names members by id, someone who left among them, and leaves out seats that nobody uses', async () => {
    const { get, mistral } = await startMistral()
    const ids = byUser.parse((await get(`/analytics/lechat/usage/by_user_stats?${october}`)).body).data
    const members = new Set(mistral.organization.members.map(({ id }) => id))
    expect(ids.filter(({ user_id }) => !members.has(user_id))).toHaveLength(1)
    expect(ids.length).toBeLessThan(members.size)
    expect(ids.every(({ last_message_at }) => last_message_at < '2026-11-01')).toBe(true)
  })

  test.each(['', 'start_time=5', 'start_time=9&end_time=5', 'start_time=a&end_time=5', `${november}&granularity=year`])(
    'refuses the window "%s"',
    async (query) => {
      const { get } = await startMistral()
      expect((await get(`/analytics/lechat/usage/by_time_stats?${query}`)).status).toBe(422)
    },
  )
})

describe('code analytics', () => {
  test('Workspaces add up to all of them, and surfaces to their total', async () => {
    const { get, mistral } = await startMistral()
    const path = `/analytics/vibe/usage/by_workspace?${november}`
    const all = byWorkspace.parse((await get(path)).body)
    const parts = await Promise.all(
      mistral.organization.workspaces.map(async ({ id }) =>
        byWorkspace.parse((await get(`${path}&workspace_id=${id}`)).body),
      ),
    )
    const sessions = (answer: typeof all) => add(answer.sessions, ({ nb_sessions }) => nb_sessions)
    expect(add(parts, sessions)).toBe(sessions(all))
    for (const row of all.sessions) {
      expect(row.nb_sessions_cli + row.nb_sessions_acp + row.nb_sessions_programmatic).toBe(row.nb_sessions)
    }
    expect((await get(`${path}&workspace_id=nowhere`)).status).toBe(404)
  })

  test('tokens are those that usage bills as Vibe Code', async () => {
    const { get } = await startMistral({ dialect: 'newest' })
    const answer = byWorkspace.parse((await get(`/analytics/vibe/code/usage/by_workspace?${november}`)).body)
    const billed = listEntries(usageAnswer.parse((await get('/usage')).body)).filter(
      ({ event_type, billing_group }) => event_type === 'vibe_tokens' && billing_group === 'input',
    )
    expect(add(answer.consumed_tokens, (row) => row.input_tokens)).toBe(add(billed, ({ value }) => value))
    expect(add(answer.tool_calls_by_name ?? [], (row) => row.count)).toBe(add(answer.tool_calls, (row) => row.total))
  })

  test('every suggestion has one outcome', async () => {
    const { get } = await startMistral({ dialect: 'between' })
    const { next_edit_suggestions: days } = z
      .object({ next_edit_suggestions: z.array(z.record(z.string(), z.union([z.string(), z.number()]))) })
      .parse((await get(`/analytics/vibe/usage/by_organization?${november}`)).body)
    expect(days.length).toBeGreaterThan(10)
    for (const day of days) {
      const outcomes = Object.entries(day).filter(([name]) => name.startsWith('outcome_'))
      expect(add(outcomes, ([, count]) => Number(count))).toBe(day.total_suggestions)
    }
  })
})
