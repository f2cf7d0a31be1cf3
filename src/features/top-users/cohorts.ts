import { fewestPeople } from '../../chatops/report/activity.ts'
import type { PersonRow } from './report.ts'

/** People together who are not to be known one by one: never fewer than five. */
export interface Cohort {
  readonly first: number
  readonly last: number
  readonly value: number
}

const ends = [5, 10, 20]

/** Of the first five, the next five, the ten after them, and all the others; what is too small joins what is before it. */
export function groupRanks(rows: readonly PersonRow[]): readonly Cohort[] {
  if (rows.length < fewestPeople) return []
  const cuts = [...ends.filter((end) => end <= rows.length - fewestPeople), rows.length]
  return cuts.map((last, index) => {
    const before = cuts[index - 1] ?? 0
    return { first: before + 1, last, value: rows.slice(before, last).reduce((sum, { value }) => sum + value, 0) }
  })
}
