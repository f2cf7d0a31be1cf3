import type { DailyForecast } from '../forecast/forecast.ts'
import type { UseAndLimit } from '../forecast/month-forecast.ts'
import { Decimal } from '../money/decimal.ts'

/**
 * The smallest round amount that holds at the upper end of the forecast: two digits and zeros, as people name limits.
 * What Mistral counts may be more than what was spent, and the limit is held against its count.
 */
export function suggestLimit(
  { high }: Pick<DailyForecast, 'high'>,
  { spent, use = spent }: Omit<UseAndLimit, 'limit'>,
): Decimal {
  const mostUsed = Math.max(use, use + high - spent)
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, mostUsed))) - 1)
  // A limit is reached when the use equals it, so it has to lie above.
  return Decimal.of((Math.floor(mostUsed / step) + 1) * step)
}
