import type { ReadContext } from '../../chatops/context.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { sourceOf } from '../../chatops/report/sources.ts'
import { detailFor } from '../../domain/time/period.ts'
import { listMonths } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { ModelsArgs } from './args.ts'
import { type ModelsReport, reportModels } from './report.ts'

export async function gatherModels({ mistral, clock }: ReadContext, args: ModelsArgs): Promise<ModelsReport> {
  const { period, comparison } = args
  const wanted = listMonths(period.from, period.to)
  const before = comparison ? listMonths(comparison.against.from, comparison.against.to) : []
  const detail = detailFor(args)
  const read = (months: readonly Month[]) => Promise.all(months.map((month) => mistral.usage({ month, detail })))
  const [months, earlier] = await Promise.all([
    read(wanted),
    orMissing(read(before.filter((month) => !wanted.includes(month)))),
  ])
  const sources = {
    months: months.map(({ value }) => value),
    earlier: earlier?.map(({ value }) => value),
    ...sourceOf(months),
  }
  return reportModels(sources, args, clock.now())
}
