import { z } from 'zod'
import type { ActivityRows, CodeActivity, CodeDay, EditActivity } from '../../domain/usage/activity.ts'
import { count, day, readRows } from './fields.ts'

/** A list that this dialect may lack: null then, which is not the same as empty. */
const list = <Row>(row: z.ZodType<Row>) =>
  z
    .array(z.unknown())
    .transform((rows): ActivityRows<Row> => readRows(row, rows))
    .nullable()
    .catch(null)

/** The API repeats the subject in each field: nb_sessions_cli, nb_prompts_cli, nb_active_users_cli. */
const codeDay = (total: string, subject: string) =>
  z.looseObject({ day }).transform(
    (row): CodeDay => ({
      day: row.day,
      total: count.parse(row[total]),
      cli: count.parse(row[`nb_${subject}_cli`]),
      acp: count.parse(row[`nb_${subject}_acp`]),
      programmatic: count.parse(row[`nb_${subject}_programmatic`]),
    }),
  )

const tokens = z
  .object({ day, model: z.string(), input_tokens: count, output_tokens: count, cached_tokens: count })
  .transform((row) => ({
    day: row.day,
    model: row.model,
    input: row.input_tokens,
    output: row.output_tokens,
    cached: row.cached_tokens,
  }))

const toolCalls = z
  .object({ day, total: count, status_success: count, status_failure: count, status_skipped: count })
  .transform((row) => ({
    day: row.day,
    total: row.total,
    succeeded: row.status_success,
    failed: row.status_failure,
    skipped: row.status_skipped,
  }))

const namedToolCalls = z
  .object({ day, tool_name: z.string(), count })
  .transform((row) => ({ day: row.day, tool: row.tool_name, total: row.count }))

const hours = z
  .object({ day, total_duration_hours: count })
  .transform((row) => ({ day: row.day, hours: row.total_duration_hours }))

const codeAnswer = z.object({
  sessions: list(codeDay('nb_sessions', 'sessions')),
  user_prompts: list(codeDay('nb_prompts_total', 'prompts')),
  active_users: list(codeDay('nb_active_users_total', 'active_users')),
  consumed_tokens: list(tokens),
  tool_calls: list(toolCalls),
  tool_calls_by_name: list(namedToolCalls),
  session_durations: list(hours),
})

export function readCodeActivity(answer: unknown): CodeActivity {
  const read = codeAnswer.parse(answer)
  return orFail({
    sessions: read.sessions,
    prompts: read.user_prompts,
    users: read.active_users,
    tokens: read.consumed_tokens,
    toolCalls: read.tool_calls,
    toolCallsByName: read.tool_calls_by_name,
    hours: read.session_durations,
  })
}

const suggestions = z
  .object({
    day,
    total_suggestions: count,
    outcome_accepted: count,
    outcome_rejected: count,
    outcome_timeout: count,
    outcome_aborted: count,
    outcome_dismissed: count,
  })
  .transform((row) => ({
    day: row.day,
    total: row.total_suggestions,
    accepted: row.outcome_accepted,
    rejected: row.outcome_rejected,
    timedOut: row.outcome_timeout,
    aborted: row.outcome_aborted,
    dismissed: row.outcome_dismissed,
  }))

const editUsers = z
  .object({ day, nb_active_users: count })
  .transform((row) => ({ day: row.day, users: row.nb_active_users }))

const editedLines = z
  .object({ day, lines_inserted: count, lines_deleted: count, lines_unchanged: count, lines_total: count })
  .transform((row) => ({
    day: row.day,
    inserted: row.lines_inserted,
    deleted: row.lines_deleted,
    unchanged: row.lines_unchanged,
    total: row.lines_total,
  }))

const editAnswer = z.object({
  next_edit_suggestions: list(suggestions),
  next_edit_active_users: list(editUsers),
  next_edit_modified_loc: list(editedLines),
})

export function readEditActivity(answer: unknown): EditActivity {
  const read = editAnswer.parse(answer)
  return orFail({
    suggestions: read.next_edit_suggestions,
    users: read.next_edit_active_users,
    lines: read.next_edit_modified_loc,
  })
}

/** An answer without a single list is no analytics at all. */
function orFail<Lists extends object>(lists: Lists): Lists {
  if (Object.values(lists).every((rows) => rows === null)) throw new TypeError('an answer without a single list')
  return lists
}
