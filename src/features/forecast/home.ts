import { section } from '../../chatops/blocks.ts'
import { defineSection } from '../../chatops/contract.ts'
import { TypedWords } from '../../chatops/routing/typed-words.ts'
import type { View } from '../../chatops/view.ts'
import type { Block } from '../../slack/message.ts'
import { parseForecast } from './args.ts'
import { sayFinding, sayHolding } from './finding.ts'
import { gatherForecast } from './gather.ts'
import { sayMeanErrors } from './record.ts'
import type { ForecastReport } from './report.ts'
import { forecastWords } from './words.ts'

/** Below the spend: whether the limit holds and until when, how much to believe of it, and where to read more. */
export const forecastHome = defineSection<ForecastReport>({
  order: 25,
  access: 'figures',
  async gather(context) {
    const args = parseForecast(new TypedWords(''), context.clock.now())
    const report = await gatherForecast(context, args, { withPast: false })
    return report.forecast ? report : undefined
  },
  render: renderHome,
})

export function renderHome(report: ForecastReport, view: View): Block[] {
  const lines = [
    `*${sayFinding(report, view)}*`,
    sayHolding(report, view),
    report.replays.length > 0 ? sayMeanErrors(report, view) : '',
    forecastWords(view).more(view.slash),
  ]
  return [{ type: 'divider' }, section(lines.filter(Boolean).join('\n'))]
}
