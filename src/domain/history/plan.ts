import { addDays, addMonths, dayOf, lastDayOf, monthOf, startOfDay } from '../time/time.ts'
import { type Day, type Month, organizationScope } from '../usage/usage.ts'

/** What is kept of one month of the Organization or a Workspace, without its figures. */
export interface KeptState {
  readonly scope: string
  readonly month: Month
  readonly through: Day
  /** When Mistral was asked last, whatever it said. */
  readonly checkedAt: Date
  readonly hasUsage: boolean
  /** Mistral has no answer for it. */
  readonly isRefused: boolean
}

export interface Wanted {
  readonly kept: readonly KeptState[]
  readonly closed: ReadonlySet<Month>
  readonly workspaces: readonly { readonly id: string; readonly name: string }[]
  readonly now: Date
  /** No month further back is asked for. */
  readonly mostMonths: number
}

/** One question to Mistral: a month of the Organization or a Workspace, up to a day that is over. */
export interface HistoryRead {
  readonly scope: string
  readonly name: string | null
  readonly month: Month
  readonly through: Day
}

export interface HistoryPlan {
  /** What to ask, the most useful first: the Organization before its Workspaces, and late months before early ones. */
  readonly reads: readonly HistoryRead[]
  /** Months and Workspaces that are kept, of all that could be: the rest of them are gaps. */
  readonly done: number
  readonly of: number
  /** The first month that has usage, as far as is known. */
  readonly first: Month | undefined
}

/** So many months without any use: before them there is nothing. */
const quietMonths = 3
/** These are asked for again every day: Mistral corrects what it counted. */
const correctedMonths = 2

/** What is missing, incomplete, or to be looked at again today. It rests on what is kept alone, so that any crash can be gone on from. */
export function planReads({ kept, closed, workspaces, now, mostMonths }: Wanted): HistoryPlan {
  const yesterday = addDays(dayOf(now), -1)
  const startOfToday = startOfDay(dayOf(now))
  const present = monthOf(yesterday)
  const known = new Map(kept.map((state) => [`${state.scope} ${state.month}`, state]))
  const stateOf = (scope: string, month: Month) => known.get(`${scope} ${month}`)
  const months = listBack(present, mostMonths, (month) => stateOf(organizationScope, month))
  const used = months.filter((month) => stateOf(organizationScope, month)?.hasUsage !== false)
  const ofWorkspaces = used.flatMap((month) => workspaces.map(({ id, name }) => ({ scope: id, name, month })))
  const whole = [
    ...months.map((month) => ({ scope: organizationScope, name: null, month })),
    // Another Workspace in a closed month would move what is left for the others.
    ...ofWorkspaces.filter(({ scope, month }) => stateOf(scope, month) || !closed.has(month)),
  ]
  const reads = whole.flatMap((place): HistoryRead[] => {
    const through = lastDayOf(place.month) < yesterday ? lastDayOf(place.month) : yesterday
    return isDue(stateOf(place.scope, place.month), through) ? [{ ...place, through }] : []
  })
  return {
    reads,
    done: whole.filter(({ scope, month }) => stateOf(scope, month)).length,
    of: whole.length,
    first: used.filter((month) => stateOf(organizationScope, month)?.hasUsage).at(-1),
  }

  function isDue(state: KeptState | undefined, through: Day): boolean {
    if (!state) return true
    const isRecent = state.month >= addMonths(present, -correctedMonths)
    if (isRecent && state.checkedAt < startOfToday) return true
    return !state.isRefused && state.through < through
  }
}

/** From the present month back, until there is nothing any more. */
function listBack(present: Month, most: number, stateOf: (month: Month) => KeptState | undefined): Month[] {
  const months: Month[] = []
  let quiet = 0
  for (let month = present; months.length < most && quiet < quietMonths; month = addMonths(month, -1)) {
    months.push(month)
    quiet = stateOf(month)?.hasUsage === false ? quiet + 1 : 0
  }
  return months
}
