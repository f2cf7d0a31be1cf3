import type { ReadContext } from '../../chatops/context.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { originsOf, sourceOf } from '../../chatops/report/sources.ts'
import { detailFor } from '../../domain/time/period.ts'
import { listMonths } from '../../domain/time/time.ts'
import { knownComparison } from '../../domain/usage/known-comparison.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { ModelsArgs } from './args.ts'
import { type ModelsReport, reportModels } from './report.ts'

export async function gatherModels(context: ReadContext, args: ModelsArgs): Promise<ModelsReport> {
  const { mistral, clock } = context
  const { period, comparison } = args
  const wanted = listMonths(period.from, period.to)
  const before = comparison ? listMonths(comparison.against.from, comparison.against.to) : []
  const detail = detailFor(args)
  const read = (months: readonly Month[]) => Promise.all(months.map((month) => mistral.usage({ month, detail })))
  const [months, earlier, exchange] = await Promise.all([
    read(wanted),
    orMissing(read(before.filter((month) => !wanted.includes(month)))),
    findExchange(context, wanted),
  ])
  const sources = {
    months: months.map(({ value }) => value),
    earlier: earlier?.map(({ value }) => value),
    exchange,
    ...sourceOf(months),
  }
  const origins = originsOf([...months, ...(earlier ?? [])])
  return reportModels(sources, { ...args, comparison: comparison && knownComparison(comparison, origins) }, clock.now())
}
