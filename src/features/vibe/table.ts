import { fewestPeople } from '../../chatops/report/activity.ts'
import type { Cell } from '../../chatops/report/csv.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { surfaces, type VibeReport } from './report.ts'
import { vibeWords } from './words.ts'

/** One number a line. The parts of a metric add up to it; what is counted by the day has metrics of its own. */
export function tabulateVibe(report: VibeReport, view: View): Table {
  const { period, mostUsers, hiddenDays } = report
  const isTooFew = mostUsers !== undefined && mostUsers < fewestPeople
  return {
    period,
    columns: ['metric', 'part', 'day', 'value'],
    rows: isTooFew ? [] : [...wholeRows(report), ...dayRows(report)],
    notes: hiddenDays > 0 ? [vibeWords(view).hidden(hiddenDays)] : [],
  }
}

type Row = readonly [metric: string, part: string, day: string | null, value: Cell]

function wholeRows({ sessions, prompts, hours, toolCalls, edits, lines, tokens = [] }: VibeReport): Row[] {
  const row = (metric: string, part: string, value: number): Row => [metric, part, null, value]
  const parts = (metric: string, part: string, counted: { readonly total: number } | undefined, of: number): Row[] =>
    counted ? [row(metric, part, of), row(metric, 'others', counted.total - of)] : []
  const elsewhere = surfaces.reduce((rest, surface) => rest - (sessions?.[surface] ?? 0), sessions?.total ?? 0)
  return [
    ...(sessions ? surfaces.map((surface) => row('sessions', surface, sessions[surface])) : []),
    ...(elsewhere > 0 ? [row('sessions', 'others', elsewhere)] : []),
    ...(prompts === undefined ? [] : [row('prompts', 'all', prompts)]),
    ...(hours === undefined ? [] : [row('hours', 'all', hours)]),
    ...parts('tool_calls', 'failed', toolCalls, toolCalls?.failed ?? 0),
    ...parts('edit_suggestions', 'accepted', edits, edits?.accepted ?? 0),
    ...(lines ? [row('lines', 'inserted', lines.inserted), row('lines', 'deleted', lines.deleted)] : []),
    ...tokens.flatMap(({ model, input, output, cached }) => [
      row('input_tokens', model, input),
      row('output_tokens', model, output),
      row('cached_tokens', model, cached),
    ]),
  ]
}

const dayRows = ({ days }: VibeReport): Row[] =>
  days.flatMap(({ day, bySurface, users }) => [
    ...surfaces.map((surface): Row => ['sessions_a_day', surface, day, bySurface[surface]]),
    ['users_a_day', 'all', day, users],
  ])
