import { dayOf, growthAt, isoDay, isWeekend, shareOfDay } from './calendar.ts'
import { drawWobble } from './random.ts'
import type { WorkspaceKey } from './workspaces.ts'

/** Only two Workspaces write code; how many people do so there on a plain weekday. */
const coders: Partial<Record<WorkspaceKey, number>> = { code: 16, research: 4 }

export interface CodingDay {
  readonly day: string
  readonly activeUsers: number
  readonly sessions: number
  readonly prompts: number
  readonly toolCalls: number
  readonly hours: number
}

/** A row for each day that the window touches; the present day grows with the clock. */
export function readCoding(seed: number, workspace: WorkspaceKey, from: number, until: number): CodingDay[] {
  const people = coders[workspace]
  const rows: CodingDay[] = []
  if (people === undefined) return rows
  for (let day = dayOf(from); day * 86_400_000 < until; day += 1) {
    const week = isWeekend(day) ? 0.1 : 1
    const done = shareOfDay(day, until, 'office')
    const busy = people * week * growthAt(day) * done
    const draw = (what: number, each: number) => Math.floor(busy * each * drawWobble(seed, 0.25, day, people, what))
    const activeUsers = Math.min(people, draw(21, 1))
    if (activeUsers === 0) continue
    rows.push({
      day: isoDay(day),
      activeUsers,
      sessions: Math.max(activeUsers, draw(22, 2.6)),
      prompts: Math.max(activeUsers, draw(23, 31)),
      toolCalls: draw(24, 118),
      hours: draw(25, 320) / 100,
    })
  }
  return rows
}

export interface SuggestionDay {
  readonly day: string
  readonly suggestions: number
  readonly accepted: number
  readonly activeUsers: number
  readonly linesInserted: number
}

/** Next-edit suggestions are counted for the whole Organization. */
export function readSuggestions(seed: number, from: number, until: number): SuggestionDay[] {
  return readCoding(seed, 'code', from, until).map(({ day, activeUsers, prompts }, index) => {
    const suggestions = prompts * 5
    const accepted = Math.floor(suggestions * 0.34 * drawWobble(seed, 0.15, suggestions, index, 26))
    return { day, suggestions, accepted, activeUsers: Math.max(1, activeUsers - 3), linesInserted: accepted * 2 }
  })
}
