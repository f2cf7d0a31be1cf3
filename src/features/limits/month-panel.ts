import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Level, Timeline } from '../../domain/chart.ts'
import { spreadForecast } from '../../domain/forecast/forecast-line.ts'
import { dayOf, daysBetween, firstDayOf, lastDayOf, listDays, monthOf } from '../../domain/time/time.ts'
import type { LimitFacts } from './store/types.ts'

/** Whether there is something to draw: figures by the day, of a month in which something was spent. */
export const hasMonth = ({ daily, spent }: LimitFacts): boolean =>
  daily !== undefined && daily.length > 0 && !spent.amount.isZero

/** The sum so far and where it is heading, below the limits that it is held against. */
export function drawMonth({ daily, spent, forecast, now }: LimitFacts, levels: readonly Level[], view: View): Timeline {
  const { picture } = coreWords(view)
  const today = dayOf(now)
  const from = firstDayOf(monthOf(today))
  const days = listDays(from, today)
  const dated = new Map((daily ?? []).map(({ day, amount }) => [day, amount]))
  const total = spent.amount.toNumber()
  // What Mistral tells without a day was spent before any of them, so that the line ends at the true sum.
  let sum = total - days.reduce((of, day) => of + (dated.get(day) ?? 0), 0)
  const values = days.map((day) => {
    sum += dated.get(day) ?? 0
    return sum
  })
  return {
    kind: 'timeline',
    heading: picture.monthToDate,
    measure: { kind: 'money', currency: spent.currency },
    slots: { by: 'day', from, count: daysBetween(from, lastDayOf(monthOf(today))) + 1 },
    shape: 'lines',
    series: [{ name: picture.soFar, values }],
    levels,
    ...(forecast ? { forecast: spreadForecast(forecast, total) } : {}),
  }
}
