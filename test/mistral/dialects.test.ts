import { describe, expect, test } from 'vitest'
import { failureOf, startMistral } from './support/upstream.ts'

const period = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-18T00:00:00Z') }

/** Answers below that folder alone, as one generation of the API does. */
const speaks =
  (folder: string) =>
  ({ path }: { path: string }) =>
    path.startsWith(`${folder}/`) ? { json: { data: [], sessions: [], next_edit_suggestions: [] } } : { status: 404 }

describe('le Chat and Vibe Work analytics', () => {
  test.each([
    ['/analytics/vibe/work/usage', 1],
    ['/analytics/vibe/usage', 2],
    ['/analytics/lechat/usage', 3],
  ])('are found in %s, newest first, and asked there from then on', async (folder, tries) => {
    const { mistral, seen } = await startMistral(speaks(folder))
    await mistral.userActivity(period)
    expect(seen).toHaveLength(tries)
    await mistral.agentActivity(period)
    await mistral.activityOverTime({ ...period, granularity: 'day' })
    expect(seen.slice(tries).map(({ path }) => path)).toEqual([`${folder}/by_agent_stats`, `${folder}/by_time_stats`])
    expect(mistral.reach().analytics).toEqual({ work: folder })
  })

  test('that no dialect offers are an answer of their own', async () => {
    const { mistral, seen } = await startMistral(() => ({ status: 404 }))
    expect(await failureOf(mistral.userActivity(period))).toMatchObject({ name: 'UpstreamError', reason: 'notOffered' })
    expect(seen).toHaveLength(3)
    expect(mistral.reach().calls).toMatchObject({ by_user_stats: { lastFailure: { reason: 'notOffered' } } })
  })

  test('that moved while the process ran are found again', async () => {
    let folder = '/analytics/lechat/usage'
    const { mistral } = await startMistral((seen) => speaks(folder)(seen))
    await mistral.userActivity(period)
    folder = '/analytics/vibe/work/usage'
    await mistral.agentActivity(period)
    expect(mistral.reach().analytics.work).toBe(folder)
  })

  test('that fail otherwise than by 404 are not looked for elsewhere', async () => {
    const { mistral, seen } = await startMistral(() => ({ status: 403 }))
    expect(await failureOf(mistral.userActivity(period))).toMatchObject({ reason: 'notEnterprise' })
    expect(seen).toHaveLength(1)
  })
})

describe('Vibe Code analytics', () => {
  test.each([
    ['/analytics/vibe/code/usage', 1],
    ['/analytics/vibe/usage', 2],
  ])('are found in %s', async (folder, tries) => {
    const { mistral, seen } = await startMistral(speaks(folder))
    await mistral.codeActivity({ ...period, workspaceId: 'w1' })
    await mistral.editActivity(period)
    expect(seen).toHaveLength(tries + 1)
    expect(mistral.reach().analytics).toEqual({ code: folder })
  })
})

test('a period is asked for in Unix seconds, with what narrows it', async () => {
  const { mistral, seen } = await startMistral(() => ({ json: { data: [], sessions: [] } }))
  await mistral.activityOverTime({ ...period, granularity: 'week' })
  await mistral.codeActivity({ ...period, workspaceId: 'w1' })
  const times = { start_time: '1793491200', end_time: '1794960000' }
  expect(seen.map(({ query }) => query)).toEqual([
    { ...times, granularity: 'week' },
    { ...times, workspace_id: 'w1' },
  ])
})
