import { z } from 'zod'
import type { ActivityRows, AgentActivity, TimeActivity, UserActivity } from '../../domain/usage/activity.ts'
import { count, moment, readRows } from './fields.ts'

const work = z.object({
  messages_count: count,
  files_count: count,
  images_count: count,
  spreadsheets_count: count,
  unique_conversations_count: count,
})

const readWork = (row: z.infer<typeof work>) => ({
  messages: row.messages_count,
  files: row.files_count,
  images: row.images_count,
  spreadsheets: row.spreadsheets_count,
  conversations: row.unique_conversations_count,
})

const userRow = work
  .extend({ user_id: z.string(), unique_agents_count: count, messages_to_agents_count: count })
  .transform(
    (row): UserActivity => ({
      ...readWork(row),
      userId: row.user_id,
      agents: row.unique_agents_count,
      messagesToAgents: row.messages_to_agents_count,
    }),
  )

const agentRow = work.extend({ agent_id: z.string(), unique_users_count: count }).transform(
  (row): AgentActivity => ({
    ...readWork(row),
    agentId: row.agent_id,
    users: row.unique_users_count,
  }),
)

const timeRow = work
  .extend({
    time_bucket: moment,
    unique_users_count: count,
    unique_agents_count: count,
    messages_to_agents_count: count,
  })
  .transform(
    (row): TimeActivity => ({
      ...readWork(row),
      from: row.time_bucket,
      users: row.unique_users_count,
      agents: row.unique_agents_count,
      messagesToAgents: row.messages_to_agents_count,
    }),
  )

const listAnswer = z.object({ data: z.array(z.unknown()) })

const readList =
  <Row>(row: z.ZodType<Row>) =>
  (answer: unknown): ActivityRows<Row> =>
    readRows(row, listAnswer.parse(answer).data)

export const readUserActivity = readList(userRow)
export const readAgentActivity = readList(agentRow)
export const readTimeActivity = readList(timeRow)
