import type { ReadContext } from '../../chatops/context.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import type { Workspace } from '../../domain/limit/limit.ts'
import { inCurrency, isComparable, type Money } from '../../domain/money/money.ts'
import { firstDayOf, lastDayOf } from '../../domain/time/time.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { computeSpend, groupSpend, isComplete, type Spend } from '../../domain/usage/spend.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { LimitFacts, WorkspaceCap } from './store/types.ts'

export interface WorkspaceSpend {
  readonly workspace: Workspace
  /** undefined: it gave no answer. */
  readonly spend: Spend | undefined
}

/** What each Workspace spent this month: one question each, and one that fails is a gap, not an end. */
export function askWorkspaces(
  mistral: ReadContext['mistral'],
  month: Month,
  workspaces: readonly Workspace[],
): Promise<WorkspaceSpend[]> {
  const days = { from: firstDayOf(month), to: lastDayOf(month), isRunning: true }
  return mapAtMost(workspacesAtOnce, workspaces, async (workspace) => {
    const usage = await orMissing(mistral.usage({ month, workspaceId: workspace.id }))
    return { workspace, spend: usage && computeSpend([usage.value], days) }
  })
}

/** The Workspace that spends most this month, and the model it spends most on; unknown where one gave no answer. */
export function findDriver(asked: readonly WorkspaceSpend[], spent: Money): LimitFacts['driver'] {
  const told = asked.flatMap(({ workspace, spend }) => (spend ? [{ name: workspace.name, spend }] : []))
  const [first] = told.toSorted((a, b) => b.spend.total.compare(a.spend.total))
  if (!first || told.length < asked.length || first.spend.total.isZero || spent.amount.isZero) return undefined
  if (first.spend.currency !== spent.currency) return undefined
  const [model] = groupSpend(first.spend.lines, (line) => modelName(line.model))
  return {
    name: model ? `${first.name}, ${model.name}` : first.name,
    share: first.spend.total.toNumber() / spent.amount.toNumber(),
  }
}

/** Workspaces that stop at a cap of their own, and what they used of it where that was asked. */
export function listCaps(workspaces: readonly Workspace[], asked: readonly WorkspaceSpend[]): readonly WorkspaceCap[] {
  const spends = new Map(asked.map(({ workspace, spend }) => [workspace.id, spend]))
  return workspaces.flatMap(({ id, name, cap, capCurrency }) => {
    if (!cap) return []
    const spend = spends.get(id)
    const isKnown = spend && isComparable(spend.currency, capCurrency)
    const used = isKnown
      ? { amount: inCurrency(spend.total, spend.currency), isAtLeast: !isComplete(spend) }
      : undefined
    return [{ workspace: name, cap: inCurrency(cap, capCurrency), ...(used ? { used } : {}) }]
  })
}
