import type { ReadContext } from '../../chatops/context.ts'
import { askEachWorkspace } from '../../chatops/report/each-workspace.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { findWorkspace } from '../../chatops/report/find-workspace.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { collectSources, originsOf } from '../../chatops/report/sources.ts'
import { mapAtMost } from '../../domain/at-most.ts'
import type { Fetched } from '../../domain/fetched.ts'
import { monthsForForecast } from '../../domain/forecast/month-forecast.ts'
import { detailFor } from '../../domain/time/period.ts'
import { listMonths } from '../../domain/time/time.ts'
import { knownComparison } from '../../domain/usage/known-comparison.ts'
import type { Month, UsageMonth } from '../../domain/usage/usage.ts'
import type { SpendArgs } from './args.ts'
import { reportSpend, type SpendReport, type SpendSources, type WorkspaceUsage } from './report.ts'

export async function gatherSpend(context: ReadContext, args: SpendArgs): Promise<SpendReport> {
  const { mistral, clock } = context
  const { period } = args
  const workspace =
    args.workspace === undefined ? undefined : findWorkspace((await mistral.workspaces()).value, args.workspace)
  // About the period itself; finished months beside it are kept longer, and do not age.
  const { take, source } = collectSources()
  const detail = args.by === 'day' ? 'day' : detailFor(args)
  const fetchMonth = (month: Month, workspaceId = workspace?.id) =>
    mistral.usage({ month, detail, ...(workspaceId ? { workspaceId } : {}) })
  const answers: Fetched<UsageMonth>[] = []
  const readMonth = async (month: Month) => {
    const answer = await fetchMonth(month)
    answers.push(answer)
    return answer
  }
  const readMonths = (months: readonly Month[]) => Promise.all(months.map((month) => take(readMonth(month))))
  // One after the other: it is the Workspaces that are asked side by side.
  const readMonthsOf = (workspaceId: string) => mapAtMost(1, wanted, (month) => take(fetchMonth(month, workspaceId)))
  const readEarlier = (months: readonly Month[]) =>
    Promise.all(months.map(async (month) => (await readMonth(month)).value))

  const wanted = listMonths(period.from, period.to)
  const isPresentMonth = period.kind === 'month' && period.isRunning && !workspace
  const [months, earlier, limit, byWorkspace, exchange] = await Promise.all([
    readMonths(wanted),
    orMissing(readEarlier(earlierMonths(args, isPresentMonth).filter((month) => !wanted.includes(month)))),
    isPresentMonth ? orMissing(take(mistral.spendLimit())) : undefined,
    args.by === 'workspace' ? readWorkspaces(context, readMonthsOf) : undefined,
    findExchange(context, wanted),
  ])
  const sources: SpendSources = {
    months,
    earlier,
    limit,
    isLimitMissing: isPresentMonth && !limit,
    workspace,
    byWorkspace,
    exchange,
    ...source(),
  }
  const comparison = args.comparison && knownComparison(args.comparison, originsOf(answers))
  return reportSpend(sources, { ...args, comparison }, clock.now())
}

/** Months are wanted for the comparison and, this month, for the weekdays that the forecast knows. */
function earlierMonths({ period, comparison }: SpendArgs, needsHistory: boolean): Month[] {
  const compared = comparison ? listMonths(comparison.against.from, comparison.against.to) : []
  const history = needsHistory ? monthsForForecast(period.to) : []
  return [...new Set([...compared, ...history])]
}

/** One call a Workspace and month; one that fails leaves a gap that is said, not a report that fails. */
async function readWorkspaces(
  context: ReadContext,
  readMonths: (workspaceId: string) => Promise<UsageMonth[]>,
): Promise<WorkspaceUsage[]> {
  const { value: workspaces } = await context.mistral.workspaces()
  return askEachWorkspace(context, workspaces, async ({ id, name }) => ({
    name,
    months: await orMissing(readMonths(id)),
  }))
}
