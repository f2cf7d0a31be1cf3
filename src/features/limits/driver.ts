import type { ReadContext } from '../../chatops/context.ts'
import { type Answered, askEachIfReachable } from '../../chatops/report/each-workspace.ts'
import { measureCap } from '../../domain/limit/cap-use.ts'
import type { Workspace } from '../../domain/limit/limit.ts'
import { inCurrency, type Money } from '../../domain/money/money.ts'
import { firstDayOf, lastDayOf } from '../../domain/time/time.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { computeSpend, groupSpend, type Spend } from '../../domain/usage/spend.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { LimitFacts, WorkspaceCap } from './store/types.ts'

export type WorkspaceSpend = Answered<Workspace, Spend>

/** What each Workspace spent this month: one question each, and one that fails is a gap, not an end. */
export function askWorkspaces(
  context: Pick<ReadContext, 'mistral'> & Partial<Pick<ReadContext, 'progress'>>,
  month: Month,
  workspaces: readonly Workspace[],
): Promise<WorkspaceSpend[]> {
  const days = { from: firstDayOf(month), to: lastDayOf(month), isRunning: true }
  return askEachIfReachable(context, workspaces, async ({ id }) => {
    const { value } = await context.mistral.usage({ month, workspaceId: id })
    return computeSpend([value], days)
  })
}

/** The Workspace that spends most this month, and the model it spends most on; unknown where one gave no answer. */
export function findDriver(asked: readonly WorkspaceSpend[], spent: Money): LimitFacts['driver'] {
  const told = asked.flatMap(({ workspace, answer }) => (answer ? [{ workspace, spend: answer }] : []))
  const [first] = told.toSorted((a, b) => b.spend.total.compare(a.spend.total))
  if (!first || told.length < asked.length || first.spend.total.isZero || spent.amount.isZero) return undefined
  if (first.spend.currency !== spent.currency) return undefined
  const { id, name } = first.workspace
  const [model] = groupSpend(first.spend.lines, (line) => modelName(line.model))
  return {
    name: model ? `${name}, ${model.name}` : name,
    share: first.spend.total.toNumber() / spent.amount.toNumber(),
    workspaceId: id,
  }
}

/** Workspaces that stop at a cap of their own, and what they used of it where that was asked. */
export function listCaps(workspaces: readonly Workspace[], asked: readonly WorkspaceSpend[]): readonly WorkspaceCap[] {
  const spends = new Map(asked.map(({ workspace, answer }) => [workspace.id, answer]))
  return workspaces.flatMap((workspace) => {
    if (!workspace.cap) return []
    const spend = spends.get(workspace.id)
    const use = spend && measureCap(workspace, spend)
    const cap = inCurrency(workspace.cap, workspace.capCurrency)
    return [{ workspace: workspace.name, cap, ...(use ? { use } : {}) }]
  })
}
