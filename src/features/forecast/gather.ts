import type { ReadContext } from '../../chatops/context.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { sourceOf } from '../../chatops/report/sources.ts'
import { monthsForForecast } from '../../domain/forecast/month-forecast.ts'
import { monthsBehind, monthsToReplay } from '../../domain/forecast/replay.ts'
import { monthOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { ForecastArgs } from './args.ts'
import { type ForecastReport, type ForecastSources, reportForecast } from './report.ts'

/** Closed months on which the forecast is tried again. Their answers are kept, so they are asked for once. */
const replayedMonths = 3

/**
 * Everything in one round; only how wrong it was, and the limit, may be missing. Without `withPast` nothing is asked
 * for that `spend` does not ask for as well, and the past is as long as that goes.
 */
export async function gatherForecast(
  context: Pick<ReadContext, 'mistral' | 'clock' | 'tables' | 'organization' | 'config'>,
  args: ForecastArgs,
  { withPast = true }: { readonly withPast?: boolean } = {},
): Promise<ForecastReport> {
  const { mistral, clock } = context
  const { period } = args
  const month = monthOf(period.from)
  const replays = period.isRunning ? monthsToReplay(month, replayedMonths) : [month]
  const needed = period.isRunning ? monthsForForecast(period.to) : [month]
  const behind = withPast ? [...new Set(replays.flatMap(monthsBehind))] : []
  const further = behind.filter((wanted) => !needed.includes(wanted))
  const read = (wanted: readonly Month[]) => Promise.all(wanted.map((each) => mistral.usage({ month: each })))
  const [known, older, limit, exchange] = await Promise.all([
    read(needed),
    orMissing(read(further)),
    period.isRunning ? orMissing(mistral.spendLimit()) : undefined,
    findExchange(context, [month]),
  ])
  // Months that are over are kept for long, and do not age.
  const answers = [known.at(-1), limit].filter((answer) => answer !== undefined)
  const sources: ForecastSources = {
    months: known.map(({ value }) => value),
    older: older?.map(({ value }) => value),
    replays,
    limit: limit?.value,
    exchange,
    isLimitMissing: period.isRunning && !limit,
    ...sourceOf(answers),
    origin: known.at(-1)?.origin,
  }
  return reportForecast(sources, args, clock.now())
}
