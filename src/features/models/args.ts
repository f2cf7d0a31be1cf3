import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { type Comparison, comparisonFor, type Period, parsePeriod } from '../../domain/time/period.ts'

export const orders = ['spend', 'tokens'] as const
export type Order = (typeof orders)[number]

export interface ModelsArgs {
  readonly period: Period
  readonly comparison: Comparison | undefined
  readonly by: Order
}

export function parseModels(words: TypedWords, now: Date): ModelsArgs {
  const by = words.takeChoice('by', orders) ?? 'spend'
  const period = parsePeriod(words.rest(['by spend', 'by tokens', 'last month']), now)
  return { period, comparison: comparisonFor(period), by }
}
