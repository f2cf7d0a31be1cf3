import type { ReadContext } from '../../chatops/context.ts'
import { maySeeNames } from '../../chatops/people/authorize.ts'
import { askEachWorkspace } from '../../chatops/report/each-workspace.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { collectSources } from '../../chatops/report/sources.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { mapAtMost } from '../../domain/at-most.ts'
import type { Fetched } from '../../domain/fetched.ts'
import { comparisonFor, detailFor, parsePeriod } from '../../domain/time/period.ts'
import { listMonths } from '../../domain/time/time.ts'
import { knownComparison, type MonthOrigin } from '../../domain/usage/known-comparison.ts'
import type { Month, UsageMonth } from '../../domain/usage/usage.ts'
import { reportWorkspaces, type WorkspacesArgs, type WorkspacesReport } from './report.ts'

export function parseWorkspaces(words: TypedWords, now: Date): WorkspacesArgs {
  const period = parsePeriod(words.rest(), now)
  return { period, comparison: comparisonFor(period) }
}

/** One call a Workspace and month. One that fails leaves a gap that is said, not a report that fails. */
export async function gatherWorkspaces(context: ReadContext, args: WorkspacesArgs): Promise<WorkspacesReport> {
  const { mistral, clock, config, asker, trail } = context
  const wanted = listMonths(args.period.from, args.period.to)
  const earlier = listEarlier(args, wanted)
  const { take, source } = collectSources()
  const detail = detailFor(args)
  // A Workspace is known up to the end of a file, the whole by a figure typed after it as well.
  const origins: MonthOrigin[] = []
  const readOrigin = async (asking: Promise<Fetched<UsageMonth>>) => {
    const answer = await asking
    origins.push({ month: answer.value.month, origin: answer.origin })
    return answer
  }
  const readUsage = async (month: Month, workspaceId?: string): Promise<UsageMonth> => {
    const asking = readOrigin(mistral.usage({ month, detail, ...(workspaceId ? { workspaceId } : {}) }))
    // Finished months beside the period are kept longer, and do not age.
    return wanted.includes(month) ? take(asking) : (await asking).value
  }
  // One after the other: it is the Workspaces that are asked side by side.
  const readMonths = (months: readonly Month[], workspaceId?: string) =>
    mapAtMost(1, months, (month) => readUsage(month, workspaceId))

  const [whole, wholeEarlier, listed, all, people, exchange] = await Promise.all([
    readMonths(wanted),
    orMissing(readMonths(earlier)),
    mistral.workspaces(),
    orMissing(mistral.workspaces({ withArchived: true })),
    orMissing(mistral.members()),
    findExchange(context, wanted),
  ])
  const usage = await askEachWorkspace(context, listed.value, async (workspace) => ({
    workspace,
    months: await orMissing(readMonths(wanted, workspace.id)),
    earlier: await orMissing(readMonths(earlier, workspace.id)),
  }))
  const active = new Set(listed.value.map(({ id }) => id))
  const report = reportWorkspaces(
    {
      whole,
      wholeEarlier,
      usage,
      archived: (all?.value ?? []).filter(({ id }) => !active.has(id)),
      members: people?.value.members,
      exchange,
      ...source(),
    },
    { ...args, comparison: args.comparison && knownComparison(args.comparison, origins) },
    clock.now(),
  )
  // First the trace, then the look: nobody reads names unseen.
  if (report.rows.some(({ owners }) => owners?.length) && maySeeNames(asker.role, config.people.privacy))
    await trail.record('names.viewed', { report: 'workspaces' })
  return report
}

/** The months that the period is compared with; what is left of the present one is estimated from them as well. */
function listEarlier({ comparison }: WorkspacesArgs, wanted: readonly Month[]): Month[] {
  if (!comparison) return []
  return listMonths(comparison.against.from, comparison.against.to).filter((month) => !wanted.includes(month))
}
