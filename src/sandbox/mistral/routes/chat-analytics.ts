import { type PersonDay, readActivity } from '../generator/activity.ts'
import { type Route, refuseField, type World } from './route.ts'
import { readWindow, type TimeWindow } from './time-window.ts'

const readRows = (world: World, { from, until }: TimeWindow): PersonDay[] =>
  readActivity(world.seed, world.organization.people, from, until)

const count = (rows: readonly PersonDay[], what: 'personId' | 'agentId'): number =>
  new Set(rows.map((row) => row[what])).size

function sum(rows: readonly PersonDay[], pick: (row: PersonDay) => number): number {
  return rows.reduce((total, row) => total + pick(row), 0)
}

const writeCounts = (rows: readonly PersonDay[]) => ({
  messages_count: sum(rows, ({ messages }) => messages),
  files_count: sum(rows, ({ files }) => files),
  images_count: sum(rows, ({ images }) => images),
  spreadsheets_count: sum(rows, ({ spreadsheets }) => spreadsheets),
  unique_conversations_count: sum(rows, ({ conversations }) => conversations),
})

const lastMessage = (rows: readonly PersonDay[]): string =>
  new Date(Math.max(...rows.map(({ lastMessageAt }) => lastMessageAt.getTime()))).toISOString()

const toAgents = (rows: readonly PersonDay[]): PersonDay[] =>
  rows.filter(({ messagesToAgents }) => messagesToAgents > 0)

/** What of somebody's day went to an agent. */
function keepAgentPart(row: PersonDay): PersonDay {
  const part = row.messagesToAgents / row.messages
  return {
    ...row,
    messages: row.messagesToAgents,
    conversations: Math.ceil(row.conversations * part),
    files: Math.floor(row.files * part),
    images: Math.floor(row.images * part),
    spreadsheets: Math.floor(row.spreadsheets * part),
  }
}

export const byUserRoute: Route = {
  GET: (world, { query }) => {
    const window = readWindow(query, world)
    const byUser = Map.groupBy(readRows(world, window), ({ personId }) => personId)
    const data = [...byUser].map(([personId, rows]) => ({
      ...writeCounts(rows),
      user_id: personId,
      last_message_at: lastMessage(rows),
      unique_agents_count: count(toAgents(rows), 'agentId'),
      messages_to_agents_count: sum(rows, ({ messagesToAgents }) => messagesToAgents),
    }))
    return { start_time: window.start, end_time: window.end, data }
  },
}

export const byAgentRoute: Route = {
  GET: (world, { query }) => {
    const window = readWindow(query, world)
    const byAgent = Map.groupBy(toAgents(readRows(world, window)), ({ agentId }) => agentId)
    const data = [...byAgent].map(([agentId, rows]) => ({
      ...writeCounts(rows.map(keepAgentPart)),
      agent_id: agentId,
      last_message_at: lastMessage(rows),
      unique_users_count: count(rows, 'personId'),
    }))
    return { start_time: window.start, end_time: window.end, data }
  },
}

export const byTimeRoute: Route = {
  GET: (world, { query }) => {
    const window = readWindow(query, world)
    const data = listBuckets(window, readGranularity(query)).map(({ from, until, name }) => {
      const rows = readRows(world, { ...window, from, until })
      return {
        ...writeCounts(rows),
        time_bucket: new Date(name).toISOString(),
        unique_users_count: count(rows, 'personId'),
        messages_to_agents_count: sum(rows, ({ messagesToAgents }) => messagesToAgents),
        unique_agents_count: count(toAgents(rows), 'agentId'),
      }
    })
    return { start_time: window.start, end_time: window.end, data }
  },
}

const granularities = ['hour', 'day', 'week', 'month'] as const
type Granularity = (typeof granularities)[number]

function readGranularity(query: URLSearchParams): Granularity {
  const asked = query.get('granularity') ?? 'day'
  const known = granularities.find((other) => other === asked)
  if (!known) throw refuseField('query', 'granularity', "Input should be 'hour', 'day', 'week' or 'month'")
  return known
}

/** Buckets bear the name of their start, and the first and last are cut where the window is. */
function listBuckets({ from, until }: TimeWindow, granularity: Granularity) {
  const buckets: { name: number; from: number; until: number }[] = []
  for (let name = startBucket(from, granularity); name < until; name = nextBucket(name, granularity)) {
    buckets.push({ name, from: Math.max(name, from), until: Math.min(nextBucket(name, granularity), until) })
  }
  return buckets
}

function startBucket(ms: number, granularity: Granularity): number {
  const date = new Date(ms)
  if (granularity === 'hour') return date.setUTCMinutes(0, 0, 0)
  date.setUTCHours(0, 0, 0, 0)
  if (granularity === 'month') return date.setUTCDate(1)
  const daysSinceMonday = (date.getUTCDay() + 6) % 7
  return granularity === 'week' ? date.setUTCDate(date.getUTCDate() - daysSinceMonday) : date.getTime()
}

function nextBucket(ms: number, granularity: Granularity): number {
  const date = new Date(ms)
  if (granularity === 'hour') return ms + 3_600_000
  if (granularity === 'month') return date.setUTCMonth(date.getUTCMonth() + 1)
  return date.setUTCDate(date.getUTCDate() + (granularity === 'week' ? 7 : 1))
}
