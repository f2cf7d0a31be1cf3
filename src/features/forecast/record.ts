import { sayEstimate } from '../../chatops/report/amounts.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { type Foretold, meanErrors } from '../../domain/forecast/replay.ts'
import { formatShare } from '../../domain/money/money.ts'
import { listMonths, sayEnds } from './finding.ts'
import type { ForecastReport } from './report.ts'
import { forecastWords } from './words.ts'

const worthSaying = 0.01
/** Reads "<1%". */
const smallestSaid = 0.001

/** How wrong the forecast has been: today's way of forecasting, tried on months that are over. */
export function sayRecord(report: ForecastReport, view: View): string {
  const words = forecastWords(view)
  const { replays, spend } = report
  if (report.isHistoryMissing) return words.missingRecord
  if (replays.length === 0) return words.noRecord
  const tries = replays.flatMap(({ said }) => said)
  const months = replays.map((replay) => {
    const name = listMonths({ ...report, replays: [replay] }, view)
    const said = replay.said.map((one) =>
      words.afterDays(one.after, sayEstimate(one.landing, spend.currency, view), sayOff(one, view)),
    )
    const cameTo = words.monthCameTo(name, sayEstimate(replay.total, spend.currency, view))
    return coreWords(view).parts([cameTo, said.join(', ')])
  })
  return [
    words.record(listMonths(report, view)),
    sayMeanErrors(report, view),
    words.within(tries.filter(({ isWithinRange }) => isWithinRange).length, tries.length),
    ...months.map((line) => `• ${line}`),
  ].join('\n')
}

/** "Off by 6% after 5 days, 3% after 10 days, 1% after 20 days on average". */
export function sayMeanErrors({ replays }: Pick<ForecastReport, 'replays'>, view: View): string {
  const errors = meanErrors(replays).map(({ after, error }) => ({
    after,
    // Nobody is right to the last cent: 0% would promise it.
    share: formatShare(Math.max(error, smallestSaid), 1, view.locale) ?? '',
  }))
  return forecastWords(view).recordLine(errors)
}

/** Of a month that is over: what would have been said of it while it ran. */
export function sayClosedMonth(report: ForecastReport, view: View): string {
  const words = forecastWords(view)
  if (report.isHistoryMissing) return words.missingRecord
  const [replay] = report.replays
  if (!replay) return words.noReplay
  const { currency } = report.spend
  return replay.said
    .map((one) => {
      const said = words.said(
        sayEstimate(one.landing, currency, view),
        ...sayEnds(one, currency, view),
        sayOff(one, view),
        one.isWithinRange,
      )
      return `${words.wouldHaveSaid(one.after)} ${said}`
    })
    .join('\n')
}

function sayOff({ error }: Foretold, view: View): string {
  const words = forecastWords(view)
  if (Math.abs(error) < worthSaying) return words.exact
  return words.off(formatShare(Math.abs(error), 1, view.locale) ?? '', error > 0)
}
