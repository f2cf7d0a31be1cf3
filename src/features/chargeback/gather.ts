import type { ReadContext } from '../../chatops/context.ts'
import { maySeeNames } from '../../chatops/people/authorize.ts'
import { listAssignments } from '../../chatops/report/assignments.ts'
import { findBudgets } from '../../chatops/report/budgets.ts'
import { askEachWorkspace } from '../../chatops/report/each-workspace.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { collectSources } from '../../chatops/report/sources.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { InvalidInput, UpstreamError } from '../../domain/errors.ts'
import { type Period, parsePeriod } from '../../domain/time/period.ts'
import { addMonths, dayOf, monthOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import { listClosings, listScopes } from '../../storage/history/overview.ts'
import { type ChargebackReport, reportChargeback } from './report.ts'

/** A statement is about one month; without a word, about the last one. */
export function parseChargeback(words: TypedWords, now: Date): Period {
  const examples = ['last month', addMonths(monthOf(dayOf(now)), -2)]
  const text = words.rest(examples)
  const period = parsePeriod(text === '' ? 'last month' : text, now)
  if (period.kind !== 'month') throw new InvalidInput('period', text, examples)
  return period
}

export async function gatherChargeback(context: ReadContext, period: Period): Promise<ChargebackReport> {
  const { mistral, tables, organization, clock, asker, config, trail } = context
  const month = monthOf(period.from)
  const { take, source } = collectSources()
  const closings = await listClosings(tables, organization)
  const isClosed = closings.some((closing) => closing.month === month)
  const [whole, listed, assignments, budgets, exchange] = await Promise.all([
    take(mistral.usage({ month, detail: 'month' })),
    listWorkspaces(context, month, isClosed),
    listAssignments(tables, organization),
    findBudgets(tables, organization),
    findExchange(context, [month]),
  ])
  const workspaces = await askEachWorkspace(context, listed, async ({ id, name }) => ({
    id,
    name,
    usage: await orMissing(take(mistral.usage({ month, workspaceId: id, detail: 'month' }))),
  }))
  const report = reportChargeback(
    { whole, workspaces, assignments, isClosed, budgets, exchange, ...source() },
    period,
    clock.now(),
  )
  const hasNames = report.costCenters.some(({ workspaces: all }) => all.some(({ owner }) => owner))
  // First the trace, then the look: nobody reads names unseen.
  if (hasNames && maySeeNames(asker.role, config.people.privacy))
    await trail.record('names.viewed', { report: 'chargeback' })
  return report
}

/** Those of a closed month are known, by the names of then; else what is kept of it, and what Mistral lists today. */
async function listWorkspaces({ mistral, tables, organization }: ReadContext, month: Month, isClosed: boolean) {
  const kept = await listScopes(tables, organization, month)
  if (isClosed) return kept
  const present = await listPresent(mistral)
  const names = new Map([...kept, ...present].map(({ id, name }) => [id, name]))
  return [...names].map(([id, name]) => ({ id, name }))
}

/** Invoices name no Workspaces: then nothing is assigned, and the sum is still told. A Mistral that is down is no such answer. */
async function listPresent(mistral: ReadContext['mistral']): Promise<readonly { id: string; name: string }[]> {
  try {
    return (await mistral.workspaces()).value
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'notConfigured') return []
    throw error
  }
}
