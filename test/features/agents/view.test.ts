import { describe, expect, test } from 'vitest'
import { comparisonFor, parsePeriod } from '../../../src/domain/time/period.ts'
import type { ActivityRows, AgentActivity } from '../../../src/domain/usage/activity.ts'
import { reportAgents } from '../../../src/features/agents/report.ts'
import { tabulateAgents } from '../../../src/features/agents/table.ts'
import { renderAgents } from '../../../src/features/agents/view.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')
const period = parsePeriod('', now)

const agent = (agentId: string, messages: number, users: number): AgentActivity => ({
  agentId,
  messages,
  users,
  files: 0,
  images: 0,
  spreadsheets: 0,
  conversations: messages / 10,
})
const rowsOf = (...rows: AgentActivity[]): ActivityRows<AgentActivity> => ({ rows, unreadable: 0 })

const report = (all: ActivityRows<AgentActivity>, before: ActivityRows<AgentActivity> = rowsOf()) =>
  reportAgents(
    { all, compared: all, before, beginsOn: undefined, fetchedAt: now },
    { by: 'messages', period, comparison: comparisonFor(period) },
    now,
  )

const usual = rowsOf(
  agent('aaaaaaaa-1', 400, 20),
  agent('bbbbbbbb-2', 100, 5),
  agent('cccccccc-3', 50, 4),
  agent('dddddddd-4', 7, 1),
)

describe('agents', () => {
  test('are compared with the same days of the month before, in per cent and number', () => {
    const before = rowsOf(agent('aaaaaaaa-1', 500, 22), agent('bbbbbbbb-2', 50, 6))
    expect(sketch(renderAgents(report(usual, before), reader()))).toMatchSnapshot()
  })

  test('that few people used before are held against nothing', () => {
    const before = rowsOf(agent('aaaaaaaa-1', 500, 4))
    expect(report(usual, before).rows.map(({ id, compared }) => [id, compared])).toEqual([
      ['aaaaaaaa-1', undefined],
      ['bbbbbbbb-2', { now: 100, before: 0 }],
    ])
  })

  test('of many, the first ten are shown', () => {
    const many = rowsOf(
      ...Array.from({ length: 300 }, (_, index) => agent(`agent-${1000 + index}`, 3000 - index * 10, 9)),
    )
    expect(sketch(renderAgents(report(many), reader()))).toMatchSnapshot()
  })

  test('that nobody used', () => expect(sketch(renderAgents(report(rowsOf()), reader()))).toMatchSnapshot())

  test('of few people are one line of a table, which adds up to the whole', () => {
    const { columns, rows } = tabulateAgents(report(usual))
    expect(columns).toEqual(['agent_id', 'messages', 'users', 'conversations'])
    expect(rows).toEqual([
      ['aaaaaaaa-1', 400, 20, 40],
      ['bbbbbbbb-2', 100, 5, 10],
      ['2 agents of fewer than 5 people', 57, null, null],
    ])
  })
})
