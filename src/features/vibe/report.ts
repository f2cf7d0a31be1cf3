import { type ActivityArgs, type Compared, fewestPeople, type Windows } from '../../chatops/report/activity.ts'
import type { ActivityRows, CodeActivity, CodeDay, EditActivity } from '../../domain/usage/activity.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import type { Day } from '../../domain/usage/usage.ts'

export type VibeArgs = Omit<ActivityArgs<never>, 'by'>

/** Where people work with Vibe Code: the terminal, an editor, a program of theirs. */
export const surfaces = ['cli', 'acp', 'programmatic'] as const
export type Surface = (typeof surfaces)[number]

export interface DaySessions {
  readonly day: Day
  readonly bySurface: Readonly<Record<Surface, number>>
  readonly users: number
}

export interface ModelTokens {
  readonly model: string
  readonly input: number
  readonly output: number
  readonly cached: number
}

export const comparedCounts = ['prompts', 'toolCalls', 'hours'] as const

/** undefined: this dialect of the API does not offer it. */
export interface VibeReport extends VibeArgs {
  readonly now: Date
  readonly fetchedAt: Date
  readonly sessions: Readonly<Record<Surface | 'total', number>> | undefined
  readonly compared: Compared | undefined
  readonly beginsOn: Day | undefined
  /** What else is counted, against the same days before. */
  readonly changes: Readonly<Record<(typeof comparedCounts)[number], Compared | undefined>>
  readonly prompts: number | undefined
  /** The most people on one day: days cannot be added up to people. */
  readonly mostUsers: number | undefined
  readonly tokens: readonly ModelTokens[] | undefined
  readonly toolCalls: { readonly total: number; readonly failed: number } | undefined
  readonly hours: number | undefined
  readonly edits: { readonly total: number; readonly accepted: number } | undefined
  readonly lines: { readonly inserted: number; readonly deleted: number } | undefined
  /** Only days on which at least five people worked. */
  readonly days: readonly DaySessions[]
  readonly hiddenDays: number
  readonly unreadable: number
}

export function reportVibe(
  code: Windows<CodeActivity>,
  edits: EditActivity | undefined,
  args: VibeArgs,
  now: Date,
): VibeReport {
  const { sessions, prompts, users, tokens, toolCalls, hours } = code.all
  const compare = (count: (activity: CodeActivity) => number | null): Compared | undefined => {
    const [present, before] = [code.compared, code.before].map((activity) => activity && count(activity))
    return present != null && before != null ? { now: present, before } : undefined
  }
  const { days, hiddenDays } = readDays(sessions, users)
  const lists = [sessions, prompts, users, tokens, toolCalls, hours, edits?.suggestions, edits?.lines]
  return {
    ...args,
    now,
    fetchedAt: code.fetchedAt,
    sessions: sessions
      ? {
          total: sum(sessions, ({ total }) => total),
          cli: sum(sessions, ({ cli }) => cli),
          acp: sum(sessions, ({ acp }) => acp),
          programmatic: sum(sessions, ({ programmatic }) => programmatic),
        }
      : undefined,
    compared: compare((activity) => activity.sessions && sum(activity.sessions, ({ total }) => total)),
    changes: {
      prompts: compare((activity) => activity.prompts && sum(activity.prompts, ({ total }) => total)),
      toolCalls: compare((activity) => activity.toolCalls && sum(activity.toolCalls, ({ total }) => total)),
      hours: compare((activity) => activity.hours && Math.round(sum(activity.hours, (row) => row.hours))),
    },
    beginsOn: code.beginsOn,
    prompts: prompts ? sum(prompts, ({ total }) => total) : undefined,
    mostUsers: users ? Math.max(0, ...users.rows.map(({ total }) => total ?? 0)) : undefined,
    tokens: tokens ? sumTokens(tokens) : undefined,
    toolCalls: toolCalls
      ? { total: sum(toolCalls, ({ total }) => total), failed: sum(toolCalls, ({ failed }) => failed) }
      : undefined,
    hours: hours ? sum(hours, (row) => row.hours) : undefined,
    edits: edits?.suggestions
      ? {
          total: sum(edits.suggestions, ({ total }) => total),
          accepted: sum(edits.suggestions, ({ accepted }) => accepted),
        }
      : undefined,
    lines: edits?.lines
      ? { inserted: sum(edits.lines, ({ inserted }) => inserted), deleted: sum(edits.lines, ({ deleted }) => deleted) }
      : undefined,
    days,
    hiddenDays,
    unreadable: lists.reduce((total, list) => total + (list?.unreadable ?? 0), 0),
  }
}

function readDays(
  sessions: CodeActivity['sessions'],
  users: CodeActivity['users'],
): Pick<VibeReport, 'days' | 'hiddenDays'> {
  const people = addUp(users?.rows ?? [])
  const all = [...addUp(sessions?.rows ?? [])].map(([day, bySurface]) => ({
    day,
    bySurface,
    users: people.get(day)?.total ?? 0,
  }))
  const worked = all.filter(({ bySurface }) => bySurface.total > 0)
  const days = worked.filter((row) => row.users >= fewestPeople).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  return { days, hiddenDays: worked.length - days.length }
}

/** Several Workspaces have rows for the same day. */
function addUp(rows: readonly CodeDay[]): Map<Day, Record<Surface | 'total', number>> {
  const days = new Map<Day, Record<Surface | 'total', number>>()
  for (const row of rows) {
    const known = days.get(row.day) ?? { total: 0, cli: 0, acp: 0, programmatic: 0 }
    days.set(row.day, {
      total: known.total + (row.total ?? 0),
      cli: known.cli + (row.cli ?? 0),
      acp: known.acp + (row.acp ?? 0),
      programmatic: known.programmatic + (row.programmatic ?? 0),
    })
  }
  return days
}

function sumTokens(tokens: NonNullable<CodeActivity['tokens']>): ModelTokens[] {
  const models = new Map<string, ModelTokens>()
  for (const { model: alias, input, output, cached } of tokens.rows) {
    const model = modelName(alias)
    const known = models.get(model) ?? { model, input: 0, output: 0, cached: 0 }
    models.set(model, {
      model,
      input: known.input + (input ?? 0),
      output: known.output + (output ?? 0),
      cached: known.cached + (cached ?? 0),
    })
  }
  const all = ({ input, output, cached }: ModelTokens) => input + output + cached
  return [...models.values()].toSorted((left, right) => all(right) - all(left))
}

const sum = <Row>({ rows }: ActivityRows<Row>, countOf: (row: Row) => number | null): number =>
  rows.reduce((total, row) => total + (countOf(row) ?? 0), 0)
