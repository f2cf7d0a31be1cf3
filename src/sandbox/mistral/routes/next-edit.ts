import { readSuggestions } from '../generator/coding.ts'
import type { Route } from './route.ts'
import { readWindow } from './time-window.ts'

export const codeByOrganizationRoute: Route = {
  GET: (world, { query }) => {
    const window = readWindow(query, world)
    const days = readSuggestions(world.seed, window.from, window.until)
    return {
      start_time: window.start,
      end_time: window.end,
      next_edit_suggestions: days.map(({ day, suggestions, accepted }) => {
        const rejected = Math.floor((suggestions - accepted) * 0.5)
        const timeout = Math.floor((suggestions - accepted) * 0.2)
        const aborted = Math.floor((suggestions - accepted) * 0.1)
        const forced = Math.floor(suggestions * 0.04)
        const widget = Math.floor(suggestions * 0.3)
        return {
          day,
          total_suggestions: suggestions,
          outcome_accepted: accepted,
          outcome_rejected: rejected,
          outcome_timeout: timeout,
          outcome_aborted: aborted,
          outcome_dismissed: suggestions - accepted - rejected - timeout - aborted,
          force_generated_true: forced,
          force_generated_false: suggestions - forced,
          surface_widget: widget,
          surface_ghost_text: suggestions - widget,
        }
      }),
      next_edit_active_users: days.map(({ day, activeUsers }) => ({ day, nb_active_users: activeUsers })),
      next_edit_modified_loc: days.map(({ day, linesInserted }) => {
        const deleted = Math.floor(linesInserted * 0.4)
        const unchanged = linesInserted * 3
        return {
          day,
          lines_inserted: linesInserted,
          lines_deleted: deleted,
          lines_unchanged: unchanged,
          lines_total: linesInserted + deleted + unchanged,
        }
      }),
    }
  },
}
