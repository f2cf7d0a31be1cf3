import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import type { ActivityReport } from './gather.ts'
import { activityWords } from './words.ts'

/** A line for each step, by its first moment; steps of fewer than five people are left out. */
export function tabulateActivity({ period, by, buckets, hidden }: ActivityReport, view: View): Table {
  return {
    period,
    columns: ['step', 'begins_utc', 'messages', 'users'],
    rows: buckets.map(({ from, messages, users }) => [by, from.toISOString(), messages, users]),
    notes: hidden > 0 ? [activityWords(view).hidden(hidden)] : [],
  }
}
