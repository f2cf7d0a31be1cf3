import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { type Period, parsePeriod } from '../../domain/time/period.ts'

export interface ForecastArgs {
  /** One calendar month: the present one, or one that is over. */
  readonly period: Period
  readonly by: 'model' | undefined
}

export function parseForecast(words: TypedWords, now: Date): ForecastArgs {
  const by = words.takeChoice('by', ['model'])
  const text = words.rest(['by model', 'last month'])
  const period = parsePeriod(text, now)
  // A limit is one of a calendar month, and so is what it is held against.
  if (period.kind !== 'month') throw new InvalidInput('month', text, ['', 'last month'])
  return { period, by }
}
