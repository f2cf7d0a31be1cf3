import { Decimal } from '../money/decimal.ts'
import { addDays, dayOf, listDays } from '../time/time.ts'
import type { Day } from '../usage/usage.ts'

export interface CountedSoFar {
  readonly asOf: Date
  readonly used: Decimal
}

export interface SpreadDay {
  readonly day: Day
  readonly amount: Decimal
  /** Of so many days only their sum is known. */
  readonly spreadOver: number
}

/**
 * Figures of a counter that only grows, as days: what lies between two of them is spread evenly over the days between,
 * since nobody knows better. The days add up to the last figure to the last digit. `known` is what the days before
 * `from` came to.
 */
export function spreadFigures(figures: readonly CountedSoFar[], from: Day, known: Decimal): SpreadDay[] {
  const days: SpreadDay[] = []
  let [start, before] = [from, known]
  for (const { asOf, used } of figures) {
    const end = dayOf(asOf)
    // Two figures of one day: the later one corrects it.
    const between = start <= end ? listDays(start, end) : [end]
    const difference = used.minus(before)
    const share = Decimal.of((difference.toNumber() / between.length).toFixed(4))
    for (const [index, day] of between.entries()) {
      const isLast = index === between.length - 1
      const amount = isLast ? difference.minus(share.times(Decimal.of(index))) : share
      days.push({ day, amount, spreadOver: between.length })
    }
    start = addDays(end, 1)
    before = used
  }
  return days
}
