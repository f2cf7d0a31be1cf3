import type { ForecastLine } from '../chart.ts'
import type { DailyForecast } from './forecast.ts'

/** From what was spent to where the month lands; the range opens like the square root of what is still to come. */
export function spreadForecast({ days, landing, low, high }: DailyForecast, spent: number): ForecastLine {
  const [today, ...coming] = days
  let sum = spent + (today?.expected ?? 0)
  const values = coming.map(({ expected }) => {
    sum += expected
    return sum
  })
  const opened = (value: number) => Math.sqrt(landing > spent ? Math.max(0, (value - spent) / (landing - spent)) : 1)
  return {
    values,
    low: values.map((value) => value - (landing - low) * opened(value)),
    high: values.map((value) => value + (high - landing) * opened(value)),
  }
}
