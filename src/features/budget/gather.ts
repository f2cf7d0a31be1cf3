import type { ReadContext } from '../../chatops/context.ts'
import { findBudgets } from '../../chatops/report/budgets.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { sourceOf } from '../../chatops/report/sources.ts'
import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import type { Fetched } from '../../domain/fetched.ts'
import { dayOf, monthOf } from '../../domain/time/time.ts'
import type { UsageMonth } from '../../domain/usage/usage.ts'
import { organizationScope } from '../../domain/usage/usage.ts'
import { type BudgetReport, reportBudgets } from './report.ts'

type Sources = Pick<ReadContext, 'mistral' | 'clock' | 'tables' | 'organization' | 'config'>

/** One question for each budget; one that gets no answer leaves a gap that is said. */
export async function gatherBudgets(context: Sources): Promise<BudgetReport> {
  const { mistral, clock, tables, organization } = context
  const now = clock.now()
  const month = monthOf(dayOf(now))
  const budgets = await findBudgets(tables, organization)
  if (budgets.length === 0)
    return reportBudgets({ budgets, workspaces: [], usage: new Map(), month, fetchedAt: now, now })
  const [workspaces, exchange, answers] = await Promise.all([
    orMissing(mistral.workspaces()),
    findExchange(context, [month]),
    mapAtMost(workspacesAtOnce, budgets, async ({ scope }): Promise<[string, Fetched<UsageMonth>][]> => {
      const query = scope === organizationScope ? { month } : { month, workspaceId: scope }
      const answer = await orMissing(mistral.usage(query))
      return answer ? [[scope, answer]] : []
    }),
  ])
  const found = answers.flat()
  return reportBudgets({
    budgets,
    workspaces: workspaces?.value ?? [],
    usage: new Map(found.map(([scope, { value }]) => [scope, value])),
    month,
    exchange,
    ...(found.length > 0 ? sourceOf(found.map(([, answer]) => answer)) : { fetchedAt: now }),
    now,
  })
}
