import type { ReadContext } from '../../chatops/context.ts'
import { listAssignments } from '../../chatops/report/assignments.ts'
import { addUp, partsOf, readPart } from '../../chatops/report/budget-usage.ts'
import { findBudgets } from '../../chatops/report/budgets.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { sourceOf } from '../../chatops/report/sources.ts'
import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import { dayOf, monthOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import { type BudgetReport, reportBudgets } from './report.ts'

type Sources = Pick<ReadContext, 'mistral' | 'clock' | 'tables' | 'organization' | 'config'>

/** One question for each Workspace that a budget is about; one that gets no answer leaves a gap that is said. */
export async function gatherBudgets(
  context: Sources,
  month: Month = monthOf(dayOf(context.clock.now())),
): Promise<BudgetReport> {
  const { mistral, clock, tables, organization } = context
  const now = clock.now()
  const budgets = await findBudgets(tables, organization)
  if (budgets.length === 0)
    return reportBudgets({ budgets, workspaces: [], usage: new Map(), month, fetchedAt: now, now })
  const assignments = await listAssignments(tables, organization)
  const wanted = budgets.map(({ scope }) => ({ scope, parts: partsOf(scope, assignments, month) }))
  const [workspaces, exchange, answers] = await Promise.all([
    orMissing(mistral.workspaces()),
    findExchange(context, [month]),
    mapAtMost(workspacesAtOnce, [...new Set(wanted.flatMap(({ parts }) => parts))], async (part) => {
      const answer = await orMissing(readPart(mistral, part, month))
      return answer ? [{ part, answer }] : []
    }),
  ])
  const found = new Map(answers.flat().map(({ part, answer }) => [part, answer]))
  const usage = wanted.flatMap(({ scope, parts }) => {
    const known = parts.flatMap((part) => found.get(part) ?? [])
    // Without one of its Workspaces a cost centre would look cheaper than it is.
    if (known.length < parts.length) return []
    return [[scope, addUp(known, month) ?? 'mixed'] as const]
  })
  return reportBudgets({
    budgets,
    workspaces: workspaces?.value ?? [],
    usage: new Map(usage),
    month,
    exchange,
    ...(found.size > 0 ? sourceOf([...found.values()]) : { fetchedAt: now }),
    now,
  })
}
