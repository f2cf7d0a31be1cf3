import type { Day } from './usage.ts'

/** From the first moment on, up to but without the second. */
export interface ActivityPeriod {
  readonly from: Date
  readonly to: Date
}

export type Granularity = 'hour' | 'day' | 'week' | 'month'

/** A count of null was not said; it is not zero. */
type Count = number | null

export interface ActivityRows<Row> {
  readonly rows: readonly Row[]
  /** Rows that could not be read; the report says so. */
  readonly unreadable: number
}

export interface WorkActivity {
  readonly messages: Count
  readonly files: Count
  readonly images: Count
  readonly spreadsheets: Count
  readonly conversations: Count
}

export interface UserActivity extends WorkActivity {
  /** Mistral's id of the member, not an e-mail. */
  readonly userId: string
  readonly agents: Count
  readonly messagesToAgents: Count
}

export interface AgentActivity extends WorkActivity {
  readonly agentId: string
  readonly users: Count
}

export interface TimeActivity extends WorkActivity {
  /** The bucket's first moment; null where the answer covers the whole period. */
  readonly from: Date | null
  readonly users: Count
  readonly agents: Count
  readonly messagesToAgents: Count
}

/** One day of something that happens in the terminal (cli), in an editor (acp) or from a program. */
export interface CodeDay {
  readonly day: Day
  readonly total: Count
  readonly cli: Count
  readonly acp: Count
  readonly programmatic: Count
}

export interface CodeTokens {
  readonly day: Day
  readonly model: string
  readonly input: Count
  readonly output: Count
  readonly cached: Count
}

export interface ToolCalls {
  readonly day: Day
  readonly total: Count
  readonly succeeded: Count
  readonly failed: Count
  readonly skipped: Count
}

export interface NamedToolCalls {
  readonly day: Day
  readonly tool: string
  readonly total: Count
}

export interface SessionHours {
  readonly day: Day
  readonly hours: Count
}

/** Vibe Code, day by day. A list of null is not offered by this dialect of the API. */
export interface CodeActivity {
  readonly sessions: ActivityRows<CodeDay> | null
  readonly prompts: ActivityRows<CodeDay> | null
  readonly users: ActivityRows<CodeDay> | null
  readonly tokens: ActivityRows<CodeTokens> | null
  readonly toolCalls: ActivityRows<ToolCalls> | null
  readonly toolCallsByName: ActivityRows<NamedToolCalls> | null
  readonly hours: ActivityRows<SessionHours> | null
}

export interface EditSuggestions {
  readonly day: Day
  readonly total: Count
  readonly accepted: Count
  readonly rejected: Count
  readonly timedOut: Count
  readonly aborted: Count
  readonly dismissed: Count
}

export interface EditUsers {
  readonly day: Day
  readonly users: Count
}

export interface EditedLines {
  readonly day: Day
  readonly inserted: Count
  readonly deleted: Count
  readonly unchanged: Count
  readonly total: Count
}

/** Next-edit suggestions of the whole Organization, day by day. */
export interface EditActivity {
  readonly suggestions: ActivityRows<EditSuggestions> | null
  readonly users: ActivityRows<EditUsers> | null
  readonly lines: ActivityRows<EditedLines> | null
}
