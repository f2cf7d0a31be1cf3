import { daysBetween } from '../time/time.ts'
import type { Day } from './usage.ts'

/** Days without use at the very beginning: a weekend, with a holiday beside it. */
const quietDays = 4

/**
 * The first day that has data, where it lies within these days: held against a part of them, any growth looks enormous.
 * undefined: they have data from their beginning on, or none.
 */
export const beginsWithin = (
  first: Day | undefined,
  { from, to }: { readonly from: Day; readonly to: Day },
): Day | undefined => (first !== undefined && first <= to && daysBetween(from, first) >= quietDays ? first : undefined)
