import { describe, expect, test } from 'vitest'
import { readAgentActivity, readTimeActivity, readUserActivity } from '../../../src/mistral/answers/activity.ts'
import { readCodeActivity, readEditActivity } from '../../../src/mistral/answers/code-activity.ts'

const work = {
  messages_count: 5,
  files_count: 1,
  images_count: 2,
  spreadsheets_count: 3,
  unique_conversations_count: 4,
}
const readWork = { messages: 5, files: 1, images: 2, spreadsheets: 3, conversations: 4 }

describe('le Chat and Vibe Work', () => {
  test('by user', () => {
    const row = { ...work, user_id: 'u1', unique_agents_count: 1, messages_to_agents_count: 2 }
    expect(readUserActivity({ data: [{ ...row, last_message_at: '2026-11-17T10:00:00Z' }] })).toEqual({
      rows: [{ ...readWork, userId: 'u1', agents: 1, messagesToAgents: 2 }],
      unreadable: 0,
    })
  })

  test.each(['2026-11-17T10:00:00Z', '2026-11-17T10:00:00', '2026-11-17 10:00', '2026-11-17T11:00:00.000+01:00'])(
    'the time %s is the same on every machine',
    (last_message_at) => {
      const { rows } = readUserActivity({ data: [{ user_id: 'u1', last_message_at }] })
      expect(JSON.stringify(rows)).not.toMatch(/last|2026-11-17/i)
    },
  )

  test('by agent', () => {
    const row = { ...work, agent_id: 'a1', unique_users_count: 7, last_message_at: 'never' }
    expect(readAgentActivity({ data: [row] }).rows).toEqual([{ ...readWork, agentId: 'a1', users: 7 }])
  })

  test('by time', () => {
    const row = { ...work, time_bucket: '2026-11-16', unique_users_count: 7 }
    expect(readTimeActivity({ data: [row] }).rows).toEqual([
      { ...readWork, from: new Date('2026-11-16'), users: 7, agents: null, messagesToAgents: null },
    ])
  })

  test('rows that cannot be read are counted, and counts that are not said are not zero', () => {
    const data = [{ user_id: 'u1', messages_count: 'many' }, { messages_count: 5 }, null]
    expect(readUserActivity({ data })).toMatchObject({ rows: [{ userId: 'u1', messages: null }], unreadable: 2 })
  })

  test.each([null, [], {}, { data: null }])('%j is no activity', (answer) => {
    expect(() => readUserActivity(answer)).toThrow()
  })
})

describe('Vibe Code', () => {
  const days = (subject: string, total: string) => [
    {
      day: '2026-11-17',
      [total]: 9,
      [`nb_${subject}_cli`]: 4,
      [`nb_${subject}_acp`]: 3,
      [`nb_${subject}_programmatic`]: 2,
    },
  ]
  const readDays = { rows: [{ day: '2026-11-17', total: 9, cli: 4, acp: 3, programmatic: 2 }], unreadable: 0 }

  test('of a Workspace, in the newest dialect', () => {
    const day = '2026-11-17'
    const answer = {
      sessions: days('sessions', 'nb_sessions'),
      user_prompts: days('prompts', 'nb_prompts_total'),
      active_users: days('active_users', 'nb_active_users_total'),
      consumed_tokens: [{ day, model: 'devstral', input_tokens: 10, output_tokens: 5, cached_tokens: 2 }],
      tool_calls: [{ day, total: 6, status_success: 3, status_failure: 2, status_skipped: 1 }],
      tool_calls_by_name: [{ day, tool_name: 'grep', count: 6 }],
      session_durations: [{ day, total_duration_hours: 1.5 }],
    }
    expect(readCodeActivity(answer)).toEqual({
      sessions: readDays,
      prompts: readDays,
      users: readDays,
      tokens: { rows: [{ day, model: 'devstral', input: 10, output: 5, cached: 2 }], unreadable: 0 },
      toolCalls: { rows: [{ day, total: 6, succeeded: 3, failed: 2, skipped: 1 }], unreadable: 0 },
      toolCallsByName: { rows: [{ day, tool: 'grep', total: 6 }], unreadable: 0 },
      hours: { rows: [{ day, hours: 1.5 }], unreadable: 0 },
    })
  })

  test('in a dialect that lacks lists says which, and counts days that cannot be read', () => {
    const answer = readCodeActivity({ sessions: [...days('sessions', 'nb_sessions'), { day: 'Monday' }] })
    expect(answer).toMatchObject({ sessions: { ...readDays, unreadable: 1 }, prompts: null, toolCallsByName: null })
  })

  test('of the Organization', () => {
    const day = '2026-11-17'
    const answer = {
      next_edit_suggestions: [{ day, total_suggestions: 9, outcome_accepted: 4, outcome_timeout: 1 }],
      next_edit_active_users: [{ day, nb_active_users: 3 }],
      next_edit_modified_loc: [{ day, lines_inserted: 1, lines_deleted: 2, lines_unchanged: 3, lines_total: 6 }],
    }
    expect(readEditActivity(answer)).toMatchObject({
      suggestions: { rows: [{ day, total: 9, accepted: 4, timedOut: 1, rejected: null }] },
      users: { rows: [{ day, users: 3 }] },
      lines: { rows: [{ day, inserted: 1, deleted: 2, unchanged: 3, total: 6 }] },
    })
  })

  test.each([null, [], {}, { sessions: 'many' }])('%j is no activity', (answer) => {
    expect(() => readCodeActivity(answer)).toThrow()
    expect(() => readEditActivity(answer)).toThrow()
  })
})
