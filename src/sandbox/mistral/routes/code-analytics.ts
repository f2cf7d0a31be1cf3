import { dayMs, monthOf } from '../generator/calendar.ts'
import { type CodingDay, readCoding } from '../generator/coding.ts'
import { readLedger } from '../generator/ledger.ts'
import type { WorkspaceKey } from '../generator/workspaces.ts'
import { Refusal, type Route, type World } from './route.ts'
import { readWindow, type TimeWindow } from './time-window.ts'

/** People start sessions in a terminal, in an editor (ACP) or from a program. */
function splitSurfaces(total: number): { total: number; cli: number; acp: number; programmatic: number } {
  const cli = Math.floor(total * 0.62)
  const acp = Math.floor(total * 0.3)
  return { total, cli, acp, programmatic: total - cli - acp }
}

export const codeByWorkspaceRoute: Route = {
  GET: (world, { query }) => {
    const window = readWindow(query, world)
    const keys = readWorkspaces(query, world)
    const days = addDays(keys.flatMap((key) => readCoding(world.seed, key, window.from, window.until)))
    return {
      start_time: window.start,
      end_time: window.end,
      sessions: days.map(({ day, sessions }) => writeSurfaces('nb_sessions', day, sessions, '')),
      ...(world.dialect === 'original'
        ? {}
        : { user_prompts: days.map(({ day, prompts }) => writeSurfaces('nb_prompts', day, prompts, '_total')) }),
      active_users: days.map(({ day, activeUsers }) => writeSurfaces('nb_active_users', day, activeUsers, '_total')),
      consumed_tokens: readTokens(world, keys, window),
      tool_calls: days.map(writeToolCalls),
      ...(world.dialect === 'original' ? {} : { tool_calls_by_name: days.flatMap(writeToolNames) }),
      session_durations: days.map(({ day, hours }) => ({ day, total_duration_hours: hours })),
    }
  },
}

const writeSurfaces = (name: string, day: string, all: number, suffix: '' | '_total'): object => {
  const { total, cli, acp, programmatic } = splitSurfaces(all)
  return {
    day,
    [`${name}${suffix}`]: total,
    [`${name}_cli`]: cli,
    [`${name}_acp`]: acp,
    [`${name}_programmatic`]: programmatic,
  }
}

function readWorkspaces(query: URLSearchParams, { organization }: World): WorkspaceKey[] {
  const id = query.get('workspace_id')
  const chosen = organization.workspaces.filter((workspace) => id === null || workspace.id === id)
  if (chosen.length === 0) throw new Refusal(404, { detail: 'Workspace not found' })
  return chosen.map(({ key }) => key)
}

function addDays(rows: readonly CodingDay[]): CodingDay[] {
  const byDay = Map.groupBy(rows, ({ day }) => day)
  return [...byDay].map(([day, parts]) => {
    const add = (pick: (part: CodingDay) => number) => parts.reduce((sum, part) => sum + pick(part), 0)
    return {
      day,
      activeUsers: add(({ activeUsers }) => activeUsers),
      sessions: add(({ sessions }) => sessions),
      prompts: add(({ prompts }) => prompts),
      toolCalls: add(({ toolCalls }) => toolCalls),
      hours: Math.round(add(({ hours }) => hours) * 100) / 100,
    }
  })
}

/** The very tokens that the usage answer bills as Vibe Code, so that the two reports never contradict each other. */
function readTokens(world: World, keys: readonly WorkspaceKey[], { from, until }: TimeWindow): object[] {
  const rows = keys.flatMap((workspace) =>
    listMonths(from, until).flatMap((month) =>
      readLedger({ seed: world.seed, month, until, workspace, bursts: world.organization.bursts }),
    ),
  )
  const ofVibe = rows.filter(
    ({ product, day }) => product.category === 'vibe_code.completion' && (day + 1) * dayMs > from,
  )
  return [...Map.groupBy(ofVibe, ({ day, product }) => `${day} ${product.alias}`).values()].map((parts) => {
    const units = (group: string) =>
      parts.filter(({ meter }) => meter.group === group).reduce((sum, { value }) => sum + value, 0)
    return {
      day: new Date((parts[0]?.day ?? 0) * dayMs).toISOString().slice(0, 10),
      model: parts[0]?.product.alias ?? '',
      cached_tokens: units('cached'),
      input_tokens: units('input'),
      output_tokens: units('output'),
    }
  })
}

function listMonths(from: number, until: number) {
  const months = []
  for (let month = monthOf(from); Date.UTC(month.year, month.month - 1) < until; ) {
    months.push(month)
    month = monthOf(Date.UTC(month.year, month.month))
  }
  return months
}

function writeToolCalls({ day, toolCalls }: CodingDay): object {
  const failure = Math.floor(toolCalls * 0.06)
  const skipped = Math.floor(toolCalls * 0.02)
  const ask = Math.floor(toolCalls * 0.4)
  const never = Math.floor(toolCalls * 0.05)
  return {
    day,
    total: toolCalls,
    status_success: toolCalls - failure - skipped,
    status_failure: failure,
    status_skipped: skipped,
    approval_ask: ask,
    approval_always: toolCalls - ask - never,
    approval_never: never,
  }
}

function writeToolNames({ day, toolCalls }: CodingDay): object[] {
  const rest = { grep: 0.2, bash: 0.24, search_replace: 0.18, write_file: 0.06 }
  const named = Object.entries(rest).map(([name, part]) => ({
    day,
    tool_name: name,
    count: Math.floor(toolCalls * part),
  }))
  const counted = named.reduce((sum, { count }) => sum + count, 0)
  return [{ day, tool_name: 'read_file', count: toolCalls - counted }, ...named]
}
