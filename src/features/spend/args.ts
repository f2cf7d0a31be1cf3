import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { type Comparison, comparisonFor, type Period, parsePeriod } from '../../domain/time/period.ts'

const dimensions = ['category', 'model', 'day', 'workspace'] as const
export type Dimension = (typeof dimensions)[number]

export interface SpendArgs {
  readonly period: Period
  readonly comparison: Comparison | undefined
  /** undefined: models, in one line. */
  readonly by: Dimension | undefined
  readonly workspace: string | undefined
}

export function parseSpend(words: TypedWords, now: Date): SpendArgs {
  const by = words.takeChoice('by', dimensions)
  const workspace = words.takeOption('workspace')
  const period = parsePeriod(words.rest(['by model', 'by workspace', 'last month']), now)
  return { period, comparison: comparisonFor(period), by, workspace }
}
