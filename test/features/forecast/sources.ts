import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'
import { parseForecast } from '../../../src/features/forecast/args.ts'
import { type ForecastReport, type ForecastSources, reportForecast } from '../../../src/features/forecast/report.ts'
import { limitOf, november, now, october, september, steady, usage } from '../spend/sources.ts'

export const july = usage('2026-07', steady('2026-07-01', '2026-07-31', 1_500))
export const august = usage('2026-08', steady('2026-08-01', '2026-08-31', 1_800))
export const june = usage('2026-06', steady('2026-06-01', '2026-06-30', 1_500))

/** The report that a line gives from these answers; this November with a limit where nothing else is said. */
export function report(line = '', change: Partial<ForecastSources> = {}, at = now): ForecastReport {
  const args = parseForecast(new TypedWords(line), at)
  const sources: ForecastSources = {
    months: [september, october, november],
    older: [june, july, august],
    replays: ['2026-08', '2026-09', '2026-10'],
    limit: limitOf(45_000, 19_800),
    isLimitMissing: false,
    fetchedAt: at,
    ...change,
  }
  return reportForecast(sources, args, at)
}

/** A new Organization, whose first day was that one. */
export const since = (first: Day, use = 3_000): Partial<ForecastSources> => ({
  months: [usage('2026-11', steady(first, '2026-11-18', 2_000))],
  older: [],
  limit: limitOf(45_000, use),
})

/** What is gathered of October, when it is over. */
export const lastMonth: Partial<ForecastSources> = {
  months: [october],
  older: [august, september],
  replays: ['2026-10'],
  limit: undefined,
}
