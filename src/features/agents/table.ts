import type { Table } from '../../chatops/report/table.ts'
import type { AgentsReport } from './report.ts'

/** Agents that fewer than five people use are one line together, without their number of people. */
export function tabulateAgents({ period, rows, small }: AgentsReport): Table {
  return {
    period,
    columns: ['agent_id', 'messages', 'users', 'conversations'],
    rows: [
      ...rows.map(({ id, messages, users, conversations }) => [id, messages, users, conversations]),
      ...(small.agents > 0 ? [[`${small.agents} agents of fewer than 5 people`, small.messages, null, null]] : []),
    ],
  }
}
