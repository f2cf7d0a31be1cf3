import type { ReadContext } from '../../chatops/context.ts'
import { type Budget, findBudgets } from '../../chatops/report/budgets.ts'
import { organizationScope } from '../../domain/usage/usage.ts'
import type { SpendReport } from './report.ts'

/** The budget of what the report is about: this month's alone, since a budget is for a month. */
export async function withBudget(context: ReadContext, report: SpendReport): Promise<SpendReport> {
  if (report.period.kind !== 'month' || !report.period.isRunning) return report
  const budgets = await findBudgets(context.tables, context.organization)
  const scope = budgets.length > 0 ? await findScope(context, report) : undefined
  const budget = budgets.find((known: Budget) => known.scope === scope)
  return budget ? { ...report, budget } : report
}

/** undefined: two Workspaces have this name, and nobody can tell which one is meant. */
async function findScope({ mistral }: ReadContext, { workspaceName }: SpendReport): Promise<string | undefined> {
  if (workspaceName === undefined) return organizationScope
  const { value: workspaces } = await mistral.workspaces()
  const [only, ...more] = workspaces.filter(({ name }) => name === workspaceName)
  return more.length === 0 ? only?.id : undefined
}
