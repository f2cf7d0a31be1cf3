import { section } from '../../chatops/blocks.ts'
import { defineSection } from '../../chatops/contract.ts'
import { TypedWords } from '../../chatops/routing/typed-words.ts'
import { parseForecast } from './args.ts'
import { sayFinding } from './finding.ts'
import { gatherForecast } from './gather.ts'
import { sayMeanErrors } from './record.ts'
import type { ForecastReport } from './report.ts'
import { forecastWords } from './words.ts'

/** Two lines below the spend, which tells the landing already: how much to believe of it, and where to read more. */
export const forecastHome = defineSection<ForecastReport>({
  order: 25,
  access: 'figures',
  async gather(context) {
    const report = await gatherForecast(context, parseForecast(new TypedWords(''), context.clock.now()))
    return report.forecast && report.replays.length > 0 ? report : undefined
  },
  render: (report, view) => [
    { type: 'divider' },
    section(
      [`*${sayFinding(report, view)}*`, sayMeanErrors(report, view), forecastWords(view).more(view.slash)].join('\n'),
    ),
  ],
})
